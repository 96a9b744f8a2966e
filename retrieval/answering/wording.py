"""A question's words in folded form, for rules that go by words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.model import Span, Token
from retrieval.text.folding import fold
from retrieval.text.scripts import HAN

_LETTER = re.compile(rf"[^\W{HAN}]")


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A folded question, and where its words begin and end; spans are of the folded text."""

    text: str
    words: tuple[Span, ...]
    """Every word with a letter or a digit, in order."""
    origins: tuple[Span, ...]
    """Where each character of `text` stands in the question as typed."""

    def typed(self, span: Span) -> Span:
        """Where `span`, which is not empty, stands in the question as typed."""
        return Span(self.origins[span.start].start, self.origins[span.end - 1].end)

    def word_around(self, span: Span) -> Span | None:
        """The word that `span` is only a part of: that of the 哪 in 哪吒."""
        return next(
            (
                word
                for word in self.words
                if word.start <= span.start and span.end <= word.end and word != span
            ),
            None,
        )

    def cuts_letters(self, span: Span) -> bool:
        """Whether a word of Latin or other letters goes on beyond `span`: the who of whole."""
        return any(
            0 < place < len(self.text)
            and _LETTER.match(self.text[place - 1])
            and _LETTER.match(self.text[place])
            for place in (span.start, span.end)
        )

    def begins_longer_word(self, span: Span) -> bool:
        """Whether a word begins where `span` does and goes on behind it."""
        return any(word.start == span.start and word.end > span.end for word in self.words)

    def holds(self, phrase: str) -> bool:
        """Whether `phrase` stands in the question, Latin letters as whole words only."""
        pattern = rf"(?<![a-z]){re.escape(phrase)}(?![a-z])"
        return re.search(pattern, self.text) is not None

    def ends_at(self, place: int) -> bool:
        """Whether no word follows `place`."""
        return not self.following(place)

    def following(self, place: int) -> list[Span]:
        """The words that begin at `place` or behind it, in order."""
        return [word for word in self.words if word.start >= place]

    def preceding(self, place: int) -> list[Span]:
        """The words that end at `place` or before it, the nearest first."""
        return [word for word in reversed(self.words) if word.end <= place]


def wording(question: str, words: Sequence[Token]) -> Wording:
    """The wording of `question`, of which `words` are all words, punctuation too."""
    folded = fold(question)
    spans: list[Span] = []
    place = 0
    for word in words:
        end = place + len(word.term)
        if any(character.isalnum() for character in word.term):
            spans.append(Span(place, end))
        place = end
    origins = (folded.origin(Span(at, at + 1)) for at in range(len(folded.text)))
    return Wording(folded.text, tuple(spans), tuple(origins))


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first; for none, what never fits."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"
