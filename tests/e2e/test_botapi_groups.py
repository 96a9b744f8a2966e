"""Groups at the server for tests: who is told what, and how the bot comes and goes."""

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.e2e.botapi.echo_bot import EchoApplication
from tests.e2e.botapi.inbox import Inbox
from tests.e2e.botapi.world import World
from tests.telegram_fakes import authors, contents, services


async def test_members_see_only_what_is_meant_for_them(world: World, inbox: Inbox) -> None:
    """Captions with commands, replies to what was meant, and service messages get through."""
    li, group = world.user("小李"), world.group()
    asked = await li.posts(contents.photo("/ask@yuanju_bot 谁？"), chat=group)
    await li.posts(contents.photo("谁？"), chat=group)
    await li.posts(contents.sticker(), chat=group)
    await li.sends("还有呢？", chat=group, reply_to=asked)
    await li.posts(services.titled("新名"), chat=group)
    other = await li.sends("闲话", chat=group)
    await li.sends("闲话", chat=group, reply_to=other)

    told = [update.message for update in await inbox.new()]

    assert [m and (m.caption or m.text or m.new_chat_title) for m in told] == [
        "/ask@yuanju_bot 谁？",
        "还有呢？",
        "新名",
    ]


async def test_administrator_sees_all(world: World, inbox: Inbox) -> None:
    """After it was promoted the bot is told everything but what bots write."""
    li, group = world.user("小李"), world.group()
    await li.promotes_bot(group)
    await li.sends("谁？", chat=group)
    await world.user("机", is_bot=True).sends("谁？", chat=group)
    await li.posts(contents.text("甲"), chat=group, author=authors.anonymous_admin(group.place))
    await li.posts(contents.text("乙"), chat=group, author=authors.channel(world.channel().place))

    promoted, *messages = await inbox.new()

    assert promoted.my_chat_member is not None
    assert promoted.my_chat_member.new_chat_member.status == "administrator"
    assert [update.message and update.message.text for update in messages] == ["谁？", "甲", "乙"]
    anonymous = messages[1].message
    assert anonymous is not None
    assert anonymous.sender_chat is not None
    assert anonymous.sender_chat.id == group.id


async def test_bot_comes_and_goes(world: World, inbox: Inbox, bot: EchoApplication) -> None:
    """Being added, muted and removed is told, and its rights follow."""
    li, group = world.user("小李"), world.group(with_bot=False)
    await li.sends("/ask@yuanju_bot 没人听见", chat=group)
    await li.adds_bot(group)
    await bot.bot.send_message(group.id, "来了")
    await li.restricts_bot(group)
    with pytest.raises(BadRequest, match="Not enough rights"):
        await bot.bot.send_message(group.id, "一")
    await li.removes_bot(group)
    with pytest.raises(Forbidden, match="kicked"):
        await bot.bot.send_message(group.id, "二")
    await li.sends("/ask@yuanju_bot 没人听见", chat=group)

    changes = [update.my_chat_member for update in await inbox.new() if update.my_chat_member]

    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes] == [
        ("left", "member"),
        ("member", "restricted"),
        ("restricted", "kicked"),
    ]


async def test_person_blocks_the_bot(world: World, inbox: Inbox, bot: EchoApplication) -> None:
    """A block is told and holds until it is taken back."""
    li = world.user("小李")
    await li.blocks_bot()
    with pytest.raises(Forbidden, match="blocked"):
        await bot.bot.send_message(li.chat.id, "一")
    await li.unblocks_bot()
    await bot.bot.send_message(li.chat.id, "二")

    statuses = [
        update.my_chat_member and update.my_chat_member.new_chat_member.status
        for update in await inbox.new()
    ]
    assert statuses == ["kicked", "member"]


async def test_group_becomes_a_supergroup(
    world: World, inbox: Inbox, bot: EchoApplication
) -> None:
    """Both service messages come, and who writes to the old number is sent on."""
    li, group = world.user("小李"), world.basic_group()
    supergroup = await world.migrates(group, li)

    last, first = [update.message for update in await inbox.new()]

    assert last is not None
    assert (last.chat.id, last.migrate_to_chat_id) == (group.id, supergroup.id)
    assert first is not None
    assert (first.chat.id, first.migrate_from_chat_id) == (supergroup.id, group.id)
    with pytest.raises(ChatMigrated) as caught:
        await bot.bot.send_message(group.id, "一")
    assert caught.value.new_chat_id == supergroup.id


async def test_posts_are_copied_into_the_discussion(inbox: Inbox, world: World) -> None:
    """The bot of a discussion group is told of the copy if it sees all there."""
    channel, group = world.channel(with_bot=True), world.group()
    await world.user("小李").promotes_bot(group)
    copy = await world.publishes(channel, "原文", group)

    _, post, copied = await inbox.new()

    assert post.channel_post is not None
    assert post.channel_post.text == "原文"
    assert copied.message is not None
    assert copied.message.message_id == copy.message_id
    assert copied.message.is_automatic_forward


async def test_members_are_known(world: World, bot: EchoApplication) -> None:
    """Who wrote is a member; who runs the group is told apart; who left is out."""
    li, wang, group = world.user("小李"), world.user("小王"), world.group()
    await li.sends("一", chat=group)
    wang.administers(group, owns=True)

    members = [await bot.bot.get_chat_member(group.id, user.person.id) for user in (li, wang)]
    li.leaves(group)
    gone = await bot.bot.get_chat_member(group.id, li.person.id)

    assert [member.status for member in (*members, gone)] == ["member", "creator", "left"]


async def test_reactions_reach_an_administrator(world: World, inbox: Inbox) -> None:
    """A reaction is told to a bot that administers the group, and to no other."""
    li, group = world.user("小李"), world.group()
    message = await li.sends("谁？", chat=group)
    await li.reacts(message, "👎")
    await li.promotes_bot(group)
    await li.reacts(message, "👍")

    _, told = await inbox.new()

    assert told.message_reaction is not None
    assert told.message_reaction.message_id == message.message_id
    assert told.message_reaction.new_reaction[0].to_dict()["emoji"] == "👍"
