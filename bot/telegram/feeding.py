"""Adding from inside a chat: what is sent is offered to be added, `/add` adds at once."""

import contextlib
from collections import deque
from dataclasses import replace

from telegram import Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import ContextTypes

from bot.replies.citing import told_of_page
from bot.store.library import Change
from bot.telegram.adding import Added, Adding, AddingError, Order
from bot.telegram.addressed import replies_to
from bot.telegram.answering import Answering
from bot.telegram.callback import Callback, callback_in
from bot.telegram.choices import PREFIX
from bot.telegram.deciding import refusal
from bot.telegram.examples import Examples, example_rows
from bot.telegram.letters import Letter
from bot.telegram.parts import Parted, may_go_on
from bot.telegram.progress import Progress
from bot.telegram.quota import Verdict
from bot.telegram.services import Services, topic_of
from bot.telegram.sources import (
    Source,
    is_link,
    is_short,
    seems_article,
    source_in,
    text_of,
)
from bot.telegram.spoken import Spoken
from bot.words import Words

OFFER = f"{PREFIX}a:"
"""What the buttons of an offer carry."""
_YES, _NO, _ASK = "yes", "no", "ask"
_MOST_TAKEN = 1_000
_ALL = "all"
"""Of a text in several messages: what Telegram tells with a press is the first alone."""


class Feeding:
    """Lets a chat put articles on its shelf; in groups only administrators."""

    def __init__(self, services: Services, answering: Answering) -> None:
        """Work with these; what was asked with a file goes to `answering`."""
        self._services = services
        self._answering = answering
        self._adding = Adding(services)
        self._examples = Examples(services)
        self._parted = Parted()
        self._taken: deque[tuple[int, int]] = deque(maxlen=_MOST_TAKEN)
        """Chats and offers whose button was pressed: many people press twice."""

    def takes(self, spoken: Spoken) -> bool:
        """Whether a message without a command is more likely an article than a question."""
        message = spoken.message
        if message.chat.type != Chat.PRIVATE:
            return False
        return bool(
            seems_article(message)
            or is_link(text_of(message))
            or self._parted.goes_on_with(message)
        )

    async def offer(self, spoken: Spoken) -> None:
        """Ask whether what was sent is to be added; a link is none."""
        words, message = await spoken.words(), spoken.message
        if (parts := self._parted.goes_on(message)) is not None:
            letter = Letter(
                message.chat_id,
                words.feeding.offer_text.format(chars=f"{len(parts.text):,}"),
                markup=_choice(words.feeding.yes, _ALL, words.feeding.no, _NO),
            )
            await self._services.outbox.change(spoken.bot, parts.offer_id, letter)
            return
        source = source_in(message)
        if source is None or is_link(source.text):
            await spoken.tell(words.feeding.no_link)
            return
        if source.document is not None:
            try:
                self._adding.check_size(source.document, words)
            except AddingError as error:
                await spoken.tell(str(error))
                return
            name = source.document.file_name or words.feeding.a_file
            text = words.feeding.offer_file.format(name=name)
            await spoken.tell(text, _choice(words.feeding.yes, _YES, words.feeding.no, _NO))
            return
        text = words.feeding.offer_text.format(chars=f"{len(source.text):,}")
        markup = _choice(words.feeding.yes, _YES, words.feeding.ask, _ASK)
        if (offer := await spoken.tell(text, markup)) is not None:
            self._parted.begins(message, offer.message_id)

    async def add(self, spoken: Spoken) -> None:
        """`/add`: what it replies to, the file it comes with, or the text behind it."""
        words, message = await spoken.words(), spoken.message
        source = _meant(spoken)
        if source is None:
            await spoken.tell(words.feeding.how)
            return
        if is_link(source.text):
            await spoken.tell(words.feeding.no_link)
            return
        refused = self._refused(
            await self._services.admins.wrote(spoken.bot, message), message.chat_id, words
        )
        if refused is not None:
            await spoken.tell(refused)
            return
        below = Letter(message.chat_id, "", topic_of(message), message.message_id)
        progress = Progress(self._services, spoken.bot, below)
        person = None if message.from_user is None else message.from_user.id
        order = Order(spoken.bot, source, message.chat_id, person, words, progress.show)
        # Here nobody joins what an app cut; in groups the bot is not even told of the rest.
        await self._add(
            order, progress, words.feeding.one_message if may_go_on(source.text) else ""
        )

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A press under an offer."""
        callback = await callback_in(self._services, context.bot, update)
        if callback is None:
            return
        words, offer = await callback.words(), callback.message
        sent = None if offer is None else offer.reply_to_message
        source = None if sent is None else source_in(sent)
        if offer is None or sent is None or source is None:
            await callback.answer(words.feeding.gone)
            return
        match callback.data.removeprefix(OFFER):
            case "yes":
                await self._accepted(callback, sent, source, update.update_id)
            case "all":
                parts = self._parted.offered(callback.chat.id, offer.message_id)
                if parts is None:
                    await callback.answer(words.feeding.gone)
                    return
                whole = replace(source, text=parts.text)
                await self._accepted(callback, sent, whole, update.update_id)
            case "ask":
                await callback.answer()
                await callback.show(Letter(callback.chat.id, words.feeding.asked))
                text = source.text.strip()
                await self._answering.new(callback.bot, sent, text, update.update_id)
            case _:
                await callback.answer()
                await callback.show(Letter(callback.chat.id, words.feeding.not_added))

    async def _accepted(
        self, callback: Callback, sent: Message, source: Source, update_id: int
    ) -> None:
        words, chat, offer = await callback.words(), callback.chat, callback.message
        by_admin = await callback.by_admin()
        place = (chat.id, 0 if offer is None else offer.message_id)
        if place in self._taken:
            await callback.answer()
            return
        refused = self._refused(by_admin, chat.id, words)
        if refused is not None:
            await callback.answer(refused)
            return
        self._taken.append(place)
        await callback.answer()
        below = Letter(chat.id, "", topic_of(sent), sent.message_id)
        number = None if offer is None else offer.message_id
        progress = Progress(self._services, callback.bot, below, number)
        person = callback.query.from_user.id
        order = Order(callback.bot, source, chat.id, person, words, progress.show)
        article_id = await self._add(order, progress)
        question = (sent.caption or "").strip()
        is_own = sent.document is not None and sent.forward_origin is None
        if article_id is not None and is_own and question:
            # What was asked together with the file; a post's words were not asked by anybody.
            await self._answering.new(callback.bot, sent, question, update_id, about=article_id)

    def _refused(self, by_admin: bool | None, chat_id: int, words: Words) -> str | None:  # noqa: FBT001 - three values
        """Why nothing is added now; None if it may be."""
        if (said := refusal(by_admin, words, words.feeding.only_admins)) is not None:
            return said
        if self._services.additions.ask(chat_id) is not Verdict.ALLOWED:
            number = self._services.settings.additions_a_minute
            return words.feeding.too_many.format(number=number)
        return None

    async def _add(self, order: Order, progress: Progress, note: str = "") -> str | None:
        """The id of the article that was added; None if that went wrong, which is said.

        `note` is told with what was added.
        """
        try:
            added = await self._adding.add(order)
        except AddingError as error:
            await progress.end(str(error))
            return None
        except Exception:
            await progress.end(order.words.feeding.failed)
            raise
        article_id = added.article.id
        rows: list[list[InlineKeyboardButton]] = []
        # It is there all the same, which is what its person waits to hear.
        with contextlib.suppress(TimeoutError):
            questions = await self._examples.of(order.chat_id, article_id)
            rows = example_rows(article_id, questions)
        told = _told(added, order.words, note)
        await progress.end(told, InlineKeyboardMarkup(rows) if rows else None)
        return article_id


def _choice(yes: str, does: str, no: str, does_not: str) -> InlineKeyboardMarkup:
    """Two buttons, with what each carries."""
    labels = {yes: does, no: does_not}
    row = [
        InlineKeyboardButton(label, callback_data=f"{OFFER}{kind}")
        for label, kind in labels.items()
    ]
    return InlineKeyboardMarkup([row])


def _meant(spoken: Spoken) -> Source | None:
    """What `/add` is said of."""
    message = spoken.message
    if message.document is not None:
        return source_in(message)
    answered = message.reply_to_message
    if answered is not None and replies_to(message, spoken.bot.id):
        answered = None  # what the bot itself has said is no article
    behind = spoken.said.text
    # A word or two behind it are said of the article that it replies to.
    if answered is not None and (not behind or (seems_article(answered) and is_short(behind))):
        return source_in(answered)
    source = source_in(message) if behind else None
    return None if source is None else replace(source, text=behind)


def _told(added: Added, words: Words, note: str) -> str:
    """What became of it, and what it is."""
    said = {
        Change.ADDED: words.feeding.added,
        Change.REPLACED: words.feeding.replaced,
        Change.NOTHING: words.feeding.known,
    }[added.change]
    metadata = added.article.metadata
    counted = words.feeding.sentences.format(number=f"{added.sentences:,}")
    lines = [
        said.format(title=metadata.title or words.reply.untitled),
        words.chats.between.join((*told_of_page(metadata), counted)),
    ]
    return "\n".join([*lines, "", *filter(None, (note, words.feeding.next))])
