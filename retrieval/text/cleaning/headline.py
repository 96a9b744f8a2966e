"""The headline: one to three short lines that the text begins with (引题, 主题, 副题).

Two things tell a headline from the first lines of a notice or a list:

- A line right below it that tells about the article: its date, source or author. Then up
  to three short lines are the headline.
- Without one, a single short line above running text is the headline, if it has no comma
  and no colon in it. Two or three such lines may be anything: a title and a heading, or the
  notice itself (`停水通知`, `周五八点至五点停水`). Then the first one is *read* as the title, but
  all of them stay in the text.

Four or more short lines are a poem or a list.
"""

import re
from dataclasses import dataclass

from retrieval.text.cleaning.characters import clean_characters
from retrieval.text.cleaning.dates import is_date
from retrieval.text.cleaning.lines import Line, is_prose
from retrieval.text.cleaning.patterns import Patterns
from retrieval.text.mapping import MappedText

MAX_LINES = 3
"""Lines of a headline; more are a poem or a list."""
MAX_CHARS = 60
"""Longest line of a headline, in characters."""
_UNFINISHED = re.compile(r"[，,、：:]$")
_NUMBERED = re.compile(
    r"[-*•·●■◆○▪] ?\S|第[一二三四五六七八九十百零〇\d]+[章节条编篇回]"
    r"|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?\d{1,3}(?:[)）、]|[.．](?!\d))"
)
_INNER_MARK = re.compile(r"[，,：:]")
_COLON = re.compile(r"([^：:]{1,12})[：:]")
_MIN_SAID = 4


@dataclass(frozen=True, slots=True)
class Headline:
    """What the first lines are."""

    title: str | None
    deck: tuple[str, ...]
    taken: int
    """How many lines leave the text; 0 if the title was only read."""


NO_HEADLINE = Headline(None, (), 0)


def headline_of(lines: list[Line], announced: int, patterns: Patterns) -> Headline:
    """The headline of a text.

    Args:
        lines: The text's lines, metadata lines already out.
        announced: How many of them stood above the first line that told about the article;
            0 if none did.
        patterns: The lexicon's patterns.
    """
    if _is_announced(lines, announced, patterns):
        title, *deck = (line.text for line in lines[:announced])
        return Headline(title, tuple(deck), announced)
    length = _plain_run(lines, patterns)
    if not 0 < length <= MAX_LINES or length == len(lines):
        return NO_HEADLINE
    return Headline(lines[0].text, (), 1 if length == 1 else 0)


def normal_title(title: str | None) -> str | None:
    """A title as its line reads after cleaning; None if nothing is to be seen of it."""
    return clean_characters(MappedText.of(title or "")).text.replace("\n", " ") or None


def known_headline(lines: list[Line], guessed: Headline, title: str) -> Headline:
    """The headline of a text whose title is told: the lines guessed, if it is among them.

    Else it is the title at the start, however often it stands there. Alone it is a text.
    """
    if any(line.text == title for line in lines[: guessed.taken]):
        return guessed
    first = next((number for number, line in enumerate(lines) if line.text != title), 0)
    return Headline(title, (), first)


def _is_announced(lines: list[Line], announced: int, patterns: Patterns) -> bool:
    if not 0 < announced <= MAX_LINES or announced >= len(lines):
        return False
    block = lines[:announced]
    return all(_is_short(line, patterns) for line in block) and all(
        _COLON.match(line.text) is None or _is_titled(line, patterns) for line in block
    )


def _plain_run(lines: list[Line], patterns: Patterns) -> int:
    """How many lines at the start could be headlines by themselves; up to one too many."""
    length = 0
    for line in lines[: MAX_LINES + 1]:
        if not _is_short(line, patterns) or _INNER_MARK.search(line.text):
            break
        length += 1
    return length


def _is_short(line: Line, patterns: Patterns) -> bool:
    if len(line.text) > MAX_CHARS or is_prose(line) or is_date(line.folded):
        return False
    if patterns.mark.match(line.folded):
        return False  # a label or a button is no headline, even where it stays in the text
    return not (_UNFINISHED.search(line.text) or _NUMBERED.match(line.text) or ";" in line.text)


def _is_titled(line: Line, patterns: Patterns) -> bool:
    """Whether a colon is a headline's (`张三：……`), not a form's."""
    label = _COLON.match(line.folded)
    if label is None or label[1][-1].isdigit() or patterns.body_label.fullmatch(label[1].strip()):
        return False
    return len(line.text) - label.end() >= _MIN_SAID
