"""Where sentences end within one line of text."""

import re
from collections.abc import Iterator

from retrieval.model import Span
from retrieval.text.scripts import HAN

_CLOSERS = "”’」』》〉）)】］]〕"
_PROTECTING = {"（": "）", "(": ")", "《": "》", "〈": "〉", "[": "]", "【": "】"}
"""A terminator inside these belongs to what they enclose: a remark or a name.
Inside quotation marks 「」“” it ends a sentence."""
_ENDS_PROTECTION = frozenset(_PROTECTING.values())
_DEEPEST = 50
"""Brackets nested deeper than this are not text; a bound keeps the work linear."""
_LOOK_BEHIND = 16
"""Characters before a full stop that decide what it is; no abbreviation is longer."""

_URL = re.compile(rf"(?:https?://|www\.)[^\s{HAN}，。！？；、…“”「」『』（）《》]+", re.IGNORECASE)
_STOP = re.compile(r"[。｡！？!?；;…⋯‥]|[.．]")
_TERMINATORS = re.compile(r"[。｡！？!?；;…⋯‥]+|[.．]+")
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_FULL_STOPS = frozenset(".．")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6});")
_SAYS_SOMETHING = re.compile(r"\w")
_AFTER_FULL_STOP = re.compile(rf"$|\s|[{HAN}]")

_LIST_NUMBER = re.compile(
    rf"(?:^|(?<=[：:、；;，,。（(])|(?<=[：:、；;，,。{HAN}]\s))\s*(?:\d{{1,2}}|[A-Za-z]|[一二三四五六七八九十]{{1,3}})$"
)
_LIST_NUMBER_IN_TEXT = re.compile(rf"(?<=[{HAN}])\d{{1,2}}$")
"""As in 1.加强领导2.落实责任; only directly before a Chinese character."""
_INITIAL = re.compile(r"(?:^|[^A-Za-z])[A-Za-z]$")
_ABBREVIATION = re.compile(
    r"(?<![a-z])(?:mr|mrs|ms|dr|prof|st|jr|sr|vs|no|vol|fig|ed|eds|pp|approx|inc|ltd|co|corp|dept|univ"
    r"|gen|gov|sen|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|e\.g|i\.e|cf|al|etc)$",
    re.IGNORECASE,
)


def sentence_spans(line: str) -> Iterator[Span]:
    """The sentences of one line, in order, without the spaces around them.

    A sentence ends at 。！？!?；;…, and at `.` before a space, the line's end or a
    Chinese character, with closing quotes and brackets kept inside. It does not end
    inside brackets or a title 《》, in a URL, or at the `.` of a number (3.5), an
    abbreviation (U.S., Dr.) or a list number (1.).
    """
    start = 0
    sentence: Span | None = None
    for end in [*_ends(line), len(line)]:
        piece = _trimmed(line, start, end)
        start = end
        if piece is None:
            continue
        if sentence is None:
            sentence = piece
        elif _SAYS_SOMETHING.search(piece.of(line)):
            yield sentence
            sentence = piece
        else:  # a mark left behind, such as the quote after `。 ”`
            sentence = Span(sentence.start, piece.end)
    if sentence is not None:
        yield sentence


def _ends(line: str) -> Iterator[int]:
    """Positions behind the last character of each sentence but the last one."""
    if not _STOP.search(line):
        return
    shielded = _shielded(line)
    start = at = 0
    while match := _TERMINATORS.search(line, at):
        at = match.end()
        if shielded[match.start()]:
            continue
        if match[0] in _FULL_STOPS and not _full_stop_ends(line, start, match.start()):
            continue
        end = _with_closers(line, start, match.end())
        if match[0][0] in _FULL_STOPS and not _AFTER_FULL_STOP.match(line, end):
            continue
        start = at = end
        yield end


def _full_stop_ends(line: str, start: int, at: int) -> bool:
    cut = at - start > _LOOK_BEHIND
    before = f"…{line[at - _LOOK_BEHIND : at]}" if cut else line[start:at]
    if _LIST_NUMBER_IN_TEXT.search(before):
        return not _HAN_CHARACTER.match(line, at + 1)
    return not (
        _LIST_NUMBER.search(before) or _INITIAL.search(before) or _ABBREVIATION.search(before)
    )


def _with_closers(line: str, start: int, end: int) -> int:
    """Behind the closing marks and further terminators that follow a terminator."""
    while end < len(line):
        mark = line[end]
        closes = mark in _CLOSERS or (mark == '"' and line.count('"', start, end) % 2 == 1)
        if not closes and not _STOP.match(mark):
            break
        end += 1
    return end


def _shielded(line: str) -> bytearray:
    """A flag for each character: 1 where a terminator ends nothing.

    That is in URLs, in entities such as `&amp;` that plain text may hold, and between
    brackets that do close.
    """
    shielded = bytearray(len(line))
    for match in _URL.finditer(line):
        address = match[0].rstrip(".!?;,")
        shielded[match.start() : match.start() + len(address)] = b"\1" * len(address)
    for match in _ENTITY.finditer(line):
        shielded[match.start() : match.end()] = b"\1" * len(match[0])
    stack: list[tuple[str, int]] = []
    for position, character in enumerate(line):
        if (closer := _PROTECTING.get(character)) and len(stack) < _DEEPEST:
            stack.append((closer, position))
        elif character in _ENDS_PROTECTION and any(character == closer for closer, _ in stack):
            while stack[-1][0] != character:
                stack.pop()
            opened = stack.pop()[1]
            shielded[opened:position] = b"\1" * (position - opened)
    return shielded


def _trimmed(line: str, start: int, end: int) -> Span | None:
    piece = line[start:end]
    if not (visible := piece.strip()):
        return None
    first = start + piece.index(visible[0])
    return Span(first, first + len(visible))
