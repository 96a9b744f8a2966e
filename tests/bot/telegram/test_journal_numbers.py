"""Numbers that come again: of another bot on the same file, or of another server."""

import pytest

from bot.store.questions import Outcome
from tests.bot.telegram.asked import journaled
from tests.bot.telegram.harness import Harness
from tests.telegram_fakes.updates import edited, group_text, private_text
from tests.telegram_fakes.values import Json

WHO, FACILITIES = "谁参加了会议？", "參觀了哪些設施？"


def numbered(update: Json, update_id: int, message_id: int, later: int = 0) -> Json:
    """The update with these numbers, so many seconds later."""
    message = {**update["message"], "message_id": message_id}
    message["date"] += later
    return {"update_id": update_id, "message": message}


@pytest.mark.parametrize(("update_id", "message_id"), [(1, 1), (1, 2), (2, 1)])
async def test_another_question_of_the_same_number(
    bot: Harness, update_id: int, message_id: int
) -> None:
    """It is answered; what had the numbers before loses them and nothing else."""
    first = numbered(private_text(WHO), 1, 1)
    second = numbered(private_text(FACILITIES), update_id, message_id, later=1)
    async with bot.running():
        await bot.arrives(first)
    async with bot.running():
        await bot.arrives(second)

    assert len(bot.request.sent) == 2
    assert journaled(bot, second).text == FACILITIES
    assert journaled(bot, second).outcome is Outcome.ANSWERED


async def test_the_same_question_again(bot: Harness) -> None:
    """Whatever the number of its update: it is not answered twice."""
    question = numbered(group_text(f"/ask {WHO}"), 1, 7)
    async with bot.running():
        await bot.arrives(question)
        await bot.arrives(question)
        await bot.arrives(numbered(question, 2, 7))

    assert len(bot.request.sent) == 1


async def test_an_edit_is_of_the_newest(bot: Harness) -> None:
    """It changes the answer to the message that has the number now."""
    old, new = (numbered(private_text(WHO), 1, 1, later) for later in (0, 1))
    await bot.take(old, {**new, "update_id": 2})

    await bot.take(edited({**new, "update_id": 2}, FACILITIES))

    (call,) = bot.request.calls("editMessageText")
    assert call["message_id"] == bot.request.sent[1].message_id
