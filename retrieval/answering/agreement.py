"""How well a time or a number fits what the question names: 多少公里, 哪个世纪."""

import re

from retrieval.lexicon.kinds import SpanWords
from retrieval.model import AnswerKind, Span
from retrieval.replies import Query
from retrieval.text.folding import fold

NEUTRAL = 1.0
"""The factor of what neither fits nor does not."""
_FITS = 5.0
_NEAR = 1.3
_OTHER_UNIT = 0.4
_VAGUE = 0.3
_SELDOM_MEANT = 0.5
_AFTER = 6
"""Characters behind a number among which what is counted may stand: 92英亩的植物园."""
_DURATION = re.compile(
    r"\D{0,3}(?:\d{1,2}|\d+[万亿]|1000|[一二两三四五六七八九十百千几半]+)\s?[多余]?\s?个?\s?多?"
    r"(?:年|月|天|日|星期|周|小时|分钟)[多余半]?"
)
_DATE_OF_A_MONTH = re.compile(r"\d{1,2}\s?[月日]")
_NUMERAL = re.compile(r"[\d零一二两三四五六七八九十百千万亿半]")


def agreement(query: Query, text: str, after: str, words: SpanWords) -> float:
    """A factor above 0 for the candidate `text`, behind which `after` stands; 1 is neutral.

    The factors are fitted by hand on DRCD and XQuAD, development parts, whose answers are
    not very sensitive to them.
    """
    candidate, behind = fold(text).text, fold(after[:_AFTER]).text
    focus = "" if query.focus is None else fold(query.focus.of(query.question)).text
    match query.kind:
        case AnswerKind.NUMBER:
            return _of_number(candidate, behind, focus, f"{_asked(query)} {focus}", words)
        case AnswerKind.TIME:
            return _of_time(candidate, dict(words.english_units).get(focus, focus), words)
        case _:
            return 1.0


def _asked(query: Query) -> str:
    """The question word with what it stands before: 多大比例."""
    if query.asked is None:
        return ""
    place = query.asked.end
    end = next((word.end for word in query.words if word.start == place), place)
    return fold(Span(query.asked.start, end).of(query.question)).text


def _of_number(candidate: str, behind: str, focus: str, asked: str, words: SpanWords) -> float:
    factor = 1.0 if _NUMERAL.search(candidate) else _VAGUE
    if candidate.startswith(words.vague_numbers):
        factor *= _SELDOM_MEANT
    if focus and (focus in candidate or behind.lstrip().startswith(focus)):
        return factor * _FITS
    if focus and focus in behind:
        factor *= _NEAR
    for measured in words.measured:
        if any(cue in asked for cue in measured.asks):
            fits = any(unit in candidate for unit in measured.units)
            return factor * (_FITS if fits else _OTHER_UNIT)
    return factor


def _of_time(candidate: str, focus: str, words: SpanWords) -> float:
    is_vague = _DURATION.fullmatch(candidate) and not _DATE_OF_A_MONTH.fullmatch(candidate)
    factor = _VAGUE if is_vague or candidate.startswith(words.vague_times) else 1.0
    if not _NUMERAL.search(candidate):
        factor *= _VAGUE
    if not focus or focus in words.moments:
        return factor
    endings = words.named_periods if focus in words.periods else (focus[-1],)
    return factor * (_FITS if any(ending in candidate for ending in endings) else 1.0)
