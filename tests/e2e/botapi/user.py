"""Somebody who uses Telegram, and what they do."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.e2e.botapi.stage import Stage, is_channel
from tests.telegram_fakes import answering, authors, contents, members, queries, services
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.places import Person, Place
from tests.telegram_fakes.updates import edited_message
from tests.telegram_fakes.values import ChatMessage, Json


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who does things in chats."""

    world: Stage
    person: Person

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self.world.api.chats.add(Place.with_person(self.person))

    async def sends(
        self,
        text: str,
        *,
        chat: Chat | None = None,
        topic: int | None = None,
        reply_to: ChatMessage | None = None,
        date: int | None = None,
    ) -> ChatMessage:
        """Write a message; in the private chat with the bot if no chat is named.

        The bot is told only where privacy mode lets it know. `date` is in seconds since
        1970, and now by default.
        """
        content = contents.text(text)
        return await self.posts(content, chat=chat, topic=topic, reply_to=reply_to, date=date)

    async def posts(  # noqa: PLR0913 - a message has that many sides
        self,
        content: Json,
        *,
        chat: Chat | None = None,
        author: Json | None = None,
        topic: int | None = None,
        reply_to: ChatMessage | None = None,
        date: int | None = None,
    ) -> ChatMessage:
        """Send anything that `contents` or `services` builds, as anybody of `authors`."""
        chat = self.chat if chat is None else chat
        if author is None:
            author = authors.person(self.person)
            self._is_seen_in(chat)
        message = await self.world.write(
            chat, content, author, topic=topic, reply_to=reply_to, date=date
        )
        if self.person.is_bot:
            chat.last_bot = self.person.id
        return message

    async def edits(self, message: ChatMessage, text: str) -> ChatMessage:
        """Change the text or the caption of a message of one's own.

        With the text that it has, the bot is told of an edit all the same, as when
        Telegram adds a link preview.
        """
        chat = self.world.api.chats.get(message.chat_id)
        changed = ChatMessage(edited_message(message.body, text), {})
        chat.write(changed)
        kind = "edited_channel_post" if is_channel(chat) else "edited_message"
        await self.world.tell(chat, changed, kind)
        return changed

    def deletes(self, message: ChatMessage) -> None:
        """Take a message away, of which no bot is ever told."""
        self.world.api.chats.get(message.chat_id).messages.pop(message.message_id, None)

    async def presses(
        self,
        message: ChatMessage,
        data: str,
        *,
        forged: bool = False,
        too_old: bool = False,
    ) -> str:
        """Press the button of `message` that carries `data`: the press's number.

        Args:
            message: The bot's message, as it was when the person saw it.
            data: What the button carries; see `ChatMessage.data` for a label's.
            forged: Whether there need be no such button, for any app can send any data.
            too_old: Whether the bot is told no more than where the message stands.

        Raises:
            ValueError: the message has no such button.
        """
        carried = [button.get("callback_data") for button in message.buttons]
        if data not in carried and not forged:
            complaint = f"no button carries {data!r}"
            raise ValueError(complaint)
        number = self.world.api.queries.new()
        seen = queries.inaccessible(message) if too_old else message
        query = queries.callback_query(seen, data, self.person.json(), number)
        await self.world.announce({"callback_query": query})
        return number

    async def presses_inline(self, inline_message_id: str, data: str) -> str:
        """Press a button of a message that was sent by way of the bot: the press's number."""
        number = self.world.api.queries.new()
        query = queries.callback_query_inline(inline_message_id, data, self.person.json(), number)
        await self.world.announce({"callback_query": query})
        return number

    async def reacts(self, message: ChatMessage, *emoji: str) -> None:
        """React to a message, of which only a bot that administers the chat is told."""
        chat = self.world.api.chats.get(message.chat_id)
        if chat.status not in members.SEEING_ALL:
            return
        reaction = queries.reaction(message, self.person, emoji, self.world.api.now())
        await self.world.announce({"message_reaction": reaction})

    async def asks_inline(
        self, words: str, *, offset: str = "", chat_type: str = "supergroup"
    ) -> str:
        """Type after the bot's name in any chat: the query's number."""
        number = self.world.api.queries.new()
        query = queries.inline_query(number, words, self.person, offset, chat_type)
        await self.world.announce({"inline_query": query})
        return number

    async def chooses(self, query_id: str, result_id: str, words: str = "") -> str | None:
        """Send one of the bot's answers: the number of the message, if it has buttons.

        Raises:
            StopIteration: the bot gave no such result.
        """
        asked = self.world.api.queries
        results = asked.inline_answers[query_id]["results"]
        result = next(each for each in results if each["id"] == result_id)
        content = answering.message_of(result)
        number = asked.sent_by_way(content) if "reply_markup" in content else None
        choice = queries.chosen_result(result_id, words, self.person, number)
        await self.world.announce({"chosen_inline_result": choice})
        return number

    async def calls_guest(self, text: str, *, chat: Chat) -> str:
        """Call the bot into a chat in which it is not: the query's number."""
        message = await self.sends(text, chat=chat)
        number = self.world.api.queries.new()
        asked = message.body | {"guest_query_id": number}
        await self.world.announce({"guest_message": asked})
        return number

    async def adds_bot(self, chat: Chat) -> None:
        """Bring the bot into a group: its standing changes, and the group says so."""
        await self._sets_bot(chat, members.member)
        await self.posts(services.joined(self.world.api.account.person), chat=chat)

    async def promotes_bot(self, chat: Chat) -> None:
        """Make the bot an administrator."""
        await self._sets_bot(chat, members.administrator)

    async def restricts_bot(self, chat: Chat) -> None:
        """Take from the bot the right to write."""
        await self._sets_bot(chat, members.restricted)

    async def removes_bot(self, chat: Chat) -> None:
        """Put the bot out of a group, for good."""
        await self._sets_bot(chat, members.banned)

    async def blocks_bot(self) -> None:
        """Let the bot write to one no more."""
        await self._sets_bot(self.chat, members.banned)

    async def unblocks_bot(self) -> None:
        """Let it write again."""
        await self._sets_bot(self.chat, members.member)

    def administers(self, chat: Chat, *, owns: bool = False) -> None:
        """Be an administrator of a group, or its owner."""
        make = members.owner if owns else members.administrator
        chat.members[self.person.id] = make(self.person.json())

    def leaves(self, chat: Chat) -> None:
        """Be in a group no more."""
        chat.members[self.person.id] = members.left(self.person.json())

    async def _sets_bot(self, chat: Chat, make: Callable[[Json], Json]) -> None:
        await self.world.stand(chat, self.person, make(self.world.api.account.user()))

    def _is_seen_in(self, chat: Chat) -> None:
        if chat.place.kind != "private":
            member = members.member(self.person.json())
            chat.members.setdefault(self.person.id, member)
