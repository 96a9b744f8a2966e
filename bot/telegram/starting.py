"""`/start`: the first thing that a person reads, by hand or by a link."""

import contextlib
import datetime as dt

from telegram import Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes
from telegram.helpers import create_deep_linked_url

from bot.asking import Asking
from bot.replies.citing import told_of_page
from bot.telegram.answering import Answering
from bot.telegram.callback import Callback, callback_in
from bot.telegram.choices import PREFIX
from bot.telegram.deeplinks import ArticleLink, QuestionLink, read_payload
from bot.telegram.examples import Examples, example_rows
from bot.telegram.membership import Membership
from bot.telegram.services import Services, topic_of
from bot.telegram.spoken import Spoken
from bot.words import ChatWords, Words
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.protocols import IndexUnavailableError
from retrieval.replies import NoAnswer

_MOST_TITLES = 10
"""Articles that `/start` names; with the limit below they fit into one message."""
_LONGEST_TITLE = 200
_ADDED = "added"
"""Payload of the link that adds the bot to a group."""
_MOST_SOUGHT = 3
"""Articles of which one with example questions is sought."""
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
        self._kept = Examples(services)

    async def start(self, spoken: Spoken) -> None:
        """`/start`, perhaps with what a link carries."""
        if spoken.message.chat.type != Chat.PRIVATE:
            await self._in_group(spoken)
            return
        match read_payload(spoken.said.text):
            case QuestionLink(text):
                # Telegram shows nothing of what a link says.
                told = (await spoken.words()).telegram.linked.format(question=text)
                await self._answering.new(
                    spoken.bot, spoken.message, text, spoken.update_id, above=told
                )
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
        await self._ask(callback, question, update.update_id)

    async def kept_example(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A press on a question of an article: that article is asked."""
        callback = await callback_in(self._services, context.bot, update)
        if callback is None:
            return
        asked = await self._kept.asked_by(callback.chat.id, callback.data)
        if asked is None:
            await callback.stale()
            return
        await self._ask(callback, asked[1], update.update_id, asked[0])

    async def _ask(
        self, callback: Callback, question: str, update_id: int, about: str | None = None
    ) -> None:
        """Ask what a button says, where it stands."""
        await callback.answer()
        now = dt.datetime.fromtimestamp(self._services.clock(), dt.UTC)
        below = callback.message
        topic = None if below is None else topic_of(below)
        asks = Message(
            _NO_MESSAGE,
            now,
            callback.chat,
            callback.query.from_user,
            text=question,
            message_thread_id=topic,
            is_topic_message=topic is not None,
        )
        # Telegram shows nobody what was pressed.
        told = (await callback.words()).telegram.linked.format(question=question)
        above = None if about is None else told
        await self._answering.new(
            callback.bot, asks, question, update_id, above=above, about=about
        )

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
        await spoken.tell(text, await self._buttons(spoken, asking, words))

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
        page = words.chats.between.join(told_of_page(article.metadata))
        lines = words.chats.article.format(title=title, page=page, sentences=sentences)
        text = "\n".join(filter(None, lines.splitlines()))
        markup = await self._buttons(spoken, asking, words, article.id)
        await spoken.tell(text, markup)

    async def _buttons(
        self, spoken: Spoken, asking: Asking, words: Words, article_id: str | None = None
    ) -> InlineKeyboardMarkup:
        """Examples that are answered, if there are some, and a way into a group."""
        link = create_deep_linked_url(spoken.bot.username, _ADDED, group=True)
        into_group = [InlineKeyboardButton(words.chats.add_to_group, link)]
        kept = await self._kept_rows(spoken.message.chat_id, article_id)
        if kept:
            return InlineKeyboardMarkup([*kept, into_group])
        name = await self._services.asker.do(lambda: _answered_example(asking, words))
        if name is None:
            return InlineKeyboardMarkup([into_group])
        label = _examples(words.chats)[name]
        example = [InlineKeyboardButton(label, callback_data=f"{EXAMPLE}{name}")]
        return InlineKeyboardMarkup([example, into_group])

    async def _kept_rows(
        self, chat_id: int, article_id: str | None
    ) -> list[list[InlineKeyboardButton]]:
        """Questions of that article, or of the one that the chat added last."""
        if article_id is not None:
            return example_rows(article_id, await self._kept.of(chat_id, article_id))
        own = await self._services.shelves.own(chat_id)
        ids = [each.id for each in reversed(own)][:_MOST_SOUGHT]
        return example_rows(*await self._kept.first_of(chat_id, ids))


def _answered_example(asking: Asking, words: Words) -> str | None:
    """The name of an example to which the articles have an answer."""
    for name, question in _examples(words.chats).items():
        # A deployment may allow only questions that are shorter than ours.
        with contextlib.suppress(QuestionTooLongError, IndexUnavailableError):
            if not isinstance(asking.ask(question, 1, words.language).reply, NoAnswer):
                return name
    return None


def _examples(words: ChatWords) -> dict[str, str]:
    return {"meeting": words.example_meeting, "date": words.example_date}
