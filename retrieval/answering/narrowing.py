"""Which articles a question names: by a title, a part of it, or the date of the page.

It names one only in so many words: 在《…》一文中, 关于…的报道里, 2022年5月25日的通知里. A title
or a date alone may be what is asked about.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from retrieval.analysis.prints import letters_of
from retrieval.answering.forms import DATE, PAUSE, Forms
from retrieval.answering.shelved import ShelvedArticle
from retrieval.lexicon.narrowing import NarrowingWords
from retrieval.model import Span
from retrieval.protocols import Tokenizer
from retrieval.replies import Narrowing
from retrieval.text.dates.relative import relative_dates
from retrieval.text.dates.written import written_dates
from retrieval.text.scripts import fold_in_place

LEAST_PART = 4
"""Letters in a part of a title that names an article; fewer are in too many."""
_LONGEST_PART = 40
_SUBJECT, _ENGLISH_SUBJECT = "文章", "the article"
"""What an article is called that is asked about: 文章的作者是谁."""
_SAYS_SOMETHING = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A question, and the articles that it names."""

    rest: str
    """The question without what only names them."""
    narrowing: Narrowing


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a question names articles."""

    span: Span
    ids: tuple[str, ...]
    instead: str = ""


class Narrower:
    """Tells which articles of a shelf a question names. It never changes."""

    def __init__(
        self, articles: Collection[ShelvedArticle], words: NarrowingWords, tokenizer: Tokenizer
    ) -> None:
        """Know `articles`, which are on the shelf."""
        self._articles = articles
        self._tokenizer = tokenizer
        self._forms = Forms(words)

    def narrowed(self, question: str, today: date | None) -> Narrowed | None:
        """`question`, if it names articles of the shelf; with `today`, 昨天的报道里 does."""
        folded = fold_in_place(question)
        for named in self._named(folded, today):
            before, behind = question[: named.span.start], question[named.span.end :]
            if _SAYS_SOMETHING.search(before + behind):
                rest = _joined(before, named.instead, behind)
                return Narrowed(rest, Narrowing(named.ids, named.span.of(question).strip()))
        return None

    def _named(self, folded: str, today: date | None) -> Iterator[_Named]:
        yield from self._titled(folded)
        yield from self._dated(folded, today)
        yield from self._told(folded)

    def _titled(self, folded: str) -> Iterator[_Named]:
        """By a title in its marks: 在《…》一文中, 根据《…》, according to “…”."""
        for form in self._forms.titled:
            for found in form.finditer(folded):
                groups = found.groupdict()
                ids = self._with_title(letters_of(found["title"]), whole="whole" in groups)
                subject = _ENGLISH_SUBJECT if found[0].startswith(("the", "a")) else _SUBJECT
                if ids:
                    instead = subject if "subject" in groups else ""
                    yield _Named(Span(*found.span()), ids, instead)

    def _with_title(self, letters: str, *, whole: bool) -> tuple[str, ...]:
        """The articles with that title; if there is none, those of whose it is a part.

        Where nothing but the title says that an article is meant, the part is most of it.
        """
        if len(letters) < LEAST_PART:
            return ()
        same = tuple(each for each, title in self._titles.items() if title == letters)
        return same or tuple(
            each
            for each, title in self._titles.items()
            if letters in title and (not whole or 2 * len(letters) > len(title))
        )

    def _dated(self, folded: str, today: date | None) -> Iterator[_Named]:
        """By the date of the page: 2022年5月25日的报道里, in the report of May 25, 2022."""
        dates = [(each.span, each.may_be) for each in written_dates(folded)]
        if today is not None:
            # Before 的 what is called 今天 may be an age; here it is the day of a page.
            spoken = relative_dates(folded.replace("的", " "), today)
            dates += [(span, days.holds) for span, days in spoken]
        for span, may_be in dates:
            masked = folded[: span.start] + DATE + folded[span.end :]
            for form in self._forms.dated:
                if (found := form.search(masked)) and (ids := self._on(may_be)):
                    yield _Named(Span(found.start(), found.end() + len(span) - len(DATE)), ids)

    def _on(self, may_be: Callable[[date], bool]) -> tuple[str, ...]:
        """The articles whose pages give such a day."""
        return tuple(each for each, day in self._days.items() if may_be(day))

    def _told(self, folded: str) -> Iterator[_Named]:
        """By a part of a title without marks, if one article alone has it: 关于通车的报道里."""
        for form in self._forms.told_ends:
            for ends in form.finditer(folded):
                # No further back than a part may be long, however long the question is.
                nearest = max(0, ends.start() - 2 * _LONGEST_PART)
                for begins in self._forms.told_begins.finditer(folded, nearest, ends.start()):
                    if ids := self._about(folded[begins.end() : ends.start()]):
                        yield _Named(Span(begins.start(), ends.end()), ids)

    def _about(self, told: str) -> tuple[str, ...]:
        """The articles of the one title that has these words; none if several have them."""
        letters = letters_of(told)
        if not LEAST_PART <= len(letters) <= _LONGEST_PART:
            return ()
        words = [letters_of(word.term) for word in self._tokenizer.words(told)]
        words = [word for word in words if len(word) > 1]
        found = {
            each: title
            for each, title in self._titles.items()
            if letters in title or (len(words) > 1 and all(word in title for word in words))
        }
        return tuple(found) if len(set(found.values())) == 1 else ()

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """By id the letters of the title, of those that have one."""
        return {
            each.article.id: each.title_letters
            for each in self._articles
            if each.article.metadata.title
        }

    @cached_property
    def _days(self) -> Mapping[str, date]:
        """By id the day that the page gives, of those that give one."""
        return {each.article.id: each.day for each in self._articles if each.day is not None}


def _joined(before: str, instead: str, behind: str) -> str:
    """The question without the words that name an article, and the pause that led to them."""
    if instead:
        return f"{before}{instead}{behind}".strip()
    before, behind = re.sub(f"{PAUSE}+$", "", before), behind.removeprefix("的")
    parted = before and behind and before[-1].isascii() and behind[0].isalnum()
    return f"{before}{' ' * bool(parted)}{behind}".strip()
