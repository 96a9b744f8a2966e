"""A page → a document: from its headline to where its article ends."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.articles.formats.document import Document, Properties
from retrieval.articles.formats.html.lines import Line, lines_of
from retrieval.articles.formats.html.metas import Stated, heads, stated
from retrieval.articles.formats.html.region import Regions
from retrieval.articles.formats.html.telling import is_credit, surely_tells, tells, told_by
from retrieval.articles.formats.html.tree import Node, parse

_LONGEST_TITLE = 120
"""Longest headline, in characters."""
_SHORTEST_TITLE = 4
"""Shortest headline that is taken for one by its heading alone, in characters."""
_SURE_TITLE = 8
"""Shortest line that the page's own title begins with, and is a headline for that."""
_LINKED_RANK = 4
"""How much worse a line is for being a link: it leads to an article, rather than heads it."""
_ABOVE = 12
"""Lines above an article without a headline that may tell of it."""
_BELOW = 10
"""Lines below an article that may tell of it."""
_NEAR = 4
"""Lines below the headline within which it is told of the article."""
_REPEATED = 15
"""Characters at an abstract's end that the article repeats where it begins with them."""
_OPEN_ENDS = ".。…· "
_SPACES = re.compile(r"\s+")


def read_html(source: str) -> Document:
    """The article of a page; the page's visible text where no article stands out."""
    page = parse(source)
    lines = lines_of(page.root)
    known = stated(page)
    headline = _headline(lines, known)
    regions = Regions(page.root, lines)
    regions.drop_around(headline)
    main = regions.main()
    if headline is None:
        headline = _shown_above(lines, main, regions.dropped)
    parts = _Parts()
    parts.take(lines, main, headline, regions.dropped)
    return Document(
        "\n".join(parts.text),
        Properties(lines[headline].text if headline is not None else None),
        replace(known.hints, title=_stated_title(known)),
        "\n".join(parts.above),
        "\n".join(parts.below),
    )


class _Parts:
    """The article's lines, and those around it that tell of it."""

    def __init__(self) -> None:
        self.above: list[str] = []
        self.text: list[str] = []
        self.below: list[str] = []

    def take(
        self, lines: Sequence[Line], main: Node, headline: int | None, dropped: set[int]
    ) -> None:
        """Sort the page's lines from its headline on."""
        start = max(0, main.first - _ABOVE) if headline is None else headline
        body = "\n".join(line.text for line in lines[main.first : main.end])
        for number in range(start, main.first):
            line = lines[number]
            if number == headline:
                self.text.append(line.text)
            elif tells(line):
                self.above += told_by(line)
            elif number not in dropped:
                self._take_between(line, body)
        last = headline
        for number in range(max(start, main.first), main.end):
            line = lines[number]
            if last is not None and last < number <= last + _NEAR and surely_tells(line):
                self.above += told_by(line)
                last = number
            elif number not in dropped:
                self.text.append(line.text)
        below = lines[main.end : main.end + _BELOW]
        self.below = [line.text for line in below if is_credit(line)]

    def _take_between(self, line: Line, body: str) -> None:
        """A line between the headline and the article: a subtitle, or an abstract of its own."""
        if line.heading:
            self.above.append(line.text)
        elif "。" in line.text and line.text.rstrip(_OPEN_ENDS)[-_REPEATED:] not in body:
            self.text.append(line.text)


def _headline(lines: Sequence[Line], known: Stated) -> int | None:
    """The line that shows a title which the page states, the best that there is."""
    titles = [_key(title) for title in known.titles]
    whole = [_key(head) for head in heads(known.whole)]
    ranked = [
        (rank, number)
        for number, line in enumerate(lines)
        if len(line.text) <= _LONGEST_TITLE and (rank := _rank(line, titles, whole)) is not None
    ]
    return min(ranked)[1] if ranked else None


def _rank(line: Line, titles: list[str], whole: list[str]) -> int | None:
    """How well a line shows a stated title, 0 best; None if it does not."""
    key = _key(line.text)
    if key in titles or key in whole:
        rank = 0 if line.heading else 2
    elif whole[0].startswith(key) and len(key) >= (
        _SHORTEST_TITLE if line.heading else _SURE_TITLE
    ):
        rank = 1 if line.heading else 3
    else:
        return None
    return rank + (_LINKED_RANK if line.is_link else 0)


def _shown_above(lines: Sequence[Line], main: Node, dropped: set[int]) -> int | None:
    """The heading above the article or at its start, or the line above one that tells of it."""
    numbers = [
        number
        for number in range(min(main.first + 2, main.end, len(lines)))
        if number not in dropped and _SHORTEST_TITLE <= len(lines[number].text) <= _LONGEST_TITLE
    ]
    headings = [(lines[number].heading, -number) for number in numbers if lines[number].heading]
    if headings:
        return -min(headings)[1]
    near = [number for number in numbers if number >= main.first - _ABOVE]
    return next(
        (
            above
            for above, number in pairwise(near)
            if tells(lines[number]) and not tells(lines[above])
        ),
        None,
    )


def _stated_title(known: Stated) -> str | None:
    """A title for a page that shows none."""
    if known.titles:
        return known.titles[0]
    first = heads(known.whole)[-1]
    return first if len(first) >= _SHORTEST_TITLE else None


def _key(text: str) -> str:
    return _SPACES.sub("", text)
