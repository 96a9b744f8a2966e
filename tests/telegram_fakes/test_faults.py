"""Faults, flood limits and files, in the process."""

import time

import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    Conflict,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from tests.telegram_fakes import faults, limits
from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.limits import Limits, Window, busiest
from tests.telegram_fakes.request import FakeRequest
from tests.telegram_fakes.updates import GROUP, LI, Place
from tests.telegram_fakes.values import Call


@pytest.fixture(autouse=True)
def durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this the library warns of its own use of `RetryAfter`."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.mark.parametrize(
    ("effect", "error"),
    [
        (faults.too_many_requests(5), RetryAfter),
        (faults.unauthorized(), InvalidToken),
        (faults.not_found(), InvalidToken),
        (faults.conflict(), Conflict),
        (faults.cannot_parse(), BadRequest),
        (faults.internal_error(), NetworkError),
        (faults.bad_gateway(), NetworkError),
        (faults.Reset(acted=False), NetworkError),
        (faults.Hang(60), TimedOut),
    ],
)
async def test_faults_end_as_the_librarys_exceptions(
    api: BotApi, chat: Chat, bot: Bot, effect: faults.Effect, error: type[TelegramError]
) -> None:
    """Each fault strikes once, and the call that it strikes does nothing."""
    api.fail("sendMessage", effect)

    with pytest.raises(error):
        await bot.send_message(chat.id, "一")
    await bot.send_message(chat.id, "二")

    assert [message.text for message in chat.messages.values()] == ["二"]
    assert [call.method for call in api.performed] == ["getMe", "sendMessage"]


@pytest.mark.parametrize("effect", [faults.Reset(acted=True), faults.Hang(acted=True)])
async def test_lost_answer_is_of_a_message_that_was_sent(
    api: BotApi, chat: Chat, bot: Bot, effect: faults.Effect
) -> None:
    """The bot gets an error, and the person the message."""
    api.fail("sendMessage", effect)

    with pytest.raises(NetworkError):
        await bot.send_message(chat.id, "一")

    assert [message.text for message in chat.messages.values()] == ["一"]


async def test_slow_answer_comes(api: BotApi, chat: Chat, bot: Bot) -> None:
    """A slow answer is an answer."""
    api.fail("sendMessage", faults.Slow(0.05))
    before = time.monotonic()

    await bot.send_message(chat.id, "一")

    assert time.monotonic() - before >= 0.05
    assert len(chat.messages) == 1


async def test_fault_lasts_until_it_is_lifted(api: BotApi, chat: Chat, bot: Bot) -> None:
    """A lasting fault strikes every call of its method, and of that chat alone."""
    other = api.chats.add(Place(7, "private", "王"))
    fault = api.fail("sendMessage", faults.bad_gateway(), times=None, chat_id=chat.id)
    for _ in range(3):
        with pytest.raises(NetworkError):
            await bot.send_message(chat.id, "一")
    await bot.send_message(other.id, "二")
    await bot.send_chat_action(chat.id, "typing")

    fault.lift()
    await bot.send_message(chat.id, "三")

    assert fault.struck == 3
    assert [message.text for message in chat.messages.values()] == ["三"]


async def test_fault_of_every_method(api: BotApi, chat: Chat, bot: Bot) -> None:
    """A fault can befall the next calls, whatever they are."""
    api.fail(faults.EVERY_METHOD, faults.internal_error(), times=2)

    for call in (bot.get_me(), bot.send_message(chat.id, "一")):
        with pytest.raises(NetworkError):
            await call

    assert (await bot.get_me()).is_bot


async def test_flood_limits_of_a_chat() -> None:
    """A chat takes a small burst, then one message a second; others have their own count."""
    now = 1000.0
    api = BotApi(limits=Limits(), clock=lambda: now)
    for number in (LI.id, 7):
        api.chats.add(Place.numbered(number))
    async with Bot("1:x", request=FakeRequest(api)) as bot:
        for _ in range(3):
            await bot.send_message(LI.id, "一")
        await bot.send_chat_action(LI.id, "typing")
        with pytest.raises(RetryAfter, match="0:00:03"):
            await bot.send_message(LI.id, "二")
        await bot.send_message(7, "三")
        now += 3
        await bot.send_message(LI.id, "四")

    assert len(api.sent_at(LI.id)) == 4
    assert busiest(api.sent_at(), 1) == 4


async def test_flood_limits_of_a_group_and_of_all() -> None:
    """A group takes twenty a minute, and all chats together have a limit as well."""
    now = 1000.0
    api = BotApi(limits=Limits(overall=Window(2, 1)), clock=lambda: now)
    api.chats.add(GROUP)
    async with Bot("1:x", request=FakeRequest(api)) as bot:
        for _ in range(20):
            await bot.send_message(GROUP.id, "一")
            now += 1
        with pytest.raises(RetryAfter, match="0:00:40"):
            await bot.send_message(GROUP.id, "二")
        for number in (1, 2, 3):
            api.chats.add(Place.numbered(number))
        await bot.send_message(1, "三")
        await bot.send_message(2, "四")
        with pytest.raises(RetryAfter, match="0:00:01"):
            await bot.send_message(3, "五")


def test_only_what_appears_in_a_chat_counts() -> None:
    """Typing, answers to presses and questions to Telegram are not messages."""
    counted = [
        method
        for method in ("sendMessage", "editMessageText", "sendChatAction", "answerCallbackQuery")
        if limits.sends(Call(method, {}))
    ]

    assert counted == ["sendMessage", "editMessageText"]


def test_busiest_stretch() -> None:
    """The bound belongs to the next stretch."""
    assert [busiest([3, 1, 2, 1.5], seconds) for seconds in (1, 2, 60)] == [2, 3, 4]
    assert busiest([], 60) == 0


async def test_file_is_downloaded(api: BotApi, bot: Bot) -> None:
    """A file that a person sent is fetched with the path that Telegram gives."""
    file = api.files.add("文章.txt", "原句。".encode())

    got = await (await bot.get_file(file["file_id"])).download_as_bytearray()

    assert (got.decode(), file["file_size"], file["mime_type"]) == ("原句。", 9, "text/plain")


async def test_file_that_is_too_large_or_unknown(api: BotApi, bot: Bot) -> None:
    """A bot gets at most 20 MB, and nothing that does not exist."""
    large = api.files.add("大.bin", b"x" * (20 * 1024 * 1024 + 1))

    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(large["file_id"])
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await bot.get_file("document-x")
