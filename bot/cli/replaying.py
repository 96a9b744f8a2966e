"""Asking again what people found right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.shelves import Shelves
from bot.store.golden import Golden
from bot.words import SelftestWords
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.replies import best_of


@dataclass(frozen=True, slots=True)
class Replayed:
    """A question that was asked again."""

    golden: Golden
    now: tuple[str, str] | None
    """Id of the article that answers now, and what it says; None if none does."""

    @property
    def is_same(self) -> bool:
        """Whether the same sentence answers, be it in a reprint."""
        return self.now is not None and self.now[1] == self.golden.answer


async def replay(shelves: Shelves, kept: Sequence[Golden]) -> list[Replayed]:
    """Each on what its chat sees now."""
    return [await _asked_again(shelves, each) for each in kept]


async def _asked_again(shelves: Shelves, right: Golden) -> Replayed:
    asking = await shelves.asking(right.chat_id)
    try:
        return Replayed(right, best_of(asking.ask(right.text, 1).reply))
    except QuestionTooLongError:
        return Replayed(right, None)


def _counts(found: Sequence[Replayed]) -> dict[str, int]:
    same = sum(each.is_same for each in found)
    declined = sum(each.now is None for each in found)
    return {"same": same, "other": len(found) - same - declined, "declined": declined}


def lines(found: Sequence[Replayed], words: SelftestWords) -> Iterator[str]:
    """What is told: counts, and what changed."""
    if not found:
        yield words.none
        return
    yield words.summary.format(number=len(found), **_counts(found))
    for each in found:
        if not each.is_same:
            now = words.now_declined if each.now is None else words.now.format(text=each.now[1])
            yield ""
            yield words.question.format(text=each.golden.text)
            yield words.was.format(text=each.golden.answer)
            yield now


def as_object(found: Sequence[Replayed]) -> dict[str, object]:
    """The same for programs."""
    return {
        "questions": len(found),
        **_counts(found),
        "changed": [
            {
                "question": each.golden.text,
                "chat": each.golden.chat_id,
                "was": _told(each.golden.article_id, each.golden.answer),
                "now": None if each.now is None else _told(*each.now),
            }
            for each in found
            if not each.is_same
        ],
    }


def _told(article_id: str, text: str) -> dict[str, str]:
    return {"article": article_id, "text": text}
