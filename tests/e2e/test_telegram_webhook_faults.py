"""What goes wrong while the real bot is told of updates by a webhook, and all that people do."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import IN_ONE_LOOP
from tests.e2e.processes import YUANJU, started
from tests.e2e.proxies import unused_port
from tests.e2e.test_telegram_webhook import hooked
from tests.e2e.waiting import note_after, until
from tests.telegram_fakes import faults

pytestmark = IN_ONE_LOOP

WORDS = load_catalogue()["zh-Hans"]
QUESTION = "谁参加了会议？"
ANSWERED = "郭建平"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hook(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotApiServer]:
    """A server that posts to one bot, for all cases here."""
    folder = tmp_path_factory.mktemp("hook")
    guests = {"YUANJU_TELEGRAM__GUEST_MODE": "true"}
    async with BotApiServer() as server:
        bot = await started(hooked(server, folder, unused_port(), **guests), YUANJU)
        try:
            await bot.says("listening")
            yield server
            ended = await bot.stopped()
        finally:
            await bot.killed()
    assert (ended.code, "Traceback" in ended.output) == (0, False), ended.output


async def test_all_that_people_do(hook: BotApiServer) -> None:
    """Buttons, changes, groups, inline and guest mode work as they do by polling."""
    li, group = hook.world.user("小李"), hook.world.group(with_bot=False)
    await li.adds_bot(group)
    assert (await group.next_message()).text == WORDS.chats.greeting.format(bot="yuanju_bot")
    question = await li.sends(f"/ask@yuanju_bot {QUESTION}", chat=group)
    answer = await group.next_message()

    press = await li.presses(answer, answer.data(WORDS.buttons.why))
    assert (await group.next_edit()).text.startswith(WORDS.views.why)
    await li.edits(question, "/ask@yuanju_bot 二所的所长是谁？")
    assert "唐景庭" in (await group.next_edit()).text
    inline = await li.asks_inline(QUESTION)
    guest = await li.calls_guest(f"@yuanju_bot {QUESTION}", chat=hook.world.group(with_bot=False))
    queries = hook.api.queries
    await until(lambda: inline in queries.inline_answers and guest in queries.guest_answers)

    assert ANSWERED in answer.text
    assert await note_after(hook, press) is None
    assert queries.inline_answers[inline]["results"]


@pytest.mark.parametrize(
    "effect",
    [faults.too_many_requests(1), faults.bad_gateway(), faults.cannot_parse()],
    ids=["429", "502 page", "can't parse"],
)
async def test_a_refused_answer(hook: BotApiServer, effect: faults.Effect) -> None:
    """It arrives a little later or without marks, and others do not wait for it."""
    li, wang = hook.world.user("小李"), hook.world.user("小王")
    fault = hook.fail("sendMessage", effect, chat_id=li.chat.id)

    await li.sends(QUESTION)
    await until(lambda: fault.struck)
    await wang.sends(QUESTION)

    assert ANSWERED in (await wang.chat.next_message()).text
    assert ANSWERED in (await li.chat.next_message()).text
    assert await li.chat.stays_silent(0.3)


@pytest.mark.parametrize("acted", [False, True], ids=["before", "after"])
async def test_a_reset(hook: BotApiServer, *, acted: bool) -> None:
    """An answer that may have arrived is not repeated, and that is said."""
    li = hook.world.user("小李")
    hook.fail("sendMessage", faults.Reset(acted=acted), chat_id=li.chat.id)

    await li.sends(QUESTION)
    texts = [(await li.chat.next_message()).text for _ in range(1 + acted)]

    assert texts[-1] == WORDS.telegram.uncertain
    assert await li.chat.stays_silent(0.3)


async def test_posts_that_are_repeated(hook: BotApiServer) -> None:
    """Telegram repeats what was not acknowledged in time: a message, a press, and an edit."""
    li = hook.world.user("小李")
    question = await li.sends(QUESTION)
    answer = await li.chat.next_message()
    await li.edits(question, "二所的所长是谁？")
    await li.chat.next_edit()
    press = await li.presses(answer, answer.data("👍"))
    assert await note_after(hook, press) == WORDS.buttons.thanks
    answered = len(hook.calls("answerCallbackQuery"))

    for update in hook.world.announced[-3:]:
        await hook.world.repeats(update)
    await asyncio.sleep(0.5)

    assert await li.chat.stays_silent(0)
    assert "唐景庭" in li.chat.messages[answer.message_id].text
    assert len(hook.calls("answerCallbackQuery")) == answered


async def test_changes_in_the_wrong_order(hook: BotApiServer) -> None:
    """Posts overtake one another: the last change that was made counts."""
    li = hook.world.user("小李")
    question = await li.sends("会议在哪里举行？")
    answer = await li.chat.next_message()
    now = int(time.time())

    for text, seconds in (("二所的所长是谁？", 10), (QUESTION, 5)):
        edited = question.body | {"text": text, "edit_date": now + seconds}
        await hook.world.announce({"edited_message": edited})
        await asyncio.sleep(0.3)

    assert "唐景庭" in li.chat.messages[answer.message_id].text


async def test_who_does_not_want_it(hook: BotApiServer) -> None:
    """One try, and no more; who unblocks the bot is answered again."""
    li = hook.world.user("小李")
    blocked = faults.refusal(403, "Forbidden: bot was blocked by the user")
    fault = hook.fail("sendMessage", blocked, times=None, chat_id=li.chat.id)
    await li.sends(QUESTION)
    await until(lambda: fault.struck)
    await asyncio.sleep(0.5)
    fault.lift()

    await li.unblocks_bot()
    await li.sends(QUESTION)

    assert ANSWERED in (await li.chat.next_message()).text
    assert fault.struck == 1


async def test_a_group_that_moves(hook: BotApiServer) -> None:
    """Whichever of its two messages comes first, its settings go with it."""
    li, group = hook.world.user("小李"), hook.world.basic_group()
    li.administers(group)
    await li.sends("/language@yuanju_bot", chat=group)
    screen = await group.next_message()
    await li.presses(screen, screen.data("English"))
    await group.next_edit()

    supergroup = await hook.world.migrates(group, li)
    await li.sends("/privacy@yuanju_bot", chat=supergroup)

    english = load_catalogue()["en"].chats.privacy.format(days=7)
    assert (await supergroup.next_message()).text.startswith(english)
