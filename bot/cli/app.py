"""`yuanju`: the commands, and what every one of them has in common."""

import os
import sys
from typing import NoReturn

import click

from bot.cli.ablate import ablate
from bot.cli.add import add
from bot.cli.articles import articles
from bot.cli.ask import ask
from bot.cli.backup import backup
from bot.cli.check import check
from bot.cli.completion import completion
from bot.cli.console import console
from bot.cli.evaluate import evaluate
from bot.cli.export import export
from bot.cli.importing import import_
from bot.cli.opening import InputError
from bot.cli.reindex import reindex
from bot.cli.remove import remove
from bot.cli.restore import restore
from bot.cli.selftest import selftest
from bot.cli.streams import die_with_the_reader, speak_utf8
from bot.cli.telegram import telegram
from bot.cli.tune import tune
from bot.cli.words import words

_INTERRUPTED = 130
"""128 + SIGINT, as shells count; 1 would mean that the article does not say."""


class InOrder(click.Group):
    """Lists its commands in the order in which they are put to use."""

    def list_commands(self, context: click.Context) -> list[str]:
        """As they were added."""
        del context
        return list(self.commands)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="yuanju", prog_name="yuanju")
def yuanju() -> None:
    """Ask an article, get its own sentences.

    Every answer is a sentence of the article, word for word and with its place, or an
    honest "the article does not say". Exit codes: 0 answered, 1 not in the article,
    2 wrong use, configuration or input file.
    """


for command in (
    ask,
    console,
    telegram,
    add,
    articles,
    remove,
    export,
    import_,
    reindex,
    check,
    backup,
    restore,
    words,
    selftest,
    evaluate,
    ablate,
    tune,
    completion,
):
    yuanju.add_command(command)


def main() -> NoReturn:
    """Run the command line; the console script `yuanju`."""
    if sys.stdout is None or sys.stderr is None:  # closed by the shell: `>&-`
        sys.exit(InputError.exit_code)
    speak_utf8()
    die_with_the_reader()
    try:
        code = yuanju.main(prog_name="yuanju", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except OSError as error:
        # A full disk, an output that cannot be written: nothing that an article says.
        InputError(f"{error.strerror or type(error).__name__}").show()
        os._exit(InputError.exit_code)  # a normal end would try to write the rest once more
    sys.exit(code if isinstance(code, int) else 0)
