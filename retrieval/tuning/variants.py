"""Other questions made of labelled ones, so that the networks see more than the sets have."""

import random
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.inputs import Asked
from retrieval.model import Passage, Tag, TaggedWord
from retrieval.protocols import Tagger
from retrieval.replies import Query

_EXCHANGED = frozenset(
    {Tag.PERSON, Tag.PLACE, Tag.ORGANISATION, Tag.TIME, Tag.WORK, Tag.NUMBER, Tag.PROPER}
)


_NOWHERE = "\0"
"""Stands before a term that no text has."""


def blinded(query: Query, seen: float, chance: random.Random) -> Query:
    """`query` with a share of about `seen` of its content words to be found.

    So questions look that are asked in other words than the text's, or in another language.
    What is hidden is still asked for, and missed.
    """
    hidden = [word for word in query.words if chance.random() >= seen]
    terms = (
        replace(term, term=_NOWHERE + term.term, alternatives=())
        if any(term.span.meets(word) for word in hidden)
        else term
        for term in query.terms
    )
    return replace(query, terms=tuple(terms))


def unread(asked: Asked) -> Asked:
    """`asked` without the letters of what is hidden; the reader sees it by meaning alone."""
    folded, content = list(asked.folded), []
    hidden = [term.span for term in asked.query.terms if term.term.startswith(_NOWHERE)]
    for word in asked.query.words:
        if any(word.meets(span) for span in hidden):
            folded[word.start : word.end] = _NOWHERE * len(word)
        else:
            content.append(word.of(asked.folded))
    return replace(asked, folded="".join(folded), content="".join(content))


def exchanged(
    question: str, passage: Passage, right: Sequence[int], tagger: Tagger, chance: random.Random
) -> str | None:
    """`question` with a name or a number in it exchanged for another of the same passage.

    The other one stands in none of the `right` sentences, so that nothing in the passage
    answers any more, though it has all the words. None if there is no such other one.
    """
    answering = "".join(passage.sentences[number].text for number in right)
    others = [
        (word.tag, text)
        for sentence in passage.sentences
        for word, text in _named(sentence.text, tagger)
        if text not in question and text not in answering
    ]
    named = _named(question, tagger)
    chance.shuffle(named)
    for word, text in named:
        fitting = sorted({other for tag, other in others if tag is word.tag and other != text})
        if fitting:
            other = chance.choice(fitting)
            return question[: word.span.start] + other + question[word.span.end :]
    return None


def _named(text: str, tagger: Tagger) -> list[tuple[TaggedWord, str]]:
    return [(word, word.span.of(text)) for word in tagger(text) if word.tag in _EXCHANGED]
