"""Questions to an article that it surely answers, for people who do not know what to ask.

Each is a clause of the article with what it tells taken out: 「谁」 for a person, 「什么时候」 for
a time. It counts only if the answerer then finds that very sentence, and in it the words
that were taken out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from retrieval.answering.answerer import Answerer
from retrieval.model import AnswerKind, Script, Sentence, Span, Tag, TaggedWord
from retrieval.replies import Answer
from retrieval.text.language import script_of

_SHORTEST, _LONGEST = 7, 26
"""Characters of a question: a shorter one tells too little, a longer one fills no button."""
_MOST_TRIED = 40
"""Questions that are put to the answerer; one takes some milliseconds."""
_CLAUSE_ENDS = frozenset('，。；！？：、,;!?:\n（）()「」『』“”"《》')
_ASKING = {
    AnswerKind.PERSON: {Script.SIMPLIFIED: "谁", Script.TRADITIONAL: "誰"},
    AnswerKind.TIME: {Script.SIMPLIFIED: "什么时候", Script.TRADITIONAL: "什麼時候"},
    AnswerKind.PLACE: {Script.SIMPLIFIED: "哪里", Script.TRADITIONAL: "哪裡"},
    AnswerKind.NUMBER: {Script.SIMPLIFIED: "多少", Script.TRADITIONAL: "多少"},
}
_BEFORE_A_PERSON = frozenset({Tag.NOUN, Tag.ORGANISATION, Tag.PLACE, Tag.PROPER, Tag.ADJECTIVE})
"""What may stand before a name as its post: all of it is asked for."""
_SUBJECTS = frozenset({Tag.NOUN, Tag.ORGANISATION, Tag.PLACE, Tag.PERSON, Tag.PROPER, Tag.WORK})
_DATES = frozenset("年月日号號")
_DOES = frozenset({Tag.VERB, Tag.ADVERB, Tag.PREPOSITION})
"""What stands behind a name that does something."""
_UNFINISHED = frozenset("时時的后後之中等前里裡")
"""Ends of clauses that say nothing by themselves."""
_IN = frozenset("在于於到赴")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A question, and what must be found for it to count."""

    question: str
    kind: AnswerKind
    sentence: Sentence
    taken: Span
    """What was taken out, in the article."""


def proven_examples(answerer: Answerer, article_id: str, most: int) -> tuple[str, ...]:
    """At most `most` questions that the shelf of `answerer` answers out of that article.

    Of different kinds as far as there are some, in the order of the text. None without a
    tagger, nor for a text that is not Chinese.
    """
    sentences = answerer.shelf.sentences_of(article_id)
    drafts = _by_turns(list(_drafts(answerer, sentences)))
    proven = (draft for draft in islice(drafts, _MOST_TRIED) if _is_proven(answerer, draft))
    chosen: dict[Span, _Draft] = {}
    for draft in proven:
        chosen.setdefault(draft.sentence.span, draft)
        if len(chosen) == most:
            break
    return tuple(chosen[span].question for span in sorted(chosen))


def _is_proven(answerer: Answerer, draft: _Draft) -> bool:
    reply = answerer.answer(draft.question, 1)
    if not isinstance(reply, Answer):
        return False
    best = reply.sentences[0]
    if best.sentence != draft.sentence:
        return False
    told = [item.span for item in reply.items] or [best.answer or Span(0, 0)]
    return any(span.meets(draft.taken) for span in told)


def _by_turns(drafts: Sequence[_Draft]) -> Iterator[_Draft]:
    """One of each kind, then the next of each."""
    by_kind = {kind: [each for each in drafts if each.kind is kind] for kind in _ASKING}
    for number in range(len(drafts)):
        for of_kind in by_kind.values():
            yield from of_kind[number : number + 1]


def _drafts(answerer: Answerer, sentences: Sequence[Sentence]) -> Iterator[_Draft]:
    for sentence in sentences:
        tags = answerer.shelf.words_of(sentence)
        script = script_of(sentence.text) or Script.SIMPLIFIED
        for clause in _clauses(sentence):
            words = [word for word in tags if _inside(word.span, clause)]
            for kind, taken in _takings(sentence, clause, words):
                before = _text(sentence, Span(clause.start, taken.start))
                behind = _text(sentence, Span(taken.end, clause.end))
                question = f"{before}{_ASKING[kind][script]}{behind}？".strip()
                if _SHORTEST <= len(question) <= _LONGEST:
                    yield _Draft(question, kind, sentence, taken)


def _takings(
    sentence: Sentence, clause: Span, words: Sequence[TaggedWord]
) -> Iterator[tuple[AnswerKind, Span]]:
    """What can be asked for in a clause: one that says that somebody did something."""
    tags = [word.tag for word in words]
    if Tag.VERB not in tags or _text(sentence, clause)[-1] in _UNFINISHED:
        return
    verb = tags.index(Tag.VERB)
    for number, word in enumerate(words):
        before, behind = tags[:number], tags[number + 1 : number + 2]
        does, text = bool(_DOES.intersection(behind)), _text(sentence, word.span)
        match word.tag:
            case Tag.PERSON if number < verb and does and _BEFORE_A_PERSON.issuperset(before):
                yield AnswerKind.PERSON, Span(clause.start, word.span.end)
            case Tag.TIME if _DATES.intersection(text) and _SUBJECTS.intersection(tags):
                if does or not before or not behind:
                    yield AnswerKind.TIME, word.span
            case Tag.NUMBER if number > verb and behind == [Tag.MEASURE]:
                yield AnswerKind.NUMBER, word.span
            case Tag.PLACE if before and _text(sentence, words[number - 1].span) in _IN:
                if does or not behind:
                    yield AnswerKind.PLACE, word.span


def _clauses(sentence: Sentence) -> Iterator[Span]:
    start = sentence.span.start
    for place, character in enumerate(sentence.text, sentence.span.start):
        if character in _CLAUSE_ENDS:
            if place > start:
                yield Span(start, place)
            start = place + 1
    if sentence.span.end > start:
        yield Span(start, sentence.span.end)


def _inside(span: Span, clause: Span) -> bool:
    return clause.start <= span.start and span.end <= clause.end


def _text(sentence: Sentence, span: Span) -> str:
    return span.shifted(-sentence.span.start).of(sentence.text)
