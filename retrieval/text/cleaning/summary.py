"""Summary labels go; so does a summary that the article repeats."""

from collections.abc import Iterator

from retrieval.model import Span
from retrieval.text.cleaning.lines import Line, is_prose
from retrieval.text.cleaning.patterns import Patterns

MIN_REPEATED = 10
"""Shortest summary paragraph whose repetition counts, in characters."""
MAX_PARAGRAPHS = 5
"""Paragraphs behind a label that are looked for again."""
MAX_LABELS = 20
"""Labels of a page whose paragraphs are looked for; the rest only go."""
_OPEN_ENDS = ".。…· "


def summary_spans(lines: list[Line], patterns: Patterns) -> list[Span]:
    """What to delete: labels above or at the first line of prose, and repeated paragraphs."""
    spans: list[Span] = []
    done = checked = 0
    for number, label_end in _labels(lines, patterns):
        if number < done:
            continue
        start = lines[number].span.start
        first = number if label_end < len(lines[number].text) else number + 1
        offset = label_end if first == number else 0
        checked += 1
        done = _first_kept(lines, first, offset) if checked <= MAX_LABELS else first
        if done < len(lines):
            cut = label_end if done == number else lines[done].span.start - start
            spans.append(Span(start, start + cut))
        done = max(done, number + 1)
    return spans


def _labels(lines: list[Line], patterns: Patterns) -> Iterator[tuple[int, int]]:
    """Lines that begin with a label, and where in the line it ends."""
    for number, line in enumerate(lines):
        found = patterns.summary.match(line.folded)
        if found:
            yield number, found.end()
        elif patterns.bare_summary.fullmatch(line.folded) and any(
            is_prose(below) for below in lines[number + 1 : number + 2]
        ):
            yield number, len(line.text)
        if is_prose(line):
            return


def _first_kept(lines: list[Line], first: int, offset: int) -> int:
    """The first line from `first` on that does not stand again further down."""
    for number in range(first, min(first + MAX_PARAGRAPHS, len(lines))):
        paragraph = lines[number].text[offset if number == first else 0 :].rstrip(_OPEN_ENDS)
        if len(paragraph) < MIN_REPEATED or not any(
            below.text.startswith(paragraph) for below in lines[number + 1 :]
        ):
            return number
    return min(first + MAX_PARAGRAPHS, len(lines))
