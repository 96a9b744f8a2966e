"""A message of the bot, as Telegram reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tests.pictures.lines import Line, Span
from tests.telegram_fakes import utf16
from tests.telegram_fakes.html_mode import parse
from tests.telegram_fakes.values import Entity

_QUOTES = frozenset({"blockquote", "expandable_blockquote"})


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that stand in the same quote, or in none."""

    quote: str | None
    """Telegram's name of its kind."""
    lines: tuple[Line, ...]


def parts(html: str) -> Iterator[Part]:
    """The parts of a message in that HTML, from top to bottom."""
    for quote, group in groupby(_characters(html), lambda character: character[0]):
        spans = [
            Span("".join(text for _, text, _ in alike), marks)
            for marks, alike in groupby(group, lambda character: character[2])
        ]
        # A quote begins and ends a line by itself.
        whole = "".join(span.text for span in spans)
        if not whole.strip():
            continue
        first, end = whole.startswith("\n"), len(whole) - whole.endswith("\n")
        yield Part(quote and quote.kind, tuple(_lines(spans, int(first), end)))


def _characters(html: str) -> Iterator[tuple[Entity | None, str, frozenset[str]]]:
    """Each with its quote and its marks."""
    text, entities = parse(html)
    at = 0
    for character in text:
        over = [each for each in entities if each.offset <= at < each.offset + each.length]
        quote = next((each for each in over if each.kind in _QUOTES), None)
        yield quote, character, frozenset(each.kind for each in over if each is not quote)
        at += utf16.units(character)


def _lines(spans: list[Span], start: int, end: int) -> Iterator[Line]:
    """The lines between two places of the text of all spans."""
    line: list[Span] = []
    at = 0
    for span in spans:
        for number, text in enumerate(
            span.text[max(0, start - at) : max(0, end - at)].split("\n")
        ):
            if number:
                yield tuple(line)
                line = []
            if text:
                line.append(Span(text, span.marks))
        at += len(span.text)
    yield tuple(line)
