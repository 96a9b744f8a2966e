"""Chats in which the bot may not do as it likes, as python-telegram-bot sees them."""

import re

import pytest
from telegram import Bot
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from tests.telegram_fakes import members
from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.conftest import written
from tests.telegram_fakes.updates import LI, Person, Place

SMALL = Place(-5, "group", "小组")


def standing(api: BotApi, status: str) -> dict[str, object]:
    """The bot's own standing with that status."""
    make = {"kicked": members.banned, "left": members.left, "muted": members.restricted}
    return make[status](api.account.user())


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("kicked", "bot was blocked by the user"),
        ("left", "bot can't initiate conversation with a user"),
    ],
)
async def test_person_who_wants_no_messages(
    api: BotApi, chat: Chat, bot: Bot, status: str, reason: str
) -> None:
    """A person who blocked the bot, or never began, gets nothing, but can be looked up."""
    chat.standing = standing(api, status)

    for call in (bot.send_message(chat.id, "一"), bot.send_chat_action(chat.id, "typing")):
        with pytest.raises(Forbidden, match=reason):
            await call

    assert (await bot.get_chat(chat.id)).first_name == LI.first_name


async def test_person_who_is_no_more(chat: Chat, bot: Bot) -> None:
    """An account that was deleted gets nothing."""
    chat.deleted = True

    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(chat.id, "一")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("kicked", "bot was kicked from the supergroup chat"),
        ("left", "bot is not a member of the supergroup chat"),
    ],
)
async def test_group_that_the_bot_is_not_in(
    api: BotApi, group: Chat, bot: Bot, status: str, reason: str
) -> None:
    """A group that the bot was put out of tells it nothing at all."""
    group.standing = standing(api, status)

    for call in (bot.send_message(group.id, "一"), bot.get_chat(group.id)):
        with pytest.raises(Forbidden, match=reason):
            await call


async def test_group_that_is_no_more(api: BotApi, bot: Bot) -> None:
    """The kind of group is part of what is said."""
    api.chats.add(SMALL).deleted = True

    with pytest.raises(Forbidden, match="the group chat was deleted"):
        await bot.send_message(SMALL.id, "一")


async def test_bot_that_may_not_write(api: BotApi, group: Chat, bot: Bot) -> None:
    """A bot without the right to write is told so, and still reads."""
    group.standing = standing(api, "muted")

    with pytest.raises(BadRequest, match="Not enough rights to send text messages"):
        await bot.send_message(group.id, "一")

    member = await bot.get_chat_member(group.id, api.account.id)
    assert member.status == ChatMemberStatus.RESTRICTED


async def test_group_that_moved(api: BotApi, bot: Bot) -> None:
    """A group that became a supergroup says under which number."""
    api.chats.add(SMALL).migrated_to = -1005

    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(SMALL.id, "一")

    assert caught.value.new_chat_id == -1005


async def test_closed_topic(api: BotApi, bot: Bot) -> None:
    """Where a topic is closed only an administrator writes; beside it, everybody."""
    forum = api.chats.add(Place(-1006, "supergroup", "论坛", is_forum=True))
    closed, other = forum.topic("一"), forum.topic("二")
    forum.closed_topics.add(closed)

    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(forum.id, "一", message_thread_id=closed)
    await bot.send_message(forum.id, "二", message_thread_id=other)
    forum.standing = members.administrator(api.account.user())
    await bot.send_message(forum.id, "三", message_thread_id=closed)

    assert [message.text for message in forum.messages.values()] == ["二", "三"]


async def test_slow_mode(group: Chat, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """In slow mode the second message has to wait."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    group.slow_mode = 30
    await bot.send_message(group.id, "一")

    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(group.id, "二")

    assert re.search(r"0:00:(29|30)", str(caught.value))


async def test_members_are_told(api: BotApi, group: Chat, bot: Bot) -> None:
    """The owner and administrators are known as such, other bots are left out of the list."""
    other = Person(9, "别的", "other_bot", None, is_bot=True)
    for member in (members.owner(LI.json()), members.member(Person(2, "王").json())):
        group.members[member["user"]["id"]] = member
    group.members[other.id] = members.administrator(other.json())
    group.standing = members.administrator(api.account.user())

    listed = await bot.get_chat_administrators(group.id)
    ordinary = await bot.get_chat_member(group.id, 2)

    assert [member.user.id for member in listed] == [LI.id, api.account.id]
    assert ordinary.status == ChatMemberStatus.MEMBER
    assert await bot.get_chat_member_count(group.id) == 4
    with pytest.raises(BadRequest, match="Participant_id_invalid"):
        await bot.get_chat_member(group.id, 77)


async def test_private_chat_has_no_administrators(chat: Chat, bot: Bot) -> None:
    """In a private chat nobody is an administrator, and nobody leaves."""
    with pytest.raises(BadRequest, match="There are no administrators"):
        await bot.get_chat_administrators(chat.id)
    with pytest.raises(BadRequest, match="Chat is not a group"):
        await bot.leave_chat(chat.id)


async def test_bot_leaves(group: Chat, bot: Bot) -> None:
    """After it left the bot is not in the group."""
    await bot.leave_chat(group.id)

    with pytest.raises(Forbidden, match="bot is not a member"):
        await bot.send_message(group.id, "一")


async def test_reactions(group: Chat, bot: Bot) -> None:
    """One emoji of Telegram's own may be set, and only of those that the chat allows."""
    question = written(group, "谁？")
    await bot.set_message_reaction(group.id, question.message_id, "👌")
    group.reactions = frozenset({"👍"})

    for emoji in ("👌", "🀄"):
        with pytest.raises(BadRequest, match="Reaction_invalid"):
            await bot.set_message_reaction(group.id, question.message_id, emoji)
    with pytest.raises(BadRequest, match="Reactions_too_many"):
        await bot.set_message_reaction(group.id, question.message_id, ["👍", "👌"])
    with pytest.raises(BadRequest, match="Message to react not found"):
        await bot.set_message_reaction(group.id, 99, "👍")

    assert group.reacted[question.message_id] == [{"type": "emoji", "emoji": "👌"}]
    shown = await bot.get_chat(group.id)
    assert [reaction.to_dict()["emoji"] for reaction in shown.available_reactions or ()] == ["👍"]
