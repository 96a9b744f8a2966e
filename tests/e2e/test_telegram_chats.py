"""The real bot in chats: how it comes, what it is told to do, how it moves and goes."""

import json

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import StartBot
from tests.e2e.test_telegram import environment
from tests.telegram_fakes.faults import Reset

CATALOGUE = load_catalogue()
CHINESE = CATALOGUE["zh-Hans"].chats
ENGLISH = CATALOGUE["en"].chats
ASKED = "/ask@yuanju_bot 谁参加了会议？"
FIRST_SECONDS = 30
"""Until the first answer of a process that was just started."""


async def test_a_group_is_greeted_once(server: BotApiServer, start_bot: StartBot) -> None:
    """By whichever comes first, and not again after a restart; questions are answered."""
    li, group = server.world.user("小李"), server.world.group(with_bot=False)
    bot = await start_bot(environment(server))
    await li.adds_bot(group)
    await li.sends("/start@yuanju_bot added", chat=group)
    greeting = await group.next_message(timeout=FIRST_SECONDS)
    assert greeting.text == CHINESE.greeting.format(bot="yuanju_bot")
    assert (await bot.stopped()).code == 0

    await start_bot(environment(server))
    await li.removes_bot(group)
    await li.adds_bot(group)
    await li.sends(ASKED, chat=group)

    assert "郭建平" in (await group.next_message(timeout=FIRST_SECONDS)).text
    assert len(server.calls("sendMessage")) == 2


async def test_settings_outlive_the_process(server: BotApiServer, start_bot: StartBot) -> None:
    """An administrator sets them by buttons, others cannot, and a kill loses nothing."""
    li, wang = server.world.user("小李"), server.world.user("小王")
    group = server.world.group()
    li.administers(group)
    bot = await start_bot(environment(server))
    await li.sends("/settings@yuanju_bot", chat=group)
    screen = await group.next_message(timeout=FIRST_SECONDS)

    await wang.presses(screen, screen.data("English"))
    assert (await server.next_call("answerCallbackQuery"))["text"] == CHINESE.only_admins
    await li.presses(screen, screen.data("English"))
    assert (await server.next_call("answerCallbackQuery"))["text"] == ENGLISH.saved
    assert (await group.next_edit()).text.startswith("Settings")
    await bot.killed()

    again = await start_bot(environment(server))
    await li.presses(screen, screen.data("1"))
    note = await server.next_call("answerCallbackQuery", timeout=FIRST_SECONDS)
    assert note["text"] == ENGLISH.saved
    await wang.sends("/privacy@yuanju_bot", chat=group)
    assert (await group.next_message()).text == ENGLISH.privacy.format(days=7)
    assert "Traceback" not in (await again.stopped()).output


async def test_a_group_moves_with_all_it_set(server: BotApiServer, start_bot: StartBot) -> None:
    """To its number as a supergroup, with the shelf that the configuration gave it."""
    li, group = server.world.user("小李"), server.world.basic_group()
    li.administers(group)
    bot = await start_bot(environment(server, YUANJU_TELEGRAM__ALLOWED_CHATS=f"[{group.id}]"))
    await li.sends("/language@yuanju_bot", chat=group)
    screen = await group.next_message(timeout=FIRST_SECONDS)
    await li.presses(screen, screen.data("English"))
    await group.next_edit()

    supergroup = await server.world.migrates(group, li)
    await li.sends("/privacy@yuanju_bot", chat=supergroup)

    assert (await supergroup.next_message()).text == ENGLISH.privacy.format(days=7)
    await bot.stopped()
    await start_bot(environment(server, YUANJU_TELEGRAM__ALLOWED_CHATS=f"[{group.id}]"))
    await li.sends(ASKED, chat=supergroup)
    assert "郭建平" in (await supergroup.next_message(timeout=FIRST_SECONDS)).text
    assert server.calls("sendMessage")[-1]["chat_id"] == supergroup.id


async def test_first_contact_and_being_forgotten(
    server: BotApiServer, start_bot: StartBot
) -> None:
    """`/start` offers an example that is answered, menus are set, `/forgetme` forgets it."""
    li = server.world.user("小李")
    bot = await start_bot(environment(server))
    await li.sends("/start")
    hello = await li.chat.next_message(timeout=FIRST_SECONDS)

    await li.presses(hello, hello.data(CHINESE.example_meeting))
    assert "郭建平" in (await li.chat.next_message()).text
    await li.sends("/forgetme")
    assert (await li.chat.next_message()).text == CHINESE.forgotten.format(number=1)

    scopes = {json.loads(scope)["type"] for scope, _ in server.api.profile.commands}
    assert scopes == {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
    }
    ended = await bot.stopped()
    assert ended.code == 0
    assert "Traceback" not in ended.output


async def test_removed_and_blocked(server: BotApiServer, start_bot: StartBot) -> None:
    """Nobody is written to who does not want it; who comes back is answered again."""
    li, group = server.world.user("小李"), server.world.group()
    bot = await start_bot(environment(server))
    await li.removes_bot(group)
    await li.blocks_bot()
    await li.unblocks_bot()
    await li.sends("谁参加了会议？")
    assert "郭建平" in (await li.chat.next_message(timeout=FIRST_SECONDS)).text

    await li.adds_bot(group)
    assert (await group.next_message()).text == CHINESE.greeting.format(bot="yuanju_bot")
    await li.sends(ASKED, chat=group)
    assert "郭建平" in (await group.next_message()).text
    assert "Traceback" not in (await bot.stopped()).output


async def test_a_greeting_that_may_have_arrived(server: BotApiServer, start_bot: StartBot) -> None:
    """It is not said again, neither for the link's `/start` nor at the next coming."""
    li, group = server.world.user("小李"), server.world.group(with_bot=False)
    await start_bot(environment(server))
    server.fail("sendMessage", Reset(acted=True))

    await li.adds_bot(group)
    await li.sends("/start@yuanju_bot added", chat=group)
    await li.removes_bot(group)
    await li.adds_bot(group)
    await li.sends(ASKED, chat=group)

    greeting = await group.next_message(timeout=FIRST_SECONDS)
    assert greeting.text == CHINESE.greeting.format(bot="yuanju_bot")
    assert "郭建平" in (await group.next_message()).text
