"""Which update goes where."""

import contextlib
import logging
import secrets
from typing import Any

from telegram import ForceReply, Message, Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.telegram.addressed import Said, replied_to, said_to
from bot.telegram.answering import Answering
from bot.telegram.browsing import LISTING, REMOVING, Browsing
from bot.telegram.callback import callback_in
from bot.telegram.choosing import PATTERN, Choosing
from bot.telegram.commands import Command, Commands
from bot.telegram.examples import EXAMPLES
from bot.telegram.feeding import OFFER, Feeding
from bot.telegram.gaps import GAPS, Gaps
from bot.telegram.guest import Guest
from bot.telegram.inline import Inline
from bot.telegram.membership import Membership
from bot.telegram.meter import Fault
from bot.telegram.outbox import UncertainError
from bot.telegram.presses import Presses
from bot.telegram.quota import Verdict
from bot.telegram.services import Services, asker_of
from bot.telegram.spoken import Spoken
from bot.telegram.starting import EXAMPLE, Starting
from bot.telegram.tallies import Tallies
from bot.telegram.wordlists import LISTED, Listing

_log = logging.getLogger(__name__)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class Handlers:
    """Takes every update to the one that deals with it."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services
        self._answering = Answering(services)
        self._presses = Presses(services)
        self._about = Commands(services)
        self._choosing = Choosing(services)
        self._feeding = Feeding(services, self._answering)
        self._browsing = Browsing(services)
        self._gaps = Gaps(services)
        self._listing = Listing(services)
        self._membership = Membership(services)
        self._starting = Starting(services, self._answering, self._membership)
        self.commands: dict[str, Command] = {
            "ask": self._ask,
            "start": self._starting.start,
            "add": self._feeding.add,
            "articles": self._browsing.articles,
            "remove": self._browsing.remove,
            "language": self._choosing.language,
            "words": self._listing.words,
            "gaps": self._gaps.gaps,
            "stats": Tallies(services).stats,
            "settings": self._choosing.settings,
            **self._about.by_name(),
        }

    def register(self, application: AnyApplication) -> None:
        """Tell `application` which update goes where."""
        updates, standing = filters.UpdateType, self._membership
        application.add_handler(
            ChatMemberHandler(standing.changed, ChatMemberHandler.MY_CHAT_MEMBER)
        )
        migrated = updates.MESSAGE & filters.StatusUpdate.MIGRATE
        application.add_handler(MessageHandler(migrated, standing.migrated))
        application.add_handler(MessageHandler(updates.MESSAGE, self.message))
        application.add_handler(MessageHandler(updates.EDITED_MESSAGE, self.edited))
        application.add_handler(self._presses.handler())
        application.add_handler(CallbackQueryHandler(self._starting.example, f"^{EXAMPLE}"))
        application.add_handler(CallbackQueryHandler(self._starting.kept_example, f"^{EXAMPLES}"))
        application.add_handler(CallbackQueryHandler(self._choosing.pressed, PATTERN))
        application.add_handler(CallbackQueryHandler(self._feeding.pressed, f"^{OFFER}"))
        application.add_handler(CallbackQueryHandler(self._browsing.turned, f"^{LISTING}"))
        application.add_handler(CallbackQueryHandler(self._browsing.pressed, f"^{REMOVING}"))
        application.add_handler(CallbackQueryHandler(self._gaps.pressed, f"^{GAPS}"))
        application.add_handler(CallbackQueryHandler(self._listing.pressed, f"^{LISTED}"))
        # Last: of a button that nobody else takes, the person is told that it is stale.
        application.add_handler(CallbackQueryHandler(self._presses.stale))
        Inline(self._services).register(application)
        Guest(self._services).register(application)
        application.add_error_handler(self.failed)

    async def message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message: a command, a question, or nothing to us."""
        message = update.message
        if message is None or not self._services.allows(message.chat_id):
            return
        said = said_to(message, context.bot.username, context.bot.id)
        if said is None or self._about.forgot(message, update.update_id):
            return
        if not await self._membership.is_in(message):
            return
        spoken = Spoken(self._services, context.bot, message, said, update.update_id)
        if said.command is None and self._gaps.closes(spoken):
            if self._is_worth(spoken):
                await self._feeding.add(spoken)
        elif said.command is None and self._feeding.takes(spoken):
            if self._is_worth(spoken):
                await self._feeding.offer(spoken)
        elif said.command == "ask" or (said.command is None and _has_words(message)):
            await self._ask(spoken)
        elif self._is_worth(spoken):
            await self._small(spoken)

    async def edited(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """An edited message changes an answer, and runs no command again."""
        message = update.edited_message
        if message is None or not self._services.allows(message.chat_id):
            return
        said = said_to(message, context.bot.username, context.bot.id)
        if said is not None and said.command in {None, "ask"}:
            await self._answering.edited(context.bot, message, said.text, update.update_id)

    async def failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """An exception that nobody caught.

        The person gets a number by which the operator finds it in the log, unless it is
        Telegram that cannot be reached, or the person who does not want to be.
        """
        error = context.error
        if isinstance(error, Forbidden):
            _log.warning("no right to write to a chat: %s", error)
            return
        # A BadRequest is a NetworkError to PTB, though Telegram was reached and said no.
        if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            _log.warning("Telegram cannot be reached: %s", type(error).__name__)
            return
        self._services.meter.went_wrong(Fault.INTERNAL)
        number = secrets.token_hex(4)
        _log.error("failed, number %s", number, exc_info=error)
        message = isinstance(update, Update) and (update.message or update.edited_message)
        if isinstance(update, Update) and message:
            nothing = Said(None, "")
            spoken = Spoken(self._services, context.bot, message, nothing, update.update_id)
            with contextlib.suppress(TelegramError, UncertainError):
                await spoken.tell((await spoken.words()).telegram.failed.format(id=number))
        elif isinstance(update, Update) and update.callback_query:
            callback = await callback_in(self._services, context.bot, update)
            if callback is not None:
                await callback.answer((await callback.words()).telegram.failed.format(id=number))

    def _is_worth(self, spoken: Spoken) -> bool:
        """Whether to react to what is no question: not if it is old, nor too often.

        But whoever wants to be forgotten is.
        """
        if spoken.said.command == "forgetme":
            return True
        services, person = self._services, asker_of(spoken.message)
        if services.is_late(spoken.message, spoken.update_id):
            return False
        return person is None or services.small.ask(person) is Verdict.ALLOWED

    async def _small(self, spoken: Spoken) -> None:
        """A command, or something that has no words."""
        message, name = spoken.message, spoken.said.command
        private = message.chat.type == message.chat.PRIVATE
        if name is not None:
            command = self.commands.get(name)
            if command is not None:
                await command(spoken)
            elif private:
                await self.commands["help"](spoken)
        elif private and _is_something(message):
            await spoken.tell((await spoken.words()).telegram.only_text)

    async def _ask(self, spoken: Spoken) -> None:
        """A question; alone: what it replies to is the question, or one is asked for.

        A mention alone is as good as `/ask` alone.
        """
        said, message = spoken.said, spoken.message
        question = said.text or replied_to(message)
        if question:
            await self._answering.new(spoken.bot, message, question, spoken.update_id)
            return
        if not self._is_worth(spoken):
            return
        words = (await spoken.words()).telegram
        field = ForceReply(selective=True, input_field_placeholder=words.question_field)
        await spoken.tell(words.ask_for_question, field)


def _has_words(message: Message) -> bool:
    return bool(message.text or message.caption)


def _is_something(message: Message) -> bool:
    """Whether a person sent it: not that somebody joined, or a message was pinned.

    Of an album, only the picture with the words is meant for us.
    """
    is_service = filters.StatusUpdate.ALL.check_update(Update(0, message=message))
    return not is_service and message.media_group_id is None
