"""Questions that are changed or deleted after the real bot was told of them."""

import time
from collections.abc import Mapping

import pytest

from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import IN_ONE_LOOP
from tests.telegram_fakes import contents, faults
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.values import ChatMessage

pytestmark = IN_ONE_LOOP

WHO, BOSS = "谁参加了会议？", "二所的所长是谁？"
ATTENDED, HEAD = "郭建平", "唐景庭"


@pytest.fixture(scope="module")
def operator() -> Mapping[str, str]:
    """A change counts for a minute."""
    return {"YUANJU_TELEGRAM__EDIT_WINDOW_SECONDS": "60"}


def own(server: BotApiServer, chat: Chat) -> list[ChatMessage]:
    """The bot's messages there, as they are now."""
    bot = server.api.account.id
    return [message for message in chat.messages.values() if message.sender_id == bot]


async def test_a_changed_question(shared: BotApiServer) -> None:
    """Its answer changes in its place: of plain words, of a command, and of a caption."""
    li, group = shared.world.user("小李"), shared.world.group()
    plain = await li.sends(WHO)
    first = await li.chat.next_message()
    command = await li.sends(f"/ask@yuanju_bot {WHO}", chat=group)
    in_group = await group.next_message()
    caption = await li.posts(contents.photo(f"/ask@yuanju_bot {WHO}"), chat=group)
    await group.next_message()

    await li.edits(plain, BOSS)
    changed = await li.chat.next_edit()
    await li.edits(command, f"/ask@yuanju_bot {BOSS}")
    changed_in_group = await group.next_edit()
    await li.edits(caption, f"/ask@yuanju_bot {BOSS}")

    assert HEAD in changed.text
    assert changed.message_id == first.message_id
    assert changed_in_group.message_id == in_group.message_id
    assert HEAD in (await group.next_edit()).text
    assert len(own(shared, li.chat)) == 1
    assert len(own(shared, group)) == 2


async def test_nothing_that_matters_changed(shared: BotApiServer) -> None:
    """Neither an edit without a change nor one without another answer changes anything."""
    li = shared.world.user("小李")
    question = await li.sends(WHO)
    await li.chat.next_message()

    await li.edits(question, WHO)
    await li.edits(question, WHO.removesuffix("？"))
    await li.sends(BOSS)

    assert HEAD in (await li.chat.next_message()).text
    assert [each for each in own(shared, li.chat) if "edit_date" in each.body] == []


async def test_an_old_question(shared: BotApiServer) -> None:
    """What was asked too long ago keeps its answer."""
    li = shared.world.user("小李")
    question = await li.sends(WHO, date=int(time.time()) - 120)
    answer = await li.chat.next_message()

    await li.edits(question, BOSS)
    await li.sends(BOSS)

    assert HEAD in (await li.chat.next_message()).text
    assert li.chat.messages[answer.message_id].text == answer.text


async def test_commands_are_run_once(shared: BotApiServer) -> None:
    """Neither one that is changed, nor a question that becomes one, nor small talk."""
    li, group = shared.world.user("小李"), shared.world.group()
    await li.promotes_bot(group)
    command = await li.sends("/help")
    await li.chat.next_message()
    question = await li.sends(WHO)
    answer = await li.chat.next_message()
    talk = await li.sends("大家好", chat=group)

    await li.edits(command, "/privacy")
    await li.edits(question, "/forgetme")
    await li.edits(talk, f"/ask {WHO}")
    await li.sends("/forgetme")
    await li.sends(f"/ask {BOSS}", chat=group)

    assert "1" in (await li.chat.next_message()).text
    assert li.chat.messages[answer.message_id].text == answer.text
    assert HEAD in (await group.next_message()).text


async def test_an_answer_that_was_deleted(shared: BotApiServer) -> None:
    """It stays deleted, and no other comes in its place."""
    li = shared.world.user("小李")
    question = await li.sends(WHO)
    li.deletes(await li.chat.next_message())

    await li.edits(question, BOSS)
    await li.sends(WHO)

    assert ATTENDED in (await li.chat.next_message()).text
    assert len(own(shared, li.chat)) == 1


async def test_changes_that_are_told_twice(shared: BotApiServer) -> None:
    """The second time nothing changes, though the question was changed again in between."""
    li = shared.world.user("小李")
    question = await li.sends(WHO)
    await li.chat.next_message()
    await li.edits(question, BOSS)
    await li.chat.next_edit()
    first_change = shared.world.announced[-1]
    await li.edits(question, WHO)
    answer = await li.chat.next_edit()

    await shared.world.repeats(first_change)
    await li.sends(BOSS)
    await li.chat.next_message()

    assert li.chat.messages[answer.message_id].text == answer.text
    assert ATTENDED in answer.text


async def test_changes_in_the_wrong_order(shared: BotApiServer) -> None:
    """The last one that was made counts, not the last one that was told."""
    li = shared.world.user("小李")
    question = await li.sends("会议在哪里举行？")
    await li.chat.next_message()
    now = int(time.time())

    for text, seconds in ((BOSS, 10), (WHO, 5)):
        edited = question.body | {"text": text, "edit_date": now + seconds}
        await shared.world.announce({"edited_message": edited})
    await li.sends(WHO)
    await li.chat.next_message()

    assert HEAD in own(shared, li.chat)[0].text


async def test_a_change_that_overtakes_its_question(shared: BotApiServer) -> None:
    """What the question is by then is answered, once."""
    li = shared.world.user("小李")
    question = await li.sends(WHO)
    await li.chat.next_message()
    unseen = question.body | {"message_id": li.chat.new_id()}
    now = int(time.time())

    edited = unseen | {"text": BOSS, "edit_date": now + 1}
    await shared.world.announce({"edited_message": edited})
    await shared.world.announce({"message": unseen})
    await li.sends(WHO)
    await li.chat.next_message()
    await li.chat.next_message()

    answers = own(shared, li.chat)
    assert len(answers) == 3
    assert HEAD in answers[1].text


async def test_a_question_that_was_deleted(shared: BotApiServer) -> None:
    """Its answer arrives all the same, and replies to nothing."""
    li, group = shared.world.user("小李"), shared.world.group()
    shared.fail("sendMessage", faults.too_many_requests(1), chat_id=group.id)
    question = await li.sends(f"/ask@yuanju_bot {WHO}", chat=group)
    li.deletes(question)

    answer = await group.next_message()

    assert ATTENDED in answer.text
    assert "reply_to_message" not in answer.body


@pytest.mark.parametrize("reason", ["message to be replied not found", "REPLY_MESSAGE_ID_INVALID"])
async def test_a_reply_that_is_refused(shared: BotApiServer, reason: str) -> None:
    """The answer is sent as no reply."""
    li, group = shared.world.user("小李"), shared.world.group()
    shared.fail("sendMessage", faults.refusal(400, f"Bad Request: {reason}"), chat_id=group.id)

    await li.sends(f"/ask@yuanju_bot {WHO}", chat=group)

    assert ATTENDED in (await group.next_message()).text
