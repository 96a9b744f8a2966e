"""Commands by which the bot tells of itself, and forgets."""

import datetime as dt
from collections.abc import Awaitable, Callable, Iterator, Mapping

from telegram import Bot, Chat, Message

from bot.store import golden, questions, updates
from bot.telegram.offered import Audience, listed
from bot.telegram.services import Services, asker_of
from bot.telegram.spoken import Spoken
from bot.words import ChatWords

Command = Callable[[Spoken], Awaitable[None]]

_Moment = tuple[dt.datetime, int]
"""When a message was written, and the number of its update for those of one second."""
_STILL_WAITING = dt.timedelta(days=2)
"""Telegram keeps updates for a day."""


class Commands:
    """What the bot says of itself."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services
        self._forgot: dict[int, _Moment] = {}

    def by_name(self) -> Mapping[str, Command]:
        """Each command."""
        return {"help": self.help, "privacy": self.privacy, "forgetme": self.forgetme}

    async def help(self, spoken: Spoken) -> None:
        """`/help`, and in private any command that there is not."""
        words, bot = (await spoken.words()).chats, spoken.bot
        audience = await self._audience(spoken)
        private = audience is Audience.PRIVATE
        reading = words.reads_all if bot.can_read_all_group_messages else words.reads_addressed
        paragraphs = [
            words.help_private if private else words.help_group.format(bot=bot.username),
            *self._elsewhere(bot, words),
            listed(audience, words),
            *([] if private else [reading]),
        ]
        await spoken.tell("\n\n".join(paragraphs))

    async def privacy(self, spoken: Spoken) -> None:
        """`/privacy`: what is kept, and how long."""
        words = (await spoken.words()).chats
        told = words.privacy.format(days=self._services.keep_days)
        if self._services.settings.guest_mode:
            told += f"\n{words.privacy_guest}"
        await spoken.tell(told)

    async def forgetme(self, spoken: Spoken) -> None:
        """`/forgetme`: drop all that a person asked and thought, in every chat, at once."""
        person = asker_of(spoken.message)
        if person is None:
            return
        database = self._services.database
        self._remember_forgetting(person, (spoken.message.date, spoken.update_id))
        await database.run(lambda found: updates.forget_person(found, person))
        number = await database.run(lambda found: questions.forget_person(found, person))
        await database.run(lambda found: golden.forget_person(found, person))
        await database.wipe()
        await spoken.tell((await spoken.words()).chats.forgotten.format(number=number))

    def forgot(self, message: Message, update_id: int) -> bool:
        """Whether a message waited when its person asked to be forgotten."""
        person = asker_of(message)
        forgotten = self._forgot.get(person) if person is not None else None
        return forgotten is not None and (message.date, update_id) < forgotten

    def _remember_forgetting(self, person: int, when: _Moment) -> None:
        """For as long as something that was written before may still wait."""
        oldest = when[0] - _STILL_WAITING
        self._forgot = {who: then for who, then in self._forgot.items() if then[0] > oldest}
        self._forgot[person] = when

    def _elsewhere(self, bot: Bot, words: ChatWords) -> Iterator[str]:
        """How to ask in chats in which the bot need not be, as far as that is allowed."""
        if bot.supports_inline_queries:
            yield words.help_inline.format(bot=bot.username)
        if self._services.settings.guest_mode:
            yield words.help_guest.format(bot=bot.username)

    async def _audience(self, spoken: Spoken) -> Audience:
        if spoken.message.chat.type == Chat.PRIVATE:
            return Audience.PRIVATE
        by_admin = await self._services.admins.wrote(spoken.bot, spoken.message)
        return Audience.ADMINS if by_admin else Audience.GROUP
