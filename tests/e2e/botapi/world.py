"""The user's side: people, their chats, and what they do there."""

import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.e2e.botapi.privacy import reaches
from tests.telegram_fakes import contract
from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.updates import (
    Person,
    Place,
    Position,
    callback_query,
    edited_message,
    text_message,
)
from tests.telegram_fakes.values import ChatMessage, Json

Deliver = Callable[[Json], Awaitable[object]]
"""Hand the bot an update that has no number yet."""


class World:
    """Everybody who uses Telegram in one test."""

    def __init__(self, api: BotApi, deliver: Deliver) -> None:
        """An empty world around the bot behind `api`."""
        self.api = api
        self._deliver = deliver
        self._people = itertools.count(1001)
        self._groups = itertools.count(1)
        self._queries = itertools.count(1)

    def user(
        self,
        first_name: str = "小李",
        *,
        username: str | None = None,
        language_code: str | None = "zh-hans",
        is_bot: bool = False,
    ) -> "User":
        """Somebody new."""
        number = next(self._people)
        return User(self, Person(number, first_name, username, language_code, is_bot))

    def private_chat(self, user: "User") -> Chat:
        """The user's chat with the bot, the same one each time."""
        return self.api.chats.add(Place.with_person(user.person))

    def group(self, title: str = "读书会", *, forum: bool = False) -> Chat:
        """A new supergroup that the bot is in, without being an administrator."""
        chat_id = -1001000000000 - next(self._groups)
        return self.api.chats.add(Place(chat_id, "supergroup", title, is_forum=forum))

    async def announce(self, update: Json) -> None:
        """Tell the bot, whatever it is; only kinds and fields that Telegram has.

        Raises:
            ContractError: Telegram would never send that.
        """
        contract.check_update(update)
        await self._deliver(update)

    def next_query_id(self) -> str:
        """The number of a new button press, which then waits for its answer."""
        query_id = str(next(self._queries))
        self.api.open_queries.add(query_id)
        return query_id


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who does things in chats."""

    world: World
    person: Person

    async def sends(
        self,
        text: str,
        *,
        chat: Chat | None = None,
        topic: int | None = None,
        reply_to: ChatMessage | None = None,
    ) -> ChatMessage:
        """Write a message; in the private chat with the bot if no chat is named.

        The bot is told only where privacy mode lets it know.
        """
        chat = self.world.private_chat(self) if chat is None else chat
        position = Position(chat.place, chat.new_id(), self.world.api.now(), topic)
        replied = None if reply_to is None else reply_to.body
        message = ChatMessage(text_message(text, self.person.json(), position, replied), {})
        chat.write(message)
        await self._tell(chat, message, "message")
        if self.person.is_bot:
            chat.last_bot = self.person.id
        return message

    async def edits(self, message: ChatMessage, text: str) -> ChatMessage:
        """Change a message of one's own."""
        chat = self.world.api.chats.get(message.chat_id)
        changed = ChatMessage(edited_message(message.body, text), {})
        chat.write(changed)
        await self._tell(chat, changed, "edited_message")
        return changed

    async def presses(self, message: ChatMessage, data: str) -> str:
        """Press the button of `message` that carries `data`: the press's number.

        Raises:
            ValueError: the message has no such button.
        """
        rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
        if data not in [button.get("callback_data") for row in rows for button in row]:
            complaint = f"no button carries {data!r}"
            raise ValueError(complaint)
        query_id = self.world.next_query_id()
        query = callback_query(message, data, self.person.json(), query_id)
        await self.world.announce({"callback_query": query})
        return query_id

    async def _tell(self, chat: Chat, message: ChatMessage, kind: str) -> None:
        if reaches(self.world.api.account, message, chat):
            await self.world.announce({kind: message.body})
