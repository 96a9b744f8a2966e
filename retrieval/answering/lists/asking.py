"""What a list question asks for, as far as its words tell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.answering.lists.words import PEOPLE
from retrieval.model import AnswerKind, Span
from retrieval.replies import Query, QueryTerm
from retrieval.text.scripts import to_simplified

_PLURAL = re.compile(
    r"哪些|哪几|哪两|哪三|哪四|哪五|哪六|有谁|都有|分别|包括什么|有什么|包含什么|"
    r"which\b.*\b(?:are|were|have|did|do)\b|what are\b|what were\b|\bwho (?:were|are)\b",
    re.IGNORECASE,
)
_SINGULAR_OR_PLURAL = re.compile(
    r"谁|什么|哪里|哪儿|何处|为何|何人|哪家|哪位|哪个|哪种|\bwho\b|\bwhich\b|\bwhat\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"谁|哪位|何人|哪几位|哪两位|哪些人|\bwho\b|\bwhom\b", re.IGNORECASE)
_SINGLE = frozenset({AnswerKind.TIME, AnswerKind.NUMBER, AnswerKind.YES_NO, AnswerKind.DEFINITION})
_SINGLE_WORDS = re.compile(r"什么(?:时候|时间|样|水平|程度|意思)|多少|几[年月日点]|吗[？?]?$")
_TWO_WORDS = 4
_WHY = re.compile(r"原因|为什么|为何|\bwhy\b|\breasons?\b", re.IGNORECASE)
_WHICH = re.compile(
    r"哪(?:些|[几一两三四五六七八九十]?[个位名家些种类项座所条件支部本款场届批次方]?)"
)
_LAST_NOUN = re.compile(r"(?:都|还|又|主要|分别)*(?:有|是|为|包括|包含)?(?:哪些|哪几|什么|谁)")


@dataclass(frozen=True, slots=True)
class Ask:
    """A list question. All texts are Simplified."""

    words: tuple[str, ...]
    """Its content words, in order."""
    focus: str | None
    """What names the kind of the members: 设施."""
    people: bool
    """Whether members are people."""
    certain: bool
    """Whether a list is asked for by any reading; 谁 and 什么 may mean one thing alone."""
    chinese: bool
    reason: bool = False
    """Whether reasons are asked for."""
    behind: frozenset[str] = frozenset()
    """The words behind the question word, which a statement has behind the list, too."""
    nearest: frozenset[str] = frozenset()
    """What stands next to the question word: behind it (以什么为**核心**), else before it."""


def list_ask(query: Query) -> Ask | None:
    """What `query` asks for if it may be a list, else None.

    The analysis of questions tells by `Query.lists`, `kind` and `focus`; where it leaves
    them open, the question's own words are looked at.
    """
    question = to_simplified(query.question)
    if query.kind in _SINGLE or _SINGLE_WORDS.search(question) is not None:
        return None
    certain = query.lists or _PLURAL.search(question) is not None
    if not certain and _SINGULAR_OR_PLURAL.search(question) is None:
        return None
    focus = _focus(query, question)
    people = (
        query.kind is AnswerKind.PERSON
        or _WHO.search(question) is not None
        or (focus is not None and PEOPLE.search(focus) is not None)
    )
    word_spans = list(_word_spans(query))
    words = tuple(dict.fromkeys(span.of(question) for span in word_spans))
    asking = _SINGULAR_OR_PLURAL.search(question) or _WHICH.search(question)
    behind = frozenset(
        span.of(question) for span in word_spans if asking and span.start >= asking.end()
    )
    nearest = _nearest(question, word_spans, asking)
    reason = query.kind is AnswerKind.REASON or _WHY.search(question) is not None
    return Ask(words, focus, people, certain, query.language == "zh", reason, behind, nearest)


def in_words_of(ask: Ask, query: Query, text: str) -> Ask:
    """`ask` of a question in another language in the words that `text` has for it.

    What stands behind the question word there says nothing of the order in Chinese. What
    names the members' kind is the surest word in Chinese, but several in translation, of
    which the text may mean another thing by the only one that it has: the last to go by.
    """
    found = [
        (word, query.focus is not None and term.span.meets(query.focus))
        for term in query.terms
        for word in _said(term, text)
    ]
    focused = [word for word, names_kind in found if names_kind]
    words = tuple(dict.fromkeys(word for word, names_kind in found if not names_kind))
    return replace(
        ask,
        words=words or tuple(focused),
        focus=focused[0] if focused else None,
        chinese=bool(found),
        behind=frozenset(),
        nearest=frozenset(),
    )


def _said(term: QueryTerm, text: str) -> Iterator[str]:
    """The translations that a text has, best first; single characters stand in other words."""
    for alternative in term.alternatives:
        word = alternative.rstrip("/").replace(" ", "")
        if len(word) > 1 and word in text:
            yield word


def _nearest(question: str, words: Sequence[Span], asking: re.Match[str] | None) -> frozenset[str]:
    if asking is None:
        return frozenset()
    words = [span for span in words if len(span) > 1] or words
    behind = [span for span in words if span.start >= asking.end()]
    before = [span for span in words if span.end <= asking.start()]
    place = min((span.start for span in behind), default=None)
    if place is not None:
        return frozenset(span.of(question) for span in behind if span.start == place)
    last = max((span.end for span in before), default=0)
    return frozenset(span.of(question) for span in before if span.end == last)


def _word_spans(query: Query) -> Iterator[Span]:
    """The content words, and the halves of those of four characters (列席会议)."""
    question = to_simplified(query.question)
    for whole in query.words:
        which = _WHICH.match(question, whole.start, whole.end)
        span = Span(which.end(), whole.end) if which else whole
        if not len(span):
            continue
        yield span
        if len(span) == _TWO_WORDS and query.language == "zh":
            yield Span(span.start, span.start + 2)
            yield Span(span.start + 2, span.end)


def _focus(query: Query, question: str) -> str | None:
    if query.focus is not None:
        return to_simplified(query.focus.of(query.question))
    which = _WHICH.search(question)
    if which is not None:
        following = _run_from(query, which.end())
        if following is not None:
            return question[which.end() : following].rpartition("的")[2]
    asked = _LAST_NOUN.search(question)
    if asked is None:
        return None
    before = [span for span in query.words if span.end <= asked.start()]
    return before[-1].of(question) if before and len(before[-1]) > 1 else None


def _run_from(query: Query, start: int) -> int | None:
    """Where the content word at `start` ends; behind 的, the one that it describes."""
    question = to_simplified(query.question)
    # jieba has 哪些地方 as one word.
    end = next((span.end for span in query.words if span.start <= start < span.end), None)
    if end is not None and question[end : end + 1] == "的":
        return _run_from(query, end + 1) or end
    return end
