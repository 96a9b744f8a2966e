"""The user's side: people, their chats, and what happens there by itself."""

import itertools

from tests.e2e.botapi.stage import Deliver, Stage
from tests.e2e.botapi.user import User
from tests.telegram_fakes import authors, contents, members, services
from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.places import Person, Place
from tests.telegram_fakes.values import ChatMessage, Json

__all__ = ["User", "World"]

_GROUPS_FROM = -1001000000000
_CHANNELS_FROM = -1002000000000
_BASIC_GROUPS_FROM = -4000000


class World(Stage):
    """Everybody who uses Telegram in one test."""

    def __init__(self, api: BotApi, deliver: Deliver) -> None:
        """An empty world around the bot behind `api`."""
        super().__init__(api, deliver)
        self._people = itertools.count(1001)
        self._places = itertools.count(1)

    def user(
        self,
        first_name: str = "小李",
        *,
        username: str | None = None,
        language_code: str | None = "zh-hans",
        is_bot: bool = False,
    ) -> User:
        """Somebody new."""
        number = next(self._people)
        return User(self, Person(number, first_name, username, language_code, is_bot))

    def private_chat(self, user: User) -> Chat:
        """The user's chat with the bot, the same one each time."""
        return user.chat

    def group(self, title: str = "读书会", *, forum: bool = False, with_bot: bool = True) -> Chat:
        """A new supergroup; the bot is in it as a member like others, or is not."""
        place = Place(_GROUPS_FROM - next(self._places), "supergroup", title, is_forum=forum)
        return self._opened(place, with_bot=with_bot)

    def basic_group(self, title: str = "小组", *, with_bot: bool = True) -> Chat:
        """A new group of the small kind, which can become a supergroup."""
        place = Place(_BASIC_GROUPS_FROM - next(self._places), "group", title)
        return self._opened(place, with_bot=with_bot)

    def channel(self, title: str = "每日一文", *, with_bot: bool = False) -> Chat:
        """A new channel; a bot can only be an administrator there."""
        place = Place(_CHANNELS_FROM - next(self._places), "channel", title)
        chat = self._opened(place, with_bot=with_bot)
        if with_bot:
            chat.standing = members.administrator(self.api.account.user())
        return chat

    async def migrates(self, group: Chat, author: User) -> Chat:
        """A basic group becomes a supergroup, under another number.

        The old one says so in its last message, the new one in its first.
        """
        place = Place(_GROUPS_FROM - next(self._places), "supergroup", group.place.name)
        chat = self.api.chats.add(place)
        chat.members = dict(group.members)
        chat.standing = group.standing
        await author.posts(services.migrated_to(chat.id), chat=group)
        group.migrated_to = chat.id
        by_group = {"from": author.person.json(), "sender_chat": place.json()}
        await author.posts(services.migrated_from(group.id), chat=chat, author=by_group)
        return chat

    async def publishes(
        self, channel: Chat, text: str, discussion: Chat | None = None
    ) -> ChatMessage:
        """A post in a channel, and the copy that Telegram makes of it for its discussion.

        What is returned is the copy, or the post if there is none.
        """
        content = contents.text(text)
        post = await self.write(channel, content, authors.post(channel.place))
        if discussion is None:
            return post
        author = authors.linked_channel(channel.place, post.message_id, post.body["date"])
        return await self.write(discussion, content, author)

    async def repeats(self, update: Json) -> None:
        """Tell the bot an update again that is in `announced`, under the number it had."""
        await self.announce(update)

    def file(self, name: str, data: bytes) -> Json:
        """Something to send: what `contents.document` takes."""
        return self.api.files.add(name, data)

    def _opened(self, place: Place, *, with_bot: bool) -> Chat:
        chat = self.api.chats.add(place)
        if not with_bot:
            chat.standing = members.left(self.api.account.user())
        return chat
