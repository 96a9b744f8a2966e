"""`yuanju`: the commands, and what every one of them has in common."""

import gc
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import NoReturn

import click

from bot.cli.collecting import nothing_collected
from bot.cli.streams import die_with_the_reader, speak_utf8

_WRONG_USE = 2
_INTERRUPTED = 130
"""128 + SIGINT, as shells count; 1 would mean that the article does not say."""

_COMMANDS: Mapping[str, str] = {
    "ask": "ask",
    "console": "console",
    "telegram": "telegram",
    "add": "add",
    "articles": "articles",
    "remove": "remove",
    "export": "export",
    "import": "importing",
    "reindex": "reindex",
    "check": "check",
    "backup": "backup",
    "restore": "restore",
    "words": "words",
    "selftest": "selftest",
    "evaluate": "evaluate",
    "ablate": "ablate",
    "tune": "tune",
    "completion": "completion",
}
"""Each command with its module beside this one, in the order in which they are put to use."""


class Commands(click.Group):
    """Loads a command when it is asked for: each needs only a part of the program."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """As they stand in `_COMMANDS`."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        with nothing_collected():
            module = import_module(f"bot.cli.{_COMMANDS[cmd_name]}")
        return next(
            each
            for each in vars(module).values()
            if isinstance(each, click.Command) and each.name == cmd_name
        )


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="yuanju", prog_name="yuanju")
def yuanju() -> None:
    """Ask an article, get its own sentences.

    Every answer is a sentence of the article, word for word and with its place, or an
    honest "the article does not say". Exit codes: 0 answered, 1 not in the article,
    2 wrong use, configuration or input file.
    """


def main() -> NoReturn:
    """Run the command line; the console script `yuanju`."""
    if sys.stdout is None or sys.stderr is None:  # closed by the shell: `>&-`
        sys.exit(_WRONG_USE)
    speak_utf8()
    die_with_the_reader()
    try:
        code = yuanju.main(prog_name="yuanju", standalone_mode=False)
        sys.stdout.flush()
        gc.freeze()  # all ends with the process: it need not be looked through once more
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except OSError as error:
        # A full disk, an output that cannot be written: nothing that an article says.
        click.echo(f"yuanju: {error.strerror or type(error).__name__}", err=True)
        os._exit(_WRONG_USE)  # a normal end would try to write the rest once more
    sys.exit(code if isinstance(code, int) else 0)
