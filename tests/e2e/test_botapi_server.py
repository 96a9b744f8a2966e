"""The server for tests, tried with a real python-telegram-bot bot that polls it."""

import asyncio
import sys
from pathlib import Path

import pytest
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from tests.e2e.botapi.echo_bot import EchoApplication, build
from tests.e2e.botapi.server import BotApiServer
from tests.telegram_fakes.profile import BotAccount

ROOT = Path(__file__).parents[2]


async def test_private_text_is_answered(server: BotApiServer, polling: EchoApplication) -> None:
    """A private message reaches the bot, and its answer reaches the chat."""
    li = server.world.user("小李")
    await li.sends("你好")

    reply = await server.world.private_chat(li).next_message()

    assert (reply.text, reply.chat_id) == ("echo: 你好", li.person.id)
    assert reply.sender_id == polling.bot.id


async def test_bot_in_another_process_is_answered(server: BotApiServer) -> None:
    """A bot in a process of its own needs nothing but the token and the base address."""
    command = [sys.executable, "-m", "tests.e2e.botapi.echo_bot", server.token, server.base_url]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
    try:
        li = server.world.user()
        await li.sends("还在吗？")

        reply = await server.world.private_chat(li).next_message(timeout=30)
    finally:
        process.terminate()
        code = await asyncio.wait_for(process.wait(), 15)

    assert reply.text == "echo: 还在吗？"
    assert code == 0


@pytest.mark.usefixtures("polling")
async def test_group_command_for_the_bot_comes_with_utf16_offsets(server: BotApiServer) -> None:
    """A command that names the bot reaches it; its entity is counted in UTF-16 units."""
    li, chat = server.world.user(), server.world.group()
    question = await li.sends("/ask@yuanju_bot 😀 谁？", chat=chat)

    reply = await chat.next_message()

    assert reply.text == "asked: 😀 谁？ (0, 15)"
    assert reply.reply_parameters is not None
    assert reply.reply_parameters["message_id"] == question.message_id
    assert reply.body["reply_to_message"]["text"] == question.text


@pytest.mark.usefixtures("polling")
async def test_privacy_mode_hides_what_is_not_for_the_bot(server: BotApiServer) -> None:
    """Plain group text, mentions and other bots' commands stay hidden; replies do not."""
    li, chat = server.world.user(), server.world.group()
    for hidden in (
        "你好",
        "@yuanju_bot 谁？",
        "/ask 谁？",
        "/ask@other_bot 谁？",
        "/ask@yuanju_bot谁",
    ):
        await li.sends(hidden, chat=chat)
    await li.sends("/ask@yuanju_bot 一", chat=chat)
    first = await chat.next_message()
    await li.sends("/ask 二", chat=chat)
    second = await chat.next_message()
    await server.world.user("Other", is_bot=True).sends("/ask@yuanju_bot 三", chat=chat)
    await li.sends("/ask 四", chat=chat)
    await li.sends("五", chat=chat, reply_to=second)
    third = await chat.next_message()

    texts = [first.text, second.text, third.text]

    assert texts == ["asked: 一 (0, 15)", "asked: 二 (0, 4)", "echo: 五"]
    assert await chat.stays_silent(0.2)


async def test_bot_without_privacy_mode_sees_all_group_text() -> None:
    """With privacy mode off, as `getMe` says, plain group text reaches the bot."""
    async with BotApiServer(BotAccount(reads_all_group_messages=True)) as server:
        await server.world.user().sends("你好", chat=server.world.group())
        async with build(server.token, server.base_url) as application:
            updates = await application.bot.get_updates()

            assert application.bot.can_read_all_group_messages
            assert [update.message and update.message.text for update in updates] == ["你好"]


async def test_updates_come_until_they_are_confirmed(
    server: BotApiServer, bot: EchoApplication
) -> None:
    """An update is told again until a later offset confirms it."""
    for text in ("一", "二"):
        await server.world.user().sends(text)

    first = await bot.bot.get_updates()
    again = await bot.bot.get_updates()
    rest = await bot.bot.get_updates(offset=first[0].update_id + 1)

    assert [update.update_id for update in again] == [update.update_id for update in first]
    assert [update.message and update.message.text for update in rest] == ["二"]


async def test_edits_reach_the_bot(server: BotApiServer, bot: EchoApplication) -> None:
    """A changed message comes as an edited one, with its commands marked anew."""
    li = server.world.user()
    message = await li.sends("ask 谁？")
    await li.edits(message, "/ask 谁？")

    edited = (await bot.bot.get_updates())[1].edited_message

    assert edited is not None
    assert edited.message_id == message.message_id
    assert [entity.type for entity in edited.entities] == ["bot_command"]


@pytest.mark.usefixtures("polling")
async def test_topic_and_reply_thread(server: BotApiServer) -> None:
    """An answer stays in its forum topic; PTB answers there by itself."""
    li, chat = server.world.user(), server.world.group(forum=True)
    topic = chat.topic("第一章")
    await li.sends("/ask@yuanju_bot 谁？", chat=chat, topic=topic)

    reply = await chat.next_message()

    assert (reply.thread_id, reply.body["is_topic_message"]) == (topic, True)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<p>谁</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("谁 <b>谁", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>谁</b></i>", 'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"'),
    ],
)
async def test_bad_html_is_refused(
    server: BotApiServer, bot: EchoApplication, markup: str, reason: str
) -> None:
    """HTML that Telegram cannot read is refused with its own words, and not sent."""
    chat = server.world.private_chat(server.world.user())

    with pytest.raises(BadRequest) as caught:
        await bot.bot.send_message(chat.id, markup, parse_mode="HTML")

    assert caught.value.message.lower() == f"can't parse entities: {reason}".lower()
    assert not chat.messages


async def test_length_counts_without_markup(server: BotApiServer, bot: EchoApplication) -> None:
    """4096 UTF-16 units may be sent, markup aside; one more may not."""
    chat = server.world.private_chat(server.world.user())
    await bot.bot.send_message(chat.id, f"<b>{'😀' * 2048}</b>", parse_mode="HTML")

    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.bot.send_message(chat.id, "😀" * 2048 + "!")

    assert len(chat.messages) == 1


async def test_wrong_token_is_unauthorized(server: BotApiServer) -> None:
    """A well-formed wrong token is unauthorized, a malformed one not found."""
    descriptions = []
    for token in (server.token[:-1] + "x", "123:short"):
        async with HTTPXRequest() as client:
            with pytest.raises(InvalidToken) as caught:
                await client.post(f"{server.base_url}{token}/getMe")
        descriptions.append(caught.value.message)

    assert descriptions == ["Unauthorized", "Not Found"]
    assert server.requests == []


async def test_fault_happens_once(
    server: BotApiServer, bot: EchoApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault that was asked for happens once, and is recorded like any call."""
    # Without this the library warns of its own use of `RetryAfter`.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    chat = server.world.private_chat(server.world.user())
    server.fail_next("sendMessage", 429, "Too Many Requests: retry after 3", retry_after=3)

    with pytest.raises(RetryAfter, match="3"):
        await bot.bot.send_message(chat.id, "一")
    await bot.bot.send_message(chat.id, "二")

    assert [params["text"] for params in server.calls("sendMessage")] == ["一", "二"]
    assert [message.text for message in chat.messages.values()] == ["二"]


@pytest.mark.usefixtures("polling")
async def test_polling_outlives_a_fault(server: BotApiServer) -> None:
    """A bad gateway between two messages, and the bot still gets the second."""
    server.fail_next("getUpdates", 502, "Bad Gateway")
    li = server.world.user()
    chat = server.world.private_chat(li)
    await li.sends("一")
    first = await chat.next_message(timeout=15)
    await li.sends("二")

    second = await chat.next_message(timeout=15)

    assert [first.text, second.text] == ["echo: 一", "echo: 二"]


async def test_unknown_and_unimitated_methods_are_recorded(
    server: BotApiServer, bot: EchoApplication
) -> None:
    """What nobody knows is not found, what is not imitated is refused; both are recorded."""
    with pytest.raises(TelegramError):
        await bot.bot.do_api_request("makeCoffee", {"cups": 2})
    with pytest.raises(BadRequest, match="is not imitated here"):
        await bot.bot.get_star_transactions()

    assert server.calls("makeCoffee") == [{"cups": "2"}]
    assert len(server.calls("getStarTransactions")) == 1


async def test_button_press_is_answered(server: BotApiServer, polling: EchoApplication) -> None:
    """A press on a real button reaches the bot, and only its own number can be answered."""
    li = server.world.user()
    chat = server.world.private_chat(li)
    keyboard = {"inline_keyboard": [[{"text": "更多", "callback_data": "more"}]]}
    await polling.bot.send_message(chat.id, "答", api_kwargs={"reply_markup": keyboard})
    message = await chat.next_message()
    with pytest.raises(ValueError, match="no button carries 'less'"):
        await li.presses(message, "less")
    query_id = await li.presses(message, "more")

    answer = await server.next_call("answerCallbackQuery")

    assert answer["callback_query_id"] == query_id
    with pytest.raises(BadRequest, match="Query is too old"):
        await polling.bot.answer_callback_query("999")
