"""A real bot with a fake transport, in a world in which only what is put there exists."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.request import FakeRequest
from tests.telegram_fakes.updates import GROUP, LI, Place, Position, text_message
from tests.telegram_fakes.values import ChatMessage


@pytest.fixture
def api() -> BotApi:
    """The Bot API of a world in which only what is put there exists."""
    return BotApi()


@pytest.fixture
def chat(api: BotApi) -> Chat:
    """A private chat."""
    return api.chats.add(Place.with_person(LI))


@pytest.fixture
def group(api: BotApi) -> Chat:
    """A supergroup in which the bot is a member like others."""
    return api.chats.add(GROUP)


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    """A real bot with a fake transport."""
    async with Bot("1:x", request=FakeRequest(api), get_updates_request=FakeRequest(api)) as bot:
        yield bot


def written(chat: Chat, text: str, reply_to: ChatMessage | None = None) -> ChatMessage:
    """A person's message in `chat`."""
    position = Position(chat.place, chat.new_id(), 1)
    replied = None if reply_to is None else reply_to.body
    message = ChatMessage(text_message(text, LI.json(), position, replied), {})
    chat.write(message)
    return message
