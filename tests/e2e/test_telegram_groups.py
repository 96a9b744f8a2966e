"""The real bot in groups: whose text is read where, who decides, and where it may not write."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import IN_ONE_LOOP
from tests.e2e.test_telegram_answers import articles
from tests.e2e.waiting import note_after, until
from tests.telegram_fakes import authors, contents, faults, members
from tests.telegram_fakes.answering import message_of
from tests.telegram_fakes.places import Person, Place
from tests.telegram_fakes.values import ApiError, Json

pytestmark = IN_ONE_LOOP

CATALOGUE = load_catalogue()
WORDS = CATALOGUE["zh-Hans"]
ASKED = "/ask@yuanju_bot 谁参加了会议？"
ANSWERED = "郭建平"
NORTH = Place(-1001000001001, "supergroup", "北组")
SOUTH = Place(-1001000001002, "supergroup", "南组")
KEEPERS = {NORTH.id: "王小明", SOUTH.id: "李大海"}
"""Who keeps the keys, by the group on whose shelf that stands."""
WHO = "保险柜的密码由谁保管？"
ASKING_WHO = f"/ask@yuanju_bot {WHO}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article for each of two groups."""
    folder = tmp_path_factory.mktemp("articles")
    for number, name in KEEPERS.items():
        text = f"内部\n\n保险柜的密码由{name}保管。"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def operator(folder: Path) -> Mapping[str, str]:
    """A shelf for each of the two groups; guests are welcome."""
    further = {
        f"shelf {number}": {"files": [str(folder / f"{number}.txt")], "chats": [number]}
        for number in KEEPERS
    }
    return {
        "YUANJU_SHELF__FURTHER": json.dumps(further),
        "YUANJU_TELEGRAM__GUEST_MODE": "true",
    }


def sent_to(server: BotApiServer, chat_id: int) -> list[Json]:
    """All messages that were tried to be sent to that chat."""
    return [call for call in server.calls("sendMessage") if call["chat_id"] == chat_id]


async def test_two_groups_with_shelves_of_their_own(shared: BotApiServer, folder: Path) -> None:
    """No way of asking shows the one's text in the other, or to somebody elsewhere."""
    li, wang = shared.world.user("小李"), shared.world.user("小王")
    north, south = (shared.api.chats.add(place) for place in (NORTH, SOUTH))
    elsewhere = shared.world.group("别处", with_bot=False)
    await li.sends(ASKING_WHO, chat=north)
    in_north = await north.next_message()
    question = await wang.sends("/ask@yuanju_bot 机场在哪里？", chat=south)
    in_south = await south.next_message()
    assert KEEPERS[NORTH.id] in in_north.text
    before = len(shared.api.requests)

    await wang.edits(question, ASKING_WHO)
    assert KEEPERS[SOUTH.id] in (await south.next_edit()).text
    await wang.sends(WHO, chat=south, reply_to=in_south)
    assert KEEPERS[SOUTH.id] in (await south.next_message()).text
    for data in [button.get("callback_data", "") for button in in_north.buttons]:
        press = await wang.presses(in_south, data, forged=True)
        assert await note_after(shared, press) == WORDS.buttons.stale
    (article,) = articles({"YUANJU_SHELF__FILES": json.dumps([str(folder / f"{NORTH.id}.txt")])})
    await wang.sends(f"/start a_{article.id}")
    assert "内部" not in (await wang.chat.next_message()).text
    await wang.sends(WHO)
    await wang.chat.next_message()
    inline = await wang.asks_inline(WHO)
    guest = await wang.calls_guest(f"@yuanju_bot {WHO}", chat=elsewhere)
    queries = shared.api.queries
    await until(lambda: inline in queries.inline_answers and guest in queries.guest_answers)

    for call in shared.api.requests[before:]:
        assert KEEPERS[NORTH.id] not in str(call.params)
        assert KEEPERS[SOUTH.id] not in str(call.params) or call.chat_id == SOUTH.id
    assert message_of(queries.guest_answers[guest])["text"]


async def test_topics(shared: BotApiServer) -> None:
    """A request, an answer and a notice stay in theirs; the general one has no number."""
    li = shared.world.user("小李")
    forum = shared.world.group("论坛", forum=True)
    topic = forum.topic("调研")

    await li.sends("/ask@yuanju_bot", chat=forum, topic=topic)
    request = await forum.next_message()
    await li.sends("谁参加了会议？", chat=forum, topic=topic, reply_to=request)
    answer = await forum.next_message()
    await li.sends(ASKED, chat=forum)
    general = await forum.next_message()

    assert (request.thread_id, answer.thread_id, general.thread_id) == (topic, topic, None)
    assert ANSWERED in answer.text
    assert ANSWERED in general.text


async def test_topics_of_a_private_chat(shared: BotApiServer) -> None:
    """As in a forum."""
    li = shared.world.user("小李")
    topic = li.chat.topic("会议")

    await li.sends("谁参加了会议？", topic=topic)

    answer = await li.chat.next_message()
    assert answer.thread_id == topic
    assert ANSWERED in answer.text


async def test_a_topic_that_was_deleted(shared: BotApiServer) -> None:
    """The answer comes outside of it, rather than never."""
    li = shared.world.user("小李")
    forum = shared.world.group("论坛", forum=True)
    topic = forum.topic("调研")
    gone = faults.refusal(400, "Bad Request: message thread not found")
    shared.fail("sendMessage", gone, chat_id=forum.id)

    await li.sends(ASKED, chat=forum, topic=topic)

    answer = await forum.next_message()
    assert answer.thread_id is None
    assert ANSWERED in answer.text


async def test_a_quiet_group(shared: BotApiServer) -> None:
    """It declines by a reaction alone; answers come as ever."""
    li, group = shared.world.user("小李"), shared.world.group()
    li.administers(group)
    await li.sends("/settings@yuanju_bot", chat=group)
    screen = await group.next_message()
    await li.presses(screen, screen.data(WORDS.chats.quiet_on))
    await group.next_edit()

    unknown = await li.sends("/ask@yuanju_bot 食堂有什么菜？", chat=group)
    await li.sends(ASKED, chat=group)

    assert ANSWERED in (await group.next_message()).text
    assert group.reacted[unknown.message_id] == [{"type": "emoji", "emoji": "🤷"}]


async def test_a_quiet_group_without_that_reaction(shared: BotApiServer) -> None:
    """Where only other emoji are allowed, it declines in words."""
    li, group = shared.world.user("小李"), shared.world.group()
    group.reactions = frozenset({"👍"})
    li.administers(group, owns=True)
    await li.sends("/settings@yuanju_bot", chat=group)
    screen = await group.next_message()
    await li.presses(screen, screen.data(WORDS.chats.quiet_on))
    await group.next_edit()

    await li.sends("/ask@yuanju_bot 食堂有什么菜？", chat=group)

    assert (await group.next_message()).text.startswith("文章里没有说")
    assert group.reacted == {}


async def test_who_may_ask(shared: BotApiServer) -> None:
    """Where only administrators may, others are told so, and administrators are answered."""
    li, wang = shared.world.user("小李"), shared.world.user("小王")
    group = shared.world.group()
    li.administers(group)
    await li.sends("/settings@yuanju_bot", chat=group)
    screen = await group.next_message()
    await li.presses(screen, screen.data(WORDS.chats.askers_admins))
    await group.next_edit()

    await wang.sends(ASKED, chat=group)
    assert (await group.next_message()).text == WORDS.telegram.only_admins_ask
    await li.sends(ASKED, chat=group)
    assert ANSWERED in (await group.next_message()).text


async def test_anonymous_administrators(shared: BotApiServer) -> None:
    """Who writes as this group decides for it; who writes as another chat does not."""
    li = shared.world.user("小李")
    group, other = shared.world.group(), shared.world.group()
    settings = contents.text("/settings@yuanju_bot")

    await li.posts(settings, chat=group, author=authors.anonymous_admin(other.place))
    assert (await group.next_message()).text == WORDS.chats.only_admins
    await li.posts(settings, chat=group, author=authors.anonymous_admin(group.place))
    assert (await group.next_message()).text.startswith(WORDS.chats.settings)


async def test_the_account_of_all_anonymous(shared: BotApiServer) -> None:
    """By itself it is nobody: only the chat behind it says who writes."""
    li, group = shared.world.user("小李"), shared.world.group()
    everybody = authors.anonymous_admin(group.place)["from"]
    nobody = Person(everybody["id"], "Group", "GroupAnonymousBot", None, is_bot=True)
    message = await li.posts(
        contents.text("/settings@yuanju_bot"), chat=group, author=authors.person(nobody)
    )

    await shared.world.announce({"message": message.body})
    await li.sends(ASKED, chat=group)

    assert ANSWERED in (await group.next_message()).text


async def test_a_group_that_moves_unseen(shared: BotApiServer) -> None:
    """A send that is told the new number goes there, and takes the settings with it."""
    li = shared.world.user("小李")
    group, supergroup = shared.world.basic_group(), shared.world.group()
    li.administers(group)
    await li.sends("/language@yuanju_bot", chat=group)
    screen = await group.next_message()
    await li.presses(screen, screen.data("English"))
    await group.next_edit()
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    moved = faults.Refusal(ApiError(400, reason, migrate_to=supergroup.id))
    shared.fail("sendMessage", moved, chat_id=group.id)

    await li.sends(ASKED, chat=group)
    assert ANSWERED in (await supergroup.next_message()).text
    await li.sends("/privacy@yuanju_bot", chat=supergroup)

    english = CATALOGUE["en"].chats.privacy.format(days=7)
    assert (await supergroup.next_message()).text.startswith(english)
    assert shared.calls("sendMessage")[-1]["chat_id"] == supergroup.id


async def test_removed_unseen(shared: BotApiServer) -> None:
    """One try tells it; nothing more is sent there until it is brought back."""
    li, group = shared.world.user("小李"), shared.world.group()
    await li.sends("/privacy@yuanju_bot", chat=group)
    await group.next_message()
    kicked = faults.refusal(403, "Forbidden: bot was kicked from the supergroup chat")
    fault = shared.fail("sendMessage", kicked, times=None, chat_id=group.id)
    await li.sends(ASKED, chat=group)
    await until(lambda: fault.struck)
    await asyncio.sleep(0.5)
    assert fault.struck == 1

    fault.lift()
    group.standing = members.left(shared.api.account.user())
    await li.adds_bot(group)
    await li.sends(ASKED, chat=group)

    greeting = WORDS.chats.greeting.format(bot="yuanju_bot")
    assert (await group.next_message()).text == greeting
    assert ANSWERED in (await group.next_message()).text


async def test_no_right_to_write(shared: BotApiServer) -> None:
    """Not in a group that took it, nor in a closed topic: one try each, and no storm."""
    li = shared.world.user("小李")
    mute, forum = shared.world.group(), shared.world.group("论坛", forum=True)
    topic = forum.topic("旧事")
    forum.closed_topics.add(topic)
    await li.restricts_bot(mute)

    await li.sends(ASKED, chat=mute)
    await li.sends(ASKED, chat=forum, topic=topic)
    await until(lambda: sent_to(shared, mute.id) and sent_to(shared, forum.id))
    await li.sends("谁参加了会议？")
    await li.chat.next_message()
    await asyncio.sleep(0.5)

    assert len(sent_to(shared, mute.id)) == len(sent_to(shared, forum.id)) == 1


async def test_slow_mode(shared: BotApiServer) -> None:
    """The second answer waits as long as it is told to."""
    li, group = shared.world.user("小李"), shared.world.group()
    group.slow_mode = 2

    await li.sends(ASKED, chat=group)
    await li.sends("/ask@yuanju_bot 二所的所长是谁？", chat=group)

    assert ANSWERED in (await group.next_message()).text
    assert "唐景庭" in (await group.next_message(timeout=10)).text
    assert len(sent_to(shared, group.id)) <= 3
