"""What the bot does with a message."""

import asyncio
import contextlib
import logging
import re
import secrets
from datetime import timedelta
from typing import Any

from telegram import LinkPreviewOptions, Message, ReplyParameters, Update, User
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.asking import Asking
from bot.catalogue import SIMPLIFIED, Catalogue, language_for_tag
from bot.problems import describe
from bot.telegram.html import messages, plain
from bot.words import Words
from retrieval.answering.answerer import QuestionTooLongError

_log = logging.getLogger(__name__)

_LONGEST_PAUSE_SECONDS = 60
_MOST_TITLES = 10
"""Articles that `/start` names; with the limit below they fit into one message."""
_LONGEST_TITLE = 200
_ASK = re.compile(r"^\s*/ask(?![a-z0-9_@])", re.IGNORECASE)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class Handlers:
    """Answers messages on one shelf."""

    def __init__(
        self, asking: Asking, catalogue: Catalogue, language: str, timeout_seconds: float
    ) -> None:
        """Ask `asking`; menus and errors are in `language`, or each person's if `auto`.

        A question that takes longer than `timeout_seconds` is given up.
        """
        self._asking = asking
        self._catalogue = catalogue
        self._language = language
        self._timeout = timeout_seconds

    def register(self, application: AnyApplication) -> None:
        """Tell `application` which message goes where; edits re-run nothing."""
        new = filters.UpdateType.MESSAGE
        private = filters.ChatType.PRIVATE & new
        application.add_handler(CommandHandler("start", self.start, new))
        application.add_handler(CommandHandler("help", self.help, new))
        application.add_handler(CommandHandler("ask", self.ask, new))
        application.add_handler(
            MessageHandler(private & filters.TEXT & ~filters.COMMAND, self.question)
        )
        application.add_handler(MessageHandler(private & filters.COMMAND, self.help))
        application.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, self.not_text))
        application.add_error_handler(self.failed)

    async def start(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/start`: what can be asked here."""
        if (message := update.message) is None:
            return
        words = self._words_for(message.from_user)
        titles = [
            article.metadata.title or words.reply.untitled
            for article, _ in self._asking.articles()
        ]
        lines = [
            words.telegram.start_article.format(title=title[:_LONGEST_TITLE])
            for title in titles[:_MOST_TITLES]
        ]
        if more := len(titles) - len(lines):
            lines.append(words.telegram.start_more.format(number=more))
        await _send(message, words.telegram.start.format(articles="\n".join(lines)))

    async def help(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/help`, and any command that there is not."""
        if (message := update.message) is not None:
            await _send(message, self._words_for(message.from_user).telegram.help)

    async def ask(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/ask QUESTION`."""
        if (message := update.message) is None:
            return
        # The command is the first entity and stands at the start: CommandHandler's rule.
        text = message.text or ""
        question = text[message.entities[0].length :].strip()
        if question:
            await self._answer(message, question)
        else:
            words = self._words_for(message.from_user)
            await _send(message, words.telegram.ask_for_question)

    async def question(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Plain text in a private chat."""
        if (message := update.message) is not None:
            # Telegram sees no command in /ask谁: a Chinese character ends no Latin word.
            await self._answer(message, _ASK.sub("", message.text or ""))

    async def not_text(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A picture, a sticker, a voice in a private chat."""
        if (message := update.message) is not None:
            await _send(message, self._words_for(message.from_user).telegram.only_text)

    async def failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """An exception that nobody caught.

        The person gets a number by which the operator finds it in the log, unless it is
        Telegram that cannot be reached, or the person who does not want to be.
        """
        error = context.error
        if isinstance(error, Conflict):
            _log.error(self._catalogue["en"].problem.another_instance)
            return
        if isinstance(error, Forbidden):
            _log.warning("no right to write to a chat: %s", error)
            return
        # A BadRequest is a NetworkError to PTB, though Telegram was reached and said no.
        if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            _log.warning("Telegram cannot be reached: %s", type(error).__name__)
            return
        number = secrets.token_hex(4)
        _log.error("failed, number %s", number, exc_info=error)
        if isinstance(update, Update) and (message := update.message) is not None:
            words = self._words_for(message.from_user)
            with contextlib.suppress(TelegramError):
                await _send(message, words.telegram.failed.format(id=number))

    async def _answer(self, message: Message, question: str) -> None:
        words = self._words_for(message.from_user)
        try:
            # Off the event loop: one person's question must not hold up another chat.
            asking = asyncio.to_thread(self._asking.ask, question, None, words.language)
            asked = await asyncio.wait_for(asking, self._timeout)
        except QuestionTooLongError as error:
            await _send(message, describe(error, words.problem))
            return
        for text in messages(asked.shown, asked.words.reply):
            try:
                await _send(message, text, parse_mode=ParseMode.HTML)
            except BadRequest as error:
                _log.error("sent without marks, since Telegram refused: %s", error)
                await _send(message, plain(text))

    def _words_for(self, person: User | None) -> Words:
        if self._language != "auto":
            return self._catalogue[self._language]
        tag = person.language_code if person is not None else None
        return self._catalogue[language_for_tag(tag) if tag else SIMPLIFIED]


async def _send(message: Message, text: str, parse_mode: str | None = None) -> None:
    """Reply in the same chat and topic, even if the question is gone by now.

    If Telegram asks to wait a little, that is done once; other chats go on meanwhile.
    """
    try:
        await _send_once(message, text, parse_mode)
    except RetryAfter as error:
        pause = error.retry_after
        seconds = pause.total_seconds() if isinstance(pause, timedelta) else pause
        if seconds > _LONGEST_PAUSE_SECONDS:
            raise
        await asyncio.sleep(seconds)
        await _send_once(message, text, parse_mode)


async def _send_once(message: Message, text: str, parse_mode: str | None) -> None:
    await message.get_bot().send_message(
        message.chat_id,
        text,
        parse_mode=parse_mode,
        message_thread_id=message.message_thread_id if message.is_topic_message else None,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
    )
