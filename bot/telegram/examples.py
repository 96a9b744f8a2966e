"""Questions that an article surely answers, kept, and shown as buttons."""

import json
from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot.store import library
from bot.telegram.choices import PREFIX
from bot.telegram.services import Services

EXAMPLES = f"{PREFIX}x:"
"""What a button carries, with the article's id and the question's number behind it."""
_MOST = 3


class Examples:
    """Seeks them once for an article, and anew where other tools read it since."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services

    async def of(self, chat_id: int, article_id: str) -> Sequence[str]:
        """The questions of an article that a chat sees; none if it does not."""
        services = self._services
        if not await services.shelves.sees(chat_id, article_id):
            return ()
        version = services.shelves.version
        kept = await services.database.run(lambda found: library.examples_of(found, article_id))
        known = json.loads(kept) if kept is not None else {}
        if known.get("version") == version:
            return tuple(known["questions"])
        asking = await services.shelves.asking_article(chat_id, article_id)
        questions = await services.asker.do(lambda: asking.examples(article_id, _MOST))
        told = json.dumps({"version": version, "questions": questions}, ensure_ascii=False)
        await services.database.run(lambda found: library.set_examples(found, article_id, told))
        return questions

    async def first_of(
        self, chat_id: int, article_ids: Sequence[str]
    ) -> tuple[str, Sequence[str]]:
        """The first of these articles that has some, and what it has."""
        for article_id in article_ids:
            if questions := await self.of(chat_id, article_id):
                return article_id, questions
        return "", ()

    async def asked_by(self, chat_id: int, data: str) -> tuple[str, str] | None:
        """The article and the question that a button with `data` asks; None if there is none."""
        article_id, _, number = data.removeprefix(EXAMPLES).partition(":")
        questions = await self.of(chat_id, article_id)
        if not number.isdecimal() or int(number) >= len(questions):
            return None
        return article_id, questions[int(number)]


def example_rows(article_id: str, questions: Sequence[str]) -> list[list[InlineKeyboardButton]]:
    """A button each."""
    return [
        [InlineKeyboardButton(question, callback_data=f"{EXAMPLES}{article_id}:{number}")]
        for number, question in enumerate(questions)
    ]
