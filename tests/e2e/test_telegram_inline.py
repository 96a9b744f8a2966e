"""The real bot asked from anywhere: inline, and as a guest."""

from typing import Any

from tests.e2e.botapi.server import BotApiServer
from tests.e2e.botapi.user import User
from tests.e2e.conftest import StartBot
from tests.e2e.test_telegram import environment
from tests.e2e.waiting import until
from tests.telegram_fakes import faults
from tests.telegram_fakes.answering import message_of

SECONDS = 30


async def inserts(server: BotApiServer, who: User, words: str) -> dict[str, Any]:
    """What is shown to somebody who types these words after the bot's name."""
    number = await who.asks_inline(words)
    await server.next_call("answerInlineQuery", timeout=SECONDS)
    answer: dict[str, Any] = server.api.queries.inline_answers[number]
    return answer


async def test_inserting_a_sentence(server: BotApiServer, start_bot: StartBot) -> None:
    """From nothing typed to a chosen sentence, though BotFather was never told of inline."""
    bot = await start_bot(environment(server))
    li = server.world.user("小李")

    empty = await inserts(server, li, "")
    found = await inserts(server, li, "谁参加了会议？")
    nothing = await inserts(server, li, "食堂有什么菜？")
    (result,) = found["results"]
    await li.chooses(found["inline_query_id"], result["id"], "谁参加了会议？")

    assert empty["results"] == []
    assert "start_parameter" in empty["button"]
    assert "參加會議。" in message_of(result)["text"]
    assert found["is_personal"] is True
    assert nothing["results"] == []
    assert nothing["button"]["text"].startswith("文章里没有说")
    ended = await bot.stopped()
    assert ended.code == 0
    assert "Traceback" not in ended.output


async def test_typing_fast(server: BotApiServer, start_bot: StartBot) -> None:
    """Letter by letter the last query is answered; those before may be, and none twice."""
    bot = await start_bot(environment(server, YUANJU_LOGGING__LEVEL="info"))
    li = server.world.user("小李")
    words = "忻州市委書記什麼時候到二所調研？"

    numbers = [await li.asks_inline(words[:length]) for length in range(1, len(words) + 1)]
    while numbers[-1] not in server.api.queries.inline_answers:
        await server.next_call("answerInlineQuery", timeout=SECONDS)

    asked = [call["inline_query_id"] for call in server.calls("answerInlineQuery")]
    assert len(set(asked)) == len(asked) <= len(numbers)
    ended = await bot.stopped()
    assert "忻州" not in ended.output
    assert "failed" not in ended.output


async def test_results_that_come_too_late(server: BotApiServer, start_bot: StartBot) -> None:
    """Telegram takes no more of them; the bot goes on, and says nothing of it."""
    bot = await start_bot(environment(server))
    li = server.world.user("小李")
    said = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    server.fail("answerInlineQuery", faults.refusal(400, said))
    await li.asks_inline("谁参加了会议？")
    await server.next_call("answerInlineQuery", timeout=SECONDS)

    answer = await inserts(server, li, "谁参加了会议？")

    assert answer["results"]
    ended = await bot.stopped()
    assert "bot.telegram" not in ended.output


async def test_many_and_long_queries(server: BotApiServer, start_bot: StartBot) -> None:
    """Each is answered within Telegram's limits, for its person alone, and not for long."""
    await start_bot(environment(server))
    queries = (
        "谁？" * 128,
        "会" * 256,
        "😀" * 128,
        "\u3000",
        "<b>会议</b>",
        "山西 忻州 朱晓东 2所",
    )

    for words in queries:
        answer = await inserts(server, server.world.user("小李"), words)

        assert len(answer["results"]) <= 50
        assert answer["is_personal"] is True
        assert answer["cache_time"] <= 60
        assert answer["results"] or answer["button"]["start_parameter"]


async def test_called_as_a_guest(server: BotApiServer, start_bot: StartBot) -> None:
    """Where the operator allows it, a chat without the bot gets the sentence, or a refusal."""
    await start_bot(environment(server, YUANJU_TELEGRAM__GUEST_MODE="true"))
    li = server.world.user("小李")
    elsewhere = server.world.group("别处", with_bot=False)
    answers = server.api.queries.guest_answers

    known = await li.calls_guest("@yuanju_bot 谁参加了会议？", chat=elsewhere)
    await server.next_call("answerGuestQuery", timeout=SECONDS)
    unknown = await li.calls_guest("@yuanju_bot 食堂有什么菜？", chat=elsewhere)
    await server.next_call("answerGuestQuery", timeout=SECONDS)

    assert "參加會議。" in message_of(answers[known])["text"]
    assert message_of(answers[unknown])["text"].startswith("文章里没有说")
    assert server.calls("sendMessage") == []


async def test_a_guest_is_called_once(server: BotApiServer, start_bot: StartBot) -> None:
    """A call that is told twice, or taken no more, costs nobody an answer, and the bot goes on."""
    bot = await start_bot(environment(server, YUANJU_TELEGRAM__GUEST_MODE="true"))
    li = server.world.user("小李")
    elsewhere = server.world.group("别处", with_bot=False)
    server.fail("answerGuestQuery", faults.refusal(400, "Bad Request: QUERY_ID_INVALID"))

    await li.calls_guest("@yuanju_bot 谁参加了会议？", chat=elsewhere)
    await server.world.repeats(server.world.announced[-1])
    known = await li.calls_guest("@yuanju_bot 谁参加了会议？", chat=elsewhere)
    await server.world.repeats(server.world.announced[-1])
    await until(lambda: known in server.api.queries.guest_answers)
    await li.sends("谁参加了会议？")
    await li.chat.next_message(timeout=SECONDS)

    asked = [call["guest_query_id"] for call in server.calls("answerGuestQuery")]
    assert len(asked) == len(set(asked)) == 2
    assert "Traceback" not in (await bot.stopped()).output


async def test_no_guest_unless_it_is_wanted(server: BotApiServer, start_bot: StartBot) -> None:
    """By default the bot does not ask to be told of calls, and is not."""
    await start_bot(environment(server))
    li = server.world.user("小李")

    await li.calls_guest("@yuanju_bot 谁参加了会议？", chat=server.world.group(with_bot=False))
    await li.sends("谁参加了会议？")
    await server.world.private_chat(li).next_message(timeout=SECONDS)

    assert server.calls("answerGuestQuery") == []
    assert "guest_message" not in server.calls("getUpdates")[-1]["allowed_updates"]
