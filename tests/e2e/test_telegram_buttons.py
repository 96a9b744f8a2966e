"""Buttons under the real bot's answers, pressed."""

import time

import pytest

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import StartBot
from tests.e2e.test_telegram import environment
from tests.e2e.waiting import note_after
from tests.telegram_fakes import faults
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.values import ChatMessage, Json

WORDS = load_catalogue()["zh-Hans"]
BUTTONS, VIEWS = WORDS.buttons, WORDS.views
QUESTION = "谁参加了会议？"
LIGHT = {"YUANJU_MODELS__ENCODER": "off"}
"""Starts in half the time; nothing here is about which sentence is found."""


async def answered(server: BotApiServer) -> Json:
    """What was said to the next press."""
    return await server.next_call("answerCallbackQuery", timeout=30)


def current(chat: Chat, message: ChatMessage) -> ChatMessage:
    """The message as it is now."""
    return chat.messages[message.message_id]


async def test_around_an_answer(server: BotApiServer, start_bot: StartBot) -> None:
    """Context, why and back again, in place; a vote says thanks; no message comes on top."""
    await start_bot(environment(server, **LIGHT))
    li = server.world.user("小李")
    await li.sends(QUESTION)
    answer = await li.chat.next_message(timeout=30)

    await li.presses(answer, answer.data(BUTTONS.context))
    context = await li.chat.next_edit()
    await li.presses(context, context.data("▶"))
    wider = await li.chat.next_edit()
    await li.presses(wider, wider.data(BUTTONS.back))
    back = await li.chat.next_edit()
    await li.presses(back, back.data(BUTTONS.why))
    why = await li.chat.next_edit()
    await li.presses(back, back.data("👍"))

    assert context.text.startswith(VIEWS.context.format(number=1))
    assert wider.text.startswith(VIEWS.context.format(number=2))
    assert (back.text, back.entities, back.buttons) == (
        answer.text,
        answer.entities,
        answer.buttons,
    )
    assert why.text.startswith(VIEWS.why)
    said = [(await answered(server)).get("text") for _ in range(5)]
    assert said == [None, None, None, None, BUTTONS.thanks]
    assert len([each for each in li.chat.messages.values() if each.sender_id != li.person.id]) == 1


async def test_buttons_outlive_the_process(server: BotApiServer, start_bot: StartBot) -> None:
    """Killed and started anew, the bot still knows what a button is about."""
    first = await start_bot(environment(server, **LIGHT))
    li = server.world.user("小李")
    await li.sends(QUESTION)
    answer = await li.chat.next_message(timeout=30)
    # Until it is noted which message answers; a press on an unknown one is stale.
    await li.presses(answer, answer.data("👎"))
    await answered(server)
    await first.killed()
    await start_bot(environment(server, **LIGHT))

    await li.presses(answer, answer.data(BUTTONS.others))

    assert (await li.chat.next_edit(timeout=30)).text.startswith(VIEWS.others)


@pytest.mark.parametrize("forged", ["v1:c:1:0:0", "v1:w:999:0:0", "v0:c:1:0:0", "nonsense"])
async def test_buttons_of_others(server: BotApiServer, start_bot: StartBot, forged: str) -> None:
    """Somebody in a group who forges the data of a private answer sees nothing of it."""
    await start_bot(environment(server, **LIGHT))
    li, wang = server.world.user("小李"), server.world.user("小王")
    group = server.world.group("项目组")
    await li.sends(QUESTION)
    await li.chat.next_message(timeout=30)
    await wang.sends("/ask@yuanju_bot 二所的所长是谁？", chat=group)
    in_group = await group.next_message(timeout=30)

    await wang.presses(in_group, forged, forged=True)

    assert (await answered(server))["text"] == BUTTONS.stale
    assert current(group, in_group).text == in_group.text
    assert server.calls("editMessageText") == []


async def test_a_press_is_answered_at_once(server: BotApiServer, start_bot: StartBot) -> None:
    """While Telegram lets an edit wait for seconds, and for the next press, too."""
    await start_bot(environment(server, **LIGHT))
    li = server.world.user("小李")
    await li.sends(QUESTION)
    answer = await li.chat.next_message(timeout=30)
    server.fail("editMessageText", faults.too_many_requests(3))

    before = time.monotonic()
    await li.presses(answer, answer.data(BUTTONS.why))
    await answered(server)
    await li.presses(answer, answer.data(BUTTONS.context))
    await answered(server)

    assert time.monotonic() - before < 1
    await li.chat.next_edit(timeout=30)
    assert (await li.chat.next_edit(timeout=30)).text.startswith(VIEWS.context.format(number=1))


async def test_the_same_button_twice(server: BotApiServer, start_bot: StartBot) -> None:
    """Both presses are answered, and the one that changes nothing is no fault."""
    bot = await start_bot(environment(server, **LIGHT))
    li = server.world.user("小李")
    await li.sends(QUESTION)
    answer = await li.chat.next_message(timeout=30)
    why = answer.data(BUTTONS.why)

    presses = [await li.presses(answer, why)]
    shown = await li.chat.next_edit()
    presses += [await li.presses(answer, why), await li.presses(answer, why, too_old=True)]

    notes = [await note_after(server, press) for press in presses]
    assert notes == [None, None, BUTTONS.stale]
    assert current(li.chat, answer).text == shown.text
    ended = await bot.stopped()
    assert "bot.telegram" not in ended.output


async def test_everybody_turns_pages_and_votes(server: BotApiServer, start_bot: StartBot) -> None:
    """In a group, somebody who did not ask; in their own language where it is said to them."""
    await start_bot(environment(server, **LIGHT))
    li, john = server.world.user("小李"), server.world.user("John", language_code="en")
    group = server.world.group("项目组")
    await li.sends(f"/ask@yuanju_bot {QUESTION}", chat=group)
    answer = await group.next_message(timeout=30)

    await john.presses(answer, answer.data(BUTTONS.why))
    shown = await group.next_edit()
    await john.presses(answer, answer.data("👎"))

    assert shown.text.startswith(VIEWS.why)
    assert (await answered(server)).get("text") is None
    assert (await answered(server))["text"] == load_catalogue()["en"].buttons.sorry
