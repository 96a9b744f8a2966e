"""Names in Latin letters → the Chinese characters of the text that are read like them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from retrieval.model import Sentence
from retrieval.replies import Query, QueryTerm
from retrieval.text.dictionary.names import Name, Sounds, names_in
from retrieval.text.scripts import to_simplified

_KEPT = 4_096
"""Sentences whose sounds are kept; about a dozen long articles."""


def with_names(query: Query, sentences: Iterable[Sentence]) -> Query:
    """`query`, in which a name also stands for how `sentences` write it.

    Zhu Xiaodong is looked for as 朱曉東 where the text has it, whatever its script. A
    Chinese question writes names as the text does.
    """
    if query.language == "zh":
        return query
    names = names_in(query.question)
    if not names:
        return query
    written: dict[Name, set[str]] = {}
    for sentence in sentences:
        for name, spans in _sounds(sentence.text).named(names).items():
            written.setdefault(name, set()).update(span.of(sentence.text) for span in spans)
    terms = tuple(_named(term, written) for term in query.terms)
    return replace(query, terms=terms)


@lru_cache(_KEPT)
def _sounds(text: str) -> Sounds:
    return Sounds(text)


def _named(term: QueryTerm, written: dict[Name, set[str]]) -> QueryTerm:
    found = [
        pair
        for name, texts in written.items()
        if name.span.meets(term.span)
        for text in sorted(texts)
        for pair in _pairs(text)
    ]
    return replace(term, alternatives=tuple(dict.fromkeys([*term.alternatives, *found])))


def _pairs(text: str) -> Iterator[str]:
    """The name as the tokenizer's pairs of units, which no cut of words can part."""
    return (f"{first} {second}" for first, second in pairwise(to_simplified(text)))
