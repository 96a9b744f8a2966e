"""Other questions made of labelled ones, so that the networks see more than the sets have."""

import random
from dataclasses import replace

from retrieval.answering.inputs import Asked
from retrieval.replies import Query

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
