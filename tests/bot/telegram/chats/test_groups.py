"""How the bot comes into groups, lives there, and goes."""

from dataclasses import replace

import pytest

from bot.store import chats
from bot.store.chats import Chat
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CATALOGUE, Harness, with_settings
from tests.e2e.botapi.world import World
from tests.telegram_fakes import authors, contents, members, services
from tests.telegram_fakes.chats import Chat as FakeChat
from tests.telegram_fakes.places import GROUP
from tests.telegram_fakes.profile import BotAccount
from tests.telegram_fakes.updates import (
    LI,
    group_text,
    membership,
    message_update,
    pressed,
    private_text,
)
from tests.telegram_fakes.values import Json

WORDS = CATALOGUE["zh-Hans"].chats
GREETING = WORDS.greeting.format(bot="yuanju_bot")
ME = BotAccount().user()
ASKED = "/ask@yuanju_bot 谁参加了会议？"


def texts(chat: FakeChat) -> list[str]:
    """What the bot wrote there."""
    return [message.text for message in chat.messages.values() if message.sender_id == ME["id"]]


def kept(bot: Harness, chat_id: int) -> Chat:
    """What the bot knows of a chat."""
    return bot.database.run_now(lambda found: chats.load(found, chat_id))


async def test_joining_greets_once(world: World) -> None:
    """On being added, not on the link's `/start`, nor on being promoted or added again."""
    li, group = world.user("小李"), world.group(with_bot=False)

    await li.adds_bot(group)
    await li.sends("/start@yuanju_bot added", chat=group)
    await li.sends("/start@yuanju_bot", chat=group)
    await li.promotes_bot(group)
    await li.removes_bot(group)
    await li.adds_bot(group)

    assert texts(group) == [GREETING]


async def test_the_start_of_a_link_may_come_first(world: World) -> None:
    """The order of the two makes no difference."""
    li, group = world.user("小李"), world.group()

    await li.sends("/start@yuanju_bot added", chat=group)
    await li.adds_bot(group)

    assert texts(group) == [GREETING]


async def test_start_by_hand_in_a_group(make_bot: MakeBot) -> None:
    """Somebody who writes it later is told how to ask."""
    first = make_bot()
    await first.take(membership(members.left(ME), members.member(ME)))

    assert await make_bot().said(group_text("/start@yuanju_bot")) == [GREETING]


async def test_a_restart_does_not_greet_again(make_bot: MakeBot) -> None:
    """That a group was greeted is kept."""
    joined = membership(members.left(ME), members.member(ME))
    assert await make_bot().said(joined) == [GREETING]

    assert await make_bot().said(joined) == []


async def test_a_group_that_cannot_be_written_to(world: World, bot: Harness) -> None:
    """It is greeted when it can."""
    li, group = world.user("小李"), world.group(with_bot=False)
    group.standing = members.restricted(ME)
    await world.announce(
        membership(members.left(ME), members.restricted(ME), place=group.place) | {"update_id": 99}
    )
    assert bot.request.calls("sendMessage") == []

    await li.promotes_bot(group)

    assert texts(group) == [GREETING]


async def test_no_greeting_in_private(bot: Harness) -> None:
    """Who unblocks the bot is not written to until they write."""
    sent = await bot.said(
        membership(members.banned(ME), members.member(ME), place=replace(GROUP, kind="private"))
    )

    assert sent == []


async def test_removed_and_added_again(world: World, bot: Harness) -> None:
    """It is remembered that the bot is not there; what was written before is not answered."""
    li, group = world.user("小李"), world.group()
    await li.removes_bot(group)
    assert not kept(bot, group.id).active

    before = world.api.now() - 300
    late = group_text(ASKED, place=group.place)
    late["message"]["date"] = before
    await world.announce(late)
    assert bot.request.calls("sendMessage") == []

    await li.adds_bot(group)
    await li.sends(ASKED, chat=group)

    assert kept(bot, group.id).active
    assert "郭建平" in texts(group)[-1]


async def test_blocked_and_unblocked(world: World, bot: Harness) -> None:
    """A refused message marks the chat; a person who writes again is answered again."""
    li = world.user("小李")
    bot.request.fail_next("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await li.sends("/help")
    assert not kept(bot, li.chat.id).active

    await li.sends("谁参加了会议？")

    assert kept(bot, li.chat.id).active
    assert "郭建平" in texts(li.chat)[-1]


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 1, 0, 1), (0,), (1,)])
async def test_migration(world: World, bot: Harness, order: tuple[int, ...]) -> None:
    """Settings go along, whichever service message comes first, twice or not at all."""
    li, group = world.user("小李"), world.basic_group()
    settings = Chat(group.id, greeted=True, language="en", sentences=1)
    bot.database.run_now(lambda found: chats.save(found, settings))
    place = replace(group.place, id=-1001, kind="supergroup")
    told = (
        service(group, services.migrated_to(place.id)),
        service(FakeChat(place), services.migrated_from(group.id)),
    )

    for number in order:
        await world.announce(told[number])

    assert kept(bot, place.id) == replace(settings, id=place.id)
    supergroup = world.api.chats.add(place)
    await li.sends("/help@yuanju_bot", chat=supergroup)
    assert texts(supergroup)[-1].startswith("Ask: ")
    assert texts(group) == []


def service(chat: FakeChat, content: Json) -> Json:
    """The update of a service message."""
    return message_update(content, authors.person(LI), chat.place)


async def test_a_send_that_learns_of_a_migration(world: World, bot: Harness) -> None:
    """The answer goes to the supergroup, and so does what the group had set."""
    li, group = world.user("小李"), world.basic_group()
    bot.database.run_now(lambda found: chats.save(found, Chat(group.id, sentences=1)))
    supergroup = world.group()
    asked = await li.sends("闲话", chat=group)
    group.migrated_to = supergroup.id

    await world.announce({"message": asked.body | contents.text(ASKED)})

    assert "郭建平" in texts(supergroup)[-1]
    assert kept(bot, supergroup.id).sentences == 1


@pytest.mark.parametrize("trouble", ["no right", "closed topic"])
async def test_no_way_to_write(world: World, bot: Harness, trouble: str) -> None:
    """One try, no loop, and the next question is taken like the first."""
    li, group = world.user("小李"), world.group(forum=True)
    topic = group.topic("调研")
    if trouble == "no right":
        await li.restricts_bot(group)
    else:
        group.closed_topics.add(topic)

    for _ in range(2):
        await li.sends(ASKED, chat=group, topic=topic)

    assert texts(group) == []
    assert len(bot.request.calls("sendMessage")) == 2


async def test_slow_mode(world: World, bot: Harness) -> None:
    """The second answer waits as long as Telegram says, and is sent once."""
    li, group = world.user("小李"), world.group()
    group.slow_mode = 1

    await li.sends(ASKED, chat=group)
    await li.sends("/ask@yuanju_bot 食堂有什么菜？", chat=group)

    assert len(texts(group)) == 2
    assert len(bot.request.calls("sendMessage")) <= 4


async def test_service_messages_are_silent(world: World, bot: Harness) -> None:
    """Nor is anything else answered in a group that says nothing to the bot."""
    li, group = world.user("小李"), world.group()
    await li.promotes_bot(group)
    first = await li.sends("早", chat=group)
    for content in (
        services.joined(world.user("小王").person),
        services.departed(world.user("小张").person),
        services.titled("新名"),
        services.pinned(first),
        services.topic_created("调研"),
        services.auto_delete_timer(60),
        contents.sticker(),
        contents.dice(),
        contents.poll("去吗？", "去", "不去"),
        contents.location(),
        contents.voice(),
    ):
        await li.posts(content, chat=group)

    assert bot.request.calls("sendMessage") == []


async def test_things_without_words_in_private(world: World, bot: Harness) -> None:
    """They get a polite line each; a service message gets none."""
    li = world.user("小李")
    for content in (contents.sticker(), contents.poll("去吗？", "去", "不去"), contents.dice()):
        await li.posts(content)
    first = await li.sends("谁参加了会议？")
    await li.posts(services.pinned(first))

    expected = CATALOGUE["zh-Hans"].telegram.only_text
    assert [text for text in texts(li.chat) if text == expected] == [expected] * 3
    assert len(bot.request.calls("sendMessage")) == 4


async def test_chats_that_are_not_allowed(make_bot: MakeBot) -> None:
    """They are left alone: no greeting, no answer, no settings."""
    bot = make_bot(settings=with_settings(allowed_chats=(-7,)))

    sent = await bot.said(
        membership(members.left(ME), members.member(ME)),
        group_text(ASKED),
        group_text("/settings@yuanju_bot"),
        group_text(ASKED, place=replace(GROUP, id=-7)),
    )

    assert len(sent) == 1
    assert "郭建平" in sent[0]


async def test_a_press_where_the_bot_is_not_allowed(make_bot: MakeBot) -> None:
    """Its waiting is ended, and nothing is set."""
    before = make_bot()
    await before.take(private_text("/settings"))
    (screen,) = before.request.sent
    bot = make_bot(settings=with_settings(allowed_chats=(-7,)))

    await bot.take(pressed(screen, screen.data("English")), pressed(screen, "zz"))

    answered = bot.request.calls("answerCallbackQuery")
    assert [call.get("text") for call in answered] == [None, None]
    assert kept(bot, screen.chat_id).language is None


async def test_an_allowed_group_that_moved(make_bot: MakeBot) -> None:
    """It is still allowed, by the number that it had."""
    settings = with_settings(allowed_chats=(-7,))
    before = make_bot(settings=settings)
    await before.services.presence.moved(-7, GROUP.id)

    assert "郭建平" in (await before.said(group_text(ASKED)))[0]
    assert "郭建平" in (await make_bot(settings=settings).said(group_text(ASKED)))[0]
