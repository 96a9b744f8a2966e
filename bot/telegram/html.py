"""Text as Telegram's HTML, in pages that are short enough for a message each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import groupby

MESSAGE_LIMIT = 4096
"""UTF-16 code units of a message's text, counted after Telegram has read the tags."""
MOST_MARKS = 100
"""Marked ranges in a message; Telegram drops those that are too many.
https://core.telegram.org/api/entities"""
QUOTE = "blockquote"
EXPANDABLE = "blockquote expandable"
"""Of this one, three lines are shown until somebody opens it."""
_TAG = re.compile(r"</?[a-z]+(?: expandable)?>")
_LONGEST_RUN = 1000
"""Code points after which a run may be cut, so that a long sentence goes on on the next
page instead of being refused."""
_PAUSES = "。！？；，、.!?;, \n"
"""Behind which a sentence is cut that fills a page."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in tags, the outer one first, or in none."""

    text: str
    tags: tuple[str, ...] = ()
    quote: str | None = None
    """In which kind of quote; neighbours in the same one are one quote."""

    def html(self) -> str:
        """With its tags, but not those of the quote."""
        html = escape(self.text, quote=False)
        for tag in reversed(self.tags):
            html = f"<{tag}>{html}</{tag}>"
        return html

    def units(self) -> int:
        """UTF-16 code units."""
        return len(self.text.encode("utf-16-le")) // 2


Block = Sequence[Run]
"""What stays on one page if it fits: a sentence with its citation, a line of a list."""


@dataclass(slots=True)
class _Page:
    """A message while it is filled."""

    runs: list[Run] = field(default_factory=list)
    units: int = 0
    marks: int = 0

    def takes(self, block: Block) -> bool:
        units = self.units + sum(run.units() for run in block)
        # Each may open a quote.
        marks = self.marks + sum(len(run.tags) for run in block) + 1
        return units <= MESSAGE_LIMIT and marks <= MOST_MARKS

    def add(self, run: Run) -> None:
        before = self.runs[-1].quote if self.runs else None
        self.units += run.units()
        self.marks += len(run.tags) + (run.quote not in {None, before})
        self.runs.append(run)

    def html(self) -> str:
        parts = []
        for quote, runs in groupby(self.runs, lambda run: run.quote):
            text = "".join(run.html() for run in runs)
            if quote is None:
                parts.append(text)
            elif inside := text.strip():
                parts.append(f"<{quote}>{inside}</blockquote>\n")
        return "".join(parts).strip()


def pages(blocks: Iterable[Block]) -> list[str]:
    """The HTML of each page, in order; a block is only cut if it fills a page.

    Nothing is left out, and no page has an open tag.
    """
    made: list[_Page] = []
    page = _Page()
    for block in blocks:
        if page.runs and not page.takes(block):
            made.append(page)
            page = _Page()
        for run in block if page.takes(block) else _short(block):
            if page.runs and not page.takes((run,)):
                made.append(page)
                page = _Page()
            page.add(run)
    return [each.html() for each in (*made, page)]


def plain(html: str) -> str:
    """The text of a message without its tags, for a server that does not take them."""
    return unescape(_TAG.sub("", html))


def _short(block: Block) -> Iterator[Run]:
    for run in block:
        for text in _parts(run.text):
            yield Run(text, run.tags, run.quote)


def _parts(text: str) -> Iterator[str]:
    """Cut behind a mark where there is one, and never inside of a character."""
    while len(text) > _LONGEST_RUN:
        places = (text.rfind(mark, _LONGEST_RUN // 2, _LONGEST_RUN) for mark in _PAUSES)
        end = max(places) + 1 or _LONGEST_RUN
        yield text[:end]
        text = text[end:]
    yield text
