"""Labelled sets, and which of their contexts are kept back from the networks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from retrieval.evaluation.datasets import Context, LabelledQuestion
from retrieval.evaluation.measuring import CleanedContext, other_context
from retrieval.models.weights import TrainingSet, fingerprint
from retrieval.tuning.examples import Example

KEPT_BACK = 7
"""One in so many contexts is kept back from the networks."""


class TooFewError(ValueError):
    """Labelled sets that hold too little to fit to; says what is missing."""


class Shortage(Enum):
    """What labelled contexts have too few of to fit weights to them."""

    LEARNED = "no question with an answer is left for the networks to learn"
    KEPT_BACK = "no question with an answer is kept back from the networks"


@dataclass(frozen=True, slots=True, eq=False)
class LabelledSet:
    """A labelled file, ready to be learned from."""

    name: str
    contexts: Sequence[Context]
    cleaned: Sequence[CleanedContext]
    examples: Sequence[tuple[int, Example]]
    """With the number of their context."""

    def learned(self) -> Iterator[Example]:
        """The examples of the contexts that the networks are fitted to."""
        for number, example in self.examples:
            if not is_kept_back(self.contexts[number]):
                yield example

    def kept_back(self) -> Iterator[tuple[int, LabelledQuestion]]:
        """The questions of the contexts that are kept from the networks."""
        for number, context in enumerate(self.contexts):
            if is_kept_back(context):
                yield from ((number, question) for question in context.questions)

    def elsewhere(self, number: int) -> int | None:
        """A context that has nothing to do with that one; None if all have one title."""
        other = other_context(self.contexts, number)
        return None if other == number else other

    def described(self) -> TrainingSet:
        """What the weights file says of it."""
        prints = frozenset(fingerprint(context.text) for context in self.contexts)
        return TrainingSet(self.name, prints)


def is_kept_back(context: Context) -> bool:
    """Whether a context is kept from the networks; its text alone tells."""
    return fingerprint(context.text) % KEPT_BACK == 0


def shortage(contexts: Iterable[Context]) -> Shortage | None:
    """What is too little of `contexts`, before any of them is read; None if nothing is."""
    answered = [
        is_kept_back(context)
        for context in contexts
        if any(question.answers for question in context.questions)
    ]
    if all(answered):
        return Shortage.LEARNED
    return None if any(answered) else Shortage.KEPT_BACK
