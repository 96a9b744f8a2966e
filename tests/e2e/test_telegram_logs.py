"""What a busy bot logs, and what never."""

import json
from pathlib import Path

from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import StartBot
from tests.e2e.runs.asked import environment
from tests.telegram_fakes import contents, faults

NEVER = ("秘密", "郭建平", "小李", "密友", "机密组", "notes.txt", "li_secret")
"""Words of questions, answers, captions and names."""


async def test_a_busy_day_at_debug(
    server: BotApiServer, start_bot: StartBot, tmp_path: Path
) -> None:
    """Each line is an object of numbers and words of ours: no message, no name, no token."""
    settings = environment(
        server, str(tmp_path), YUANJU_LOGGING__LEVEL="debug", YUANJU_LOGGING__FORMAT="json"
    )
    bot = await start_bot(settings)
    await bot.says("polling")
    li = server.world.user("小李密友", username="li_secret")
    group = server.world.group("机密组")
    for effect in (faults.bad_gateway(), faults.cannot_parse(), faults.Reset(acted=False)):
        other = server.world.user("小李密友")  # a chat of its own, so that none waits its turn
        server.fail("sendMessage", effect)
        await other.sends("谁参加了秘密会议？")
        await other.chat.next_message(timeout=30)
    question = await li.sends("谁参加了秘密会议？")
    await li.chat.next_message(timeout=30)
    await li.edits(question, "秘密会议在哪里举行？")
    await li.sends("/ask@yuanju_bot 秘密是谁参加了会议？", chat=group)
    answer = await group.next_message(timeout=30)
    await li.presses(answer, str(answer.buttons[0]["callback_data"]))
    await server.next_call("answerCallbackQuery", timeout=30)
    await li.asks_inline("秘密会议")
    await server.next_call("answerInlineQuery", timeout=30)
    file = server.world.file("notes.txt", b"x")
    await li.posts(contents.document("秘密", file))
    await li.chat.next_message(timeout=30)
    server.fail("sendMessage", faults.refusal(400, "Bad Request: PEER_ID_INVALID"))
    await other.sends("谁参加了秘密会议？")
    await bot.says("failed")

    ended = await bot.stopped()

    lines = [json.loads(line) for line in ended.output.splitlines()]
    messages = [line["message"] for line in lines]
    assert "question answered" in messages
    assert all({"time", "level", "logger"} <= line.keys() for line in lines)
    assert [word for word in NEVER if word in ended.output] == []
    assert server.token not in ended.output
