"""A page → a document: from its headline to where its article ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.articles.formats.document import Document, Properties
from retrieval.articles.formats.html.lines import Line, lines_of
from retrieval.articles.formats.html.metas import Stated, heads, stated
from retrieval.articles.formats.html.region import Regions
from retrieval.articles.formats.html.tree import Node, parse

_LONGEST_TITLE = 120
"""Longest headline, in characters."""
_SHORTEST_TITLE = 4
"""Shortest headline that is taken for one by its heading alone, in characters."""
_ABOVE = 12
"""Lines above an article without a headline that may tell of it."""
_BELOW = 10
"""Lines below an article that may tell of it."""
_ROLES = "来源|來源|作者|记者|記者|编辑|編輯|责编|責編|校对|审核|審核|审稿|供稿|撰稿|撰文|摄影|文"
_TELLING = re.compile(
    r"(?:19|20)\d{2} ?[-/.年] ?\d{1,2}|\d{1,2}[-/月]\d{1,2}"
    rf"|(?:{_ROLES}|发布|發布|發佈|时间|時間|日期)[^:：]{{0,6}}[:：]"
)
_CREDIT = re.compile(rf"[(（\[【]? ?[^:：]{{0,4}}(?:{_ROLES})[^:：]{{0,4}}[:：]")
_LONGEST_CREDIT = 60
"""Longest line below an article that tells who made it, in characters."""
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
        headline = _heading_above(lines, main, regions.dropped)
    numbers = list(_article(lines, main, headline, regions.dropped))
    title = lines[headline].text if headline is not None else None
    hints = replace(known.hints, title=_stated_title(known))
    return Document("\n".join(lines[number].text for number in numbers), Properties(title), hints)


def _article(
    lines: Sequence[Line], main: Node, headline: int | None, dropped: set[int]
) -> Iterator[int]:
    """Numbers of the article's lines, with those around it that tell of it."""
    start = max(0, main.first - _ABOVE) if headline is None else headline
    for number in range(start, main.end):
        line = lines[number]
        is_around = number < main.first and number != headline
        if number in dropped and not (is_around and _TELLING.search(line.text)):
            continue
        if not is_around or line.heading or _TELLING.search(line.text) or "。" in line.text:
            yield number
    for number in range(main.end, min(main.end + _BELOW, len(lines))):
        text = lines[number].text
        if len(text) <= _LONGEST_CREDIT and _CREDIT.match(text):
            yield number


def _headline(lines: Sequence[Line], known: Stated) -> int | None:
    """The line that shows a title which the page states: a heading rather than another."""
    titles = [_key(title) for title in known.titles]
    whole = [_key(head) for head in heads(known.whole)]
    best: tuple[int, int] | None = None
    for number, line in enumerate(lines):
        key = _key(line.text)
        if not key or len(line.text) > _LONGEST_TITLE:
            continue
        if (
            key in titles
            or key in whole[:-1]
            or (len(whole) == 1 and key == whole[0])
            or key in whole
        ):
            rank = 0 if line.heading else 2
        elif line.heading and whole[0].startswith(key) and len(key) >= _SHORTEST_TITLE:
            rank = 1
        else:
            continue
        if line.is_link:
            rank += 3
        if best is None or rank < best[0]:
            best = rank, number
    return None if best is None else best[1]


def _heading_above(lines: Sequence[Line], main: Node, dropped: set[int]) -> int | None:
    """The heading of highest level that stands above the article or begins it."""
    found = [
        (lines[number].heading, -number)
        for number in range(min(main.first + 1, len(lines)))
        if lines[number].heading
        and number not in dropped
        and _SHORTEST_TITLE <= len(lines[number].text) <= _LONGEST_TITLE
    ]
    return -min(found)[1] if found else None


def _stated_title(known: Stated) -> str | None:
    """A title for a page that shows none."""
    if known.titles:
        return known.titles[0]
    first = heads(known.whole)[-1]
    return first if len(first) >= _SHORTEST_TITLE else None


def _key(text: str) -> str:
    return _SPACES.sub("", text)
