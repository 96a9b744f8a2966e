"""What becomes of additions when the process ends."""

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import StartBot
from tests.e2e.test_telegram import environment
from tests.e2e.test_telegram_feeding import QUESTION, adds, answer_to, ended, sends_file
from tests.e2e.waiting import until
from tests.telegram_fakes import faults

FEEDING = load_catalogue()["zh-Hans"].feeding


async def test_a_kill_while_adding(server: BotApiServer, start_bot: StartBot) -> None:
    """The next process takes the press up again, and the article is there once."""
    bot = await start_bot(environment(server))
    li = server.world.user("小李")
    await sends_file(server, li)
    offer = await li.chat.next_message(timeout=30)
    server.fail("getFile", faults.Hang(), times=1)
    await li.presses(offer, offer.data(FEEDING.yes))
    await until(lambda: server.calls("getFile"))
    await bot.killed()

    await start_bot(environment(server))
    told = await ended(li.chat, offer)

    assert told.text.startswith(FEEDING.added.format(title="校庆通知"))
    await li.sends("/articles")
    assert "2 篇" in (await li.chat.next_message(timeout=30)).text


async def test_what_was_added_outlives_the_process(
    server: BotApiServer, start_bot: StartBot
) -> None:
    """Stopped and started anew, it answers from it; a file that was sent meanwhile is offered."""
    bot = await start_bot(environment(server))
    li = server.world.user("小李")
    await adds(server, li)
    await bot.stopped()
    await sends_file(server, li, "运动会\n\n运动会由赵强主持。", "运动会.txt")

    await start_bot(environment(server))

    offer = await li.chat.next_message(timeout=30)
    assert offer.text == FEEDING.offer_file.format(name="运动会.txt")
    assert "何明" in (await answer_to(li, QUESTION)).text
