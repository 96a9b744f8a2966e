"""The noun in a question that names the kind of the answer: 哪两个**公司**, what **year**."""

import re
from dataclasses import dataclass

from retrieval.answering.wording import Wording, any_of
from retrieval.lexicon.kinds import FocusWords
from retrieval.model import AnswerKind, Span

_MOST_CHINESE = 3
"""Words behind 哪 among which its noun is: 哪个职业足球**俱乐部**."""
_MOST_ENGLISH = 6
"""Words behind which among which its noun is."""
_CLAUSE_END = re.compile(r"[，。？！；：、,.?!;:]")
_LATIN_INSIDE = re.compile(r"[a-z]{2}")
_MARKS = " ，。？！；：、,.?!;:「」“”\"'"
_LATIN = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Focus:
    """A noun, and the kind that it tells; a span of the folded question."""

    span: Span
    kind: AnswerKind | None
    """None if the noun is not a known one."""


class FocusRules:
    """Finds it behind or before a question word."""

    def __init__(self, words: FocusWords) -> None:
        """Work with these words."""
        self._kinds = words.nouns.kinds()
        self._longest = max(map(len, self._kinds))
        self._ends = frozenset(words.ends)
        self._fillers = re.compile(rf"(?:\s|{_bounded(words.fillers)})+")
        self._link = frozenset(words.links)
        self._links = re.compile(rf"(?:{any_of(words.links)})+$")
        self._copula = re.compile(rf"(?:'s|\s+(?:{any_of(words.copulas)}))\s+")

    def behind(self, wording: Wording, place: int) -> Focus | None:
        """The noun that follows a which-word that ends at `place`."""
        filler = self._fillers.match(wording.text, place)
        start = filler.end() if filler else place
        following = wording.following(start)
        if not following or _CLAUSE_END.match(wording.text, start):
            return None
        if _LATIN.match(wording.text, following[0].start):
            return self._english(wording, following[:_MOST_ENGLISH])
        return self._chinese(wording, start, following[:_MOST_CHINESE])

    def before(self, wording: Wording, place: int) -> Focus | None:
        """The noun that a question word at `place` is said of: the 职位 of 职位是什么."""
        head = wording.text[:place].rstrip(_MARKS)
        link = self._links.search(head)
        end = link.start() if link else len(head)
        noun = self._noun_at_end(wording.text[:end])
        if not noun:
            return None
        start = end - len(noun)
        whole = next((word for word in wording.words if word.end == end), Span(start, end))
        return Focus(Span(min(start, whole.start), end), self._kinds[noun])

    def said_of(self, wording: Wording, place: int) -> Focus | None:
        """The noun behind `what is the …`, where the question word ends at `place`."""
        link = self._copula.match(wording.text, place)
        return self.behind(wording, link.end()) if link else None

    def _chinese(self, wording: Wording, start: int, words: list[Span]) -> Focus | None:
        """The first known noun, else the first word if it follows at once."""
        begin = words[0].start
        if words[0].of(wording.text) in self._link | self._ends:
            return None
        for word in words:
            if _CLAUSE_END.search(wording.text, begin, word.start):
                break
            if word.of(wording.text) in self._ends:
                break
            if noun := self._noun_at_end(wording.text[begin : word.end]):
                return Focus(word, self._kinds[noun])
        return Focus(words[0], None) if begin == start else None

    def _english(self, wording: Wording, words: list[Span]) -> Focus | None:
        """The last known noun before a verb or preposition, else the last word before it."""
        run: list[Span] = []
        for word in words:
            text = word.of(wording.text)
            if text in self._ends or text.endswith("ly"):
                break
            if run and not wording.text[run[-1].end : word.start].isspace():
                break
            run.append(word)
        for word in reversed(run):
            kind = self._kind_of_latin(word.of(wording.text))
            if kind is not None:
                return Focus(word, kind)
        # Where nothing ended it, the run goes on into a verb.
        return Focus(run[0 if len(run) == _MOST_ENGLISH else -1], None) if run else None

    def _noun_at_end(self, text: str) -> str:
        """The longest known noun that `text` ends in; empty if there is none."""
        starts = range(max(0, len(text) - self._longest), len(text))
        return next(
            (
                text[start:]
                for start in starts
                if text[start:] in self._kinds
                and not _LATIN_INSIDE.match(text[start - 1 : start + 1])
            ),
            "",
        )

    def _kind_of_latin(self, word: str) -> AnswerKind | None:
        singular = (word, word.removesuffix("s"), word.removesuffix("es"))
        return next((self._kinds[form] for form in singular if form in self._kinds), None)


def _bounded(words: tuple[str, ...]) -> str:
    """Latin words as whole words only."""
    latin = [word for word in words if _LATIN.match(word)]
    others = [word for word in words if not _LATIN.match(word)]
    return rf"(?:{any_of(latin)})(?![a-z])|{any_of(others)}"
