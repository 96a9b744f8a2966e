"""The chats of a fake Telegram, and everything that was written in them."""

import asyncio
from collections.abc import Iterator

from tests.telegram_fakes.places import Place
from tests.telegram_fakes.values import ApiError, ChatMessage, Json


class Chat:
    """One chat: its messages, and what the bot did that nobody has read yet."""

    def __init__(self, place: Place) -> None:
        """An empty chat."""
        self.place = place
        self.messages: dict[int, ChatMessage] = {}
        """By number; in the state of their last edit."""
        self.topics: dict[int, str] = {}
        """Names of a forum's topics, by thread number; the general topic has none."""
        self.last_bot: int | None = None
        """Which bot wrote last: in groups it is the one that gets bare commands."""
        self.last_sent = 0
        """When our bot wrote last, in seconds since 1970."""
        self.standing: Json | None = None
        """Our bot's `ChatMember`; None is a member like everybody."""
        self.members: dict[int, Json] = {}
        """The `ChatMember` of everybody else who is known here, by account."""
        self.migrated_to: int | None = None
        """The supergroup that this group has become."""
        self.deleted = False
        """Whether the group, or the person's account, is no more."""
        self.closed_topics: set[int] = set()
        """Topics in which only administrators write."""
        self.slow_mode = 0
        """Seconds between two messages of one member; 0 for any number."""
        self.reactions: frozenset[str] | None = None
        """The emoji that may be reacted with; None for all that Telegram has."""
        self.reacted: dict[int, list[Json]] = {}
        """What our bot reacted to messages with, by their number."""
        self.meant: set[int] = set()
        """Numbers of the messages that were meant for our bot."""
        self._sent: asyncio.Queue[ChatMessage] = asyncio.Queue()
        self._edited: asyncio.Queue[ChatMessage] = asyncio.Queue()
        self._next_id = 1

    @property
    def id(self) -> int:
        """Its number, which is negative for groups."""
        return self.place.id

    @property
    def status(self) -> str:
        """Our bot's status here, such as `member`, `administrator` or `kicked`."""
        return "member" if self.standing is None else str(self.standing["status"])

    @property
    def can_send(self) -> bool:
        """Whether our bot's rights here let it write."""
        return self.standing is None or bool(self.standing.get("can_send_messages", True))

    def new_id(self) -> int:
        """A message number not yet used in this chat; other chats use the same ones."""
        number = self._next_id
        self._next_id += 1
        return number

    def topic(self, name: str) -> int:
        """Open a topic in this forum: its thread number."""
        thread_id = self.new_id()
        self.topics[thread_id] = name
        return thread_id

    def write(self, message: ChatMessage) -> None:
        """A person's message, new or edited, appears in the chat."""
        self.messages[message.message_id] = message

    def send(self, message: ChatMessage) -> None:
        """The bot's new message appears in the chat."""
        self.write(message)
        self.last_bot = message.sender_id
        self.last_sent = int(message.body["date"])
        self._sent.put_nowait(message)

    def edit(self, message: ChatMessage) -> None:
        """The bot's message changes."""
        self.write(message)
        self._edited.put_nowait(message)

    async def next_message(self, timeout: float = 5) -> ChatMessage:  # noqa: ASYNC109 - the wait is the point
        """The bot's next message here, in the order of sending.

        Raises:
            TimeoutError: none came within `timeout` seconds.
        """
        return await self._next(self._sent, timeout, "message")

    async def next_edit(self, timeout: float = 5) -> ChatMessage:  # noqa: ASYNC109 - the wait is the point
        """The bot's next change of one of its messages here.

        Raises:
            TimeoutError: none came within `timeout` seconds.
        """
        return await self._next(self._edited, timeout, "edit")

    async def stays_silent(self, seconds: float) -> bool:
        """Whether the bot writes nothing here that is not yet read, for so long."""
        await asyncio.sleep(seconds)
        return self._sent.empty()

    async def _next(
        self, queue: asyncio.Queue[ChatMessage], seconds: float, what: str
    ) -> ChatMessage:
        try:
            return await asyncio.wait_for(queue.get(), seconds)
        except TimeoutError:
            message = f"no {what} in {self.place.name!r} within {seconds} s"
            raise TimeoutError(message) from None


class Chats:
    """All chats that the bot can write to."""

    def __init__(self, *, boundless: bool = False) -> None:
        """No chats yet; a boundless world has every chat and message that is asked for."""
        self.boundless = boundless
        self._chats: dict[int, Chat] = {}

    def add(self, place: Place) -> Chat:
        """Open a chat there, or give the one that is open."""
        return self._chats.setdefault(place.id, Chat(place))

    def __iter__(self) -> Iterator[Chat]:
        """The chats, oldest first."""
        return iter(self._chats.values())

    def get(self, chat_id: int | str) -> Chat:
        """The chat with that number.

        Raises:
            ApiError: there is none.
        """
        number = int(chat_id) if str(chat_id).lstrip("-").isdecimal() else 0
        if number and self.boundless:
            return self.add(Place.numbered(number))
        chat = self._chats.get(number)
        if chat is None:
            raise ApiError(400, "Bad Request: chat not found")
        return chat

    def message(self, chat: Chat, message_id: int) -> Json | None:
        """A message of that chat as the Bot API writes it; None if it does not exist."""
        if message_id in chat.messages:
            return chat.messages[message_id].body
        if not self.boundless:
            return None
        place = chat.place.json()
        return {"message_id": message_id, "date": 1, "chat": place, "text": ""}
