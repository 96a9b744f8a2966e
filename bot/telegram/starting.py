"""`/start`: the first thing that a person reads, by hand or by a link."""

import contextlib
import datetime as dt
from collections.abc import Iterator

from telegram import Bot, Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes
from telegram.helpers import create_deep_linked_url

from bot.asking import Asking
from bot.telegram.answering import Answering
from bot.telegram.callback import callback_in
from bot.telegram.choices import PREFIX
from bot.telegram.deeplinks import ArticleLink, QuestionLink, read_payload
from bot.telegram.membership import Membership
from bot.telegram.services import Services
from bot.telegram.spoken import Spoken
from bot.words import ChatWords, Words
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.model import Article
from retrieval.replies import NoAnswer

_MOST_TITLES = 10
"""Articles that `/start` names; with the limit below they fit into one message."""
_LONGEST_TITLE = 200
_ADDED = "added"
"""Payload of the link that adds the bot to a group."""
_NO_MESSAGE = 0
"""Number of the message that asks, where it is a button that does."""
EXAMPLE = f"{PREFIX}ask:"
"""What the button of an example carries, with the example's name behind it."""


class Starting:
    """Says what the bot is for, and does what a link asks for."""

    def __init__(self, services: Services, answering: Answering, membership: Membership) -> None:
        """Work with these."""
        self._services = services
        self._answering = answering
        self._membership = membership

    async def start(self, spoken: Spoken) -> None:
        """`/start`, perhaps with what a link carries."""
        if spoken.message.chat.type != Chat.PRIVATE:
            await self._in_group(spoken)
            return
        match read_payload(spoken.said.text):
            case QuestionLink(text):
                # Telegram shows nothing of what a link says.
                told = (await spoken.words()).telegram.linked.format(question=text)
                await self._answering.new(spoken.bot, spoken.message, text, spoken.update_id, told)
            case ArticleLink(prefix):
                await self._introduce(spoken, prefix)
            case None:
                await self._welcome(spoken)

    async def example(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A press on an example: it is asked, as if its person had written it."""
        callback = await callback_in(self._services, context.bot, update)
        if callback is None:
            return
        words = (await callback.words()).chats
        question = _examples(words).get(callback.data.removeprefix(EXAMPLE))
        if question is None:
            await callback.stale()
            return
        await callback.answer()
        now = dt.datetime.fromtimestamp(self._services.clock(), dt.UTC)
        person = callback.query.from_user
        asks = Message(_NO_MESSAGE, now, callback.chat, person, text=question)
        await self._answering.new(callback.bot, asks, question, update.update_id)

    async def _in_group(self, spoken: Spoken) -> None:
        """Greet, unless that was done when the bot was added: Telegram sends this then, too."""
        chat_id = spoken.message.chat_id
        if await self._membership.greet(spoken.bot, chat_id, spoken.message.from_user):
            return
        if not spoken.said.text and not self._membership.has_just_greeted(chat_id):
            words = (await spoken.words()).chats
            await spoken.tell(words.greeting.format(bot=spoken.bot.username))

    async def _welcome(self, spoken: Spoken) -> None:
        words = await spoken.words()
        asking = await self._services.shelves.asking(spoken.message.chat_id)
        titles = [
            article.metadata.title or words.reply.untitled for article, _ in asking.articles()
        ]
        lines = [
            words.chats.start_article.format(title=title[:_LONGEST_TITLE])
            for title in titles[:_MOST_TITLES]
        ]
        if more := len(titles) - len(lines):
            lines.append(words.chats.start_more.format(number=more))
        text = words.chats.start.format(articles="\n".join(lines))
        await spoken.tell(text, await self._buttons(spoken.bot, asking, words))

    async def _introduce(self, spoken: Spoken, prefix: str) -> None:
        """The article that a link leads to, if this chat sees it."""
        words = await spoken.words()
        asking = await self._services.shelves.asking(spoken.message.chat_id)
        found = [each for each in asking.articles() if each[0].id.startswith(prefix)]
        if not found:
            await self._welcome(spoken)
            return
        article, sentences = found[0]
        title = (article.metadata.title or words.reply.untitled)[:_LONGEST_TITLE]
        page = words.chats.between.join(_page(article))
        lines = words.chats.article.format(title=title, page=page, sentences=sentences)
        text = "\n".join(filter(None, lines.splitlines()))
        await spoken.tell(text, await self._buttons(spoken.bot, asking, words))

    async def _buttons(self, bot: Bot, asking: Asking, words: Words) -> InlineKeyboardMarkup:
        """An example that is answered, if there is one, and a way into a group."""
        link = create_deep_linked_url(bot.username, _ADDED, group=True)
        rows = [[InlineKeyboardButton(words.chats.add_to_group, link)]]
        name = await self._services.asker.do(lambda: _answered_example(asking, words))
        if name is not None:
            label = _examples(words.chats)[name]
            rows.insert(0, [InlineKeyboardButton(label, callback_data=f"{EXAMPLE}{name}")])
        return InlineKeyboardMarkup(rows)


def _answered_example(asking: Asking, words: Words) -> str | None:
    """The name of an example to which the articles have an answer."""
    for name, question in _examples(words.chats).items():
        # A deployment may allow only questions that are shorter than ours.
        with contextlib.suppress(QuestionTooLongError):
            if not isinstance(asking.ask(question, 1, words.language).reply, NoAnswer):
                return name
    return None


def _examples(words: ChatWords) -> dict[str, str]:
    return {"meeting": words.example_meeting, "date": words.example_date}


def _page(article: Article) -> Iterator[str]:
    """What an article's page says of it, as far as it does."""
    metadata = article.metadata
    yield from filter(None, (metadata.published, metadata.source, metadata.author))
