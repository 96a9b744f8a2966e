"""`yuanju console`: a conversation with the articles."""

import sys
from pathlib import Path

import click
from rich.console import Console

from bot.cli.opening import (
    article_option,
    config_option,
    open_asking,
    open_settings,
    shelf_option,
)
from bot.cli.streams import lines_of_stdin
from bot.console.session import Session
from bot.replies.terminal import PROMPT


@click.command(short_help="A conversation with the articles.")
@article_option
@shelf_option("Ask this shelf.")
@config_option
def console(
    article_files: tuple[Path, ...], shelf_name: str | None, config_file: Path | None
) -> None:
    """Ask one question after the other; `:help` lists the commands.

    Works with piped input, too: one question a line. Without --article and --shelf, the
    configured articles are asked, and those that were added for every chat.
    """
    opened = open_settings(config_file)
    asking = open_asking(opened, article_files, shelf_name)
    output = Console(highlight=False)
    session = Session(asking, opened.catalogue, opened.language, output)
    if sys.stdin.isatty() and sys.stdout.isatty():
        # Imported here: a pipe needs no line editor, and it takes a while to load.
        from bot.console.keyboard import converse  # noqa: PLC0415

        converse(session, opened.settings.console)
        return
    if notice := session.notice():
        click.echo(f"yuanju: {notice}", err=True)  # a pipe holds questions and answers alone
    for line in lines_of_stdin():
        if line.strip():
            click.echo(PROMPT + line)
            if not session.handle(line):
                break
