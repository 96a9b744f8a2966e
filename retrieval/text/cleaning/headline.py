"""The headline: one to three short lines that the text begins with."""

import re

from retrieval.text.cleaning.dates import is_date
from retrieval.text.cleaning.lines import Line, is_prose
from retrieval.text.cleaning.patterns import Patterns

MAX_LINES = 3
"""Lines of a headline (引题, 主题, 副题); more are a poem or a list."""
MAX_CHARS = 60
"""Longest line of a headline, in characters."""
_UNFINISHED = re.compile(r"[，,、：:]$")
_NUMBERED = re.compile(
    r"[-*•·●■◆○▪] ?\S|第[一二三四五六七八九十百零〇\d]+[章节条编篇回]"
    r"|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?\d{1,3}(?:[)）、]|[.．](?!\d))"
)
_COLON = re.compile(r"([^：:]{1,12})[：:]")
_MIN_SAID = 4


def headline_length(lines: list[Line], patterns: Patterns) -> int:
    """How many lines at the start are the headline; 0 if none is, or nothing else follows."""
    length = 0
    while length < len(lines) and _is_headline(lines, length, patterns):
        length += 1
        if length > MAX_LINES:
            return 0
    return length if length < len(lines) else 0


def _is_headline(lines: list[Line], number: int, patterns: Patterns) -> bool:
    line = lines[number]
    if len(line.text) > MAX_CHARS or is_prose(line) or is_date(line.folded):
        return False
    if _UNFINISHED.search(line.text) or _NUMBERED.match(line.text) or ";" in line.text:
        return False
    return _COLON.match(line.text) is None or _is_titled(lines, number, patterns)


def _is_titled(lines: list[Line], number: int, patterns: Patterns) -> bool:
    """Whether a colon is a headline's (`张三：……`), not a form's or a conversation's."""
    label = _COLON.match(lines[number].folded)
    if label is None or label[1][-1].isdigit() or patterns.body_label.fullmatch(label[1].strip()):
        return False
    if len(lines[number].text) - label.end() < _MIN_SAID:
        return False
    beside = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    return not any(_COLON.match(line.text) for line in beside)
