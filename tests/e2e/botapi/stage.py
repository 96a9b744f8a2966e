"""Where it happens: the chats, and the wire on which the bot is told of it."""

from collections.abc import Awaitable, Callable

from tests.e2e.botapi.privacy import is_meant, reaches
from tests.telegram_fakes import contract, members
from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.places import Person, Position
from tests.telegram_fakes.updates import new_message
from tests.telegram_fakes.values import ChatMessage, Json

Deliver = Callable[[Json], Awaitable[object]]
"""Hand the bot an update: the number that it got, or has already."""


class Stage:
    """What people and the world share."""

    def __init__(self, api: BotApi, deliver: Deliver) -> None:
        """An empty stage around the bot behind `api`."""
        self.api = api
        self.announced: list[Json] = []
        """Every update that the bot was told, with its number if it was given one."""
        self._deliver = deliver

    async def announce(self, update: Json) -> Json:
        """Tell the bot, whatever it is; only kinds and fields that Telegram has.

        An update with a number is told under that number, even if it was told before or
        is older than others: so a test repeats an update.

        Raises:
            ContractError: Telegram would never send that.
        """
        contract.check_update(update)
        number = await self._deliver(update)
        told = {"update_id": number, **update} if isinstance(number, int) else update
        self.announced.append(told)
        return told

    async def write(  # noqa: PLR0913 - a message has that many sides
        self,
        chat: Chat,
        content: Json,
        author: Json,
        *,
        topic: int | None = None,
        reply_to: ChatMessage | None = None,
        date: int | None = None,
    ) -> ChatMessage:
        """A message appears in `chat`; the bot is told where privacy mode lets it know."""
        position = Position(
            chat.place, chat.new_id(), self.api.now() if date is None else date, topic
        )
        replied = None if reply_to is None else reply_to.body
        message = ChatMessage(new_message(content, author, position, replied), {})
        chat.write(message)
        await self.tell(chat, message, "channel_post" if is_channel(chat) else "message")
        return message

    async def tell(self, chat: Chat, message: ChatMessage, kind: str) -> None:
        """Tell the bot of a message, unless privacy mode hides it."""
        account = self.api.account
        if not reaches(account, message, chat):
            return
        if is_meant(account, message, chat):
            chat.meant.add(message.message_id)
        await self.announce({kind: message.body})

    async def stand(self, chat: Chat, by: Person, standing: Json) -> None:
        """The bot has another standing in `chat` from now on, and is told so."""
        me = self.api.account.user()
        old = chat.standing or members.member(me)
        chat.standing = standing
        change = members.changed(chat.place, by, old, standing, self.api.now())
        await self.announce({"my_chat_member": change})


def is_channel(chat: Chat) -> bool:
    """Whether only the channel itself writes there."""
    return chat.place.kind == "channel"
