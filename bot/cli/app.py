"""`yuanju`: the commands, and what every one of them has in common."""

import sys
from typing import NoReturn

import click

from bot.cli.ask import ask
from bot.cli.completion import completion
from bot.cli.console import console
from bot.cli.evaluate import evaluate
from bot.cli.telegram import telegram

_INTERRUPTED = 130
"""128 + SIGINT, as shells count; 1 would mean that the article does not say."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="yuanju", prog_name="yuanju")
def yuanju() -> None:
    """Ask an article, get its own sentences.

    Every answer is a sentence of the article, word for word and with its place, or an
    honest "the article does not say". Exit codes: 0 answered, 1 not in the article,
    2 wrong use, configuration or input file.
    """


for command in (ask, console, telegram, evaluate, completion):
    yuanju.add_command(command)


def main() -> NoReturn:
    """Run the command line; the console script `yuanju`."""
    speak_utf8()
    try:
        code = yuanju.main(prog_name="yuanju", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has enough; a closed stdout must not complain at exit.
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def speak_utf8() -> None:
    """Articles are Chinese, whatever the locale says (`LANG=C`, a Western Windows)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
