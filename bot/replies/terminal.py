"""Replies on a terminal. Quotes are never wrapped by us: what is copied is verbatim."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from bot.replies.shown import BULLET, ROLE_DASH, Quote, Shown
from bot.words import ReplyWords

PROMPT = "❯ "
"""Stands before what a person types, or has typed."""
_INDENT = "  "


def print_reply(console: Console, shown: Shown, words: ReplyWords) -> None:
    """Print what there is to see of a reply."""
    if shown.scope is not None:
        print_line(console, Text(_INDENT + shown.scope, style="dim"))
    for note in shown.notes:
        print_line(console, Text(_INDENT + note, style="yellow"))
    _print_entries(console, shown)
    for quote in shown.quotes:
        _print_quote(console, quote, words)
    if shown.nearest is not None:
        print_line(console, Text(_INDENT + words.nearest, style="dim"))
        _print_quote(console, shown.nearest, words, style="dim")


def print_explanation(console: Console, lines: Iterable[str]) -> None:
    """Print why a reply is what it is."""
    for line in lines:
        print_line(console, Text(_INDENT + line, style="dim"))


def print_line(console: Console, text: Text) -> None:
    """Print a line as it is: not wrapped, no markup, no emoji codes."""
    console.print(text, soft_wrap=True)


def _print_entries(console: Console, shown: Shown) -> None:
    for entry in shown.entries:
        line = Text(_INDENT + BULLET)
        line.append(entry.text, style="bold")
        if entry.role is not None:
            line.append(ROLE_DASH + entry.role)
        print_line(console, line)
    if shown.open_ended is not None:
        print_line(console, Text(_INDENT + shown.open_ended, style="dim"))


def _print_quote(console: Console, quote: Quote, words: ReplyWords, style: str = "") -> None:
    line = Text(_INDENT, style=style)
    for piece in quote.pieces:
        styles = ("underline green" * piece.matched, "bold" * piece.answer)
        line.append(piece.text, style=" ".join(filter(None, styles)))
    print_line(console, line)
    citation = f"{_INDENT}— {quote.citation}"
    if quote.best:
        citation += f" · {words.best}"
    print_line(console, Text(citation, style="dim cyan"))
    for words_beside in quote.beside:
        print_line(console, Text(_INDENT + words_beside, style="dim cyan"))
