"""Who is answered, and who is not."""

from tests.bot.telegram.harness import Harness
from tests.e2e.botapi.world import World
from tests.telegram_fakes import authors, contents
from tests.telegram_fakes.updates import Person, group_text, private_text

ASKED = "/ask@yuanju_bot 谁参加了会议？"
ROBOT = Person(id=55, first_name="机", username="other_bot", is_bot=True)


async def test_bots_are_not_answered(bot: Harness) -> None:
    """Two of them could go on for ever, in private as in groups."""
    sent = await bot.said(
        group_text(ASKED, sender=ROBOT), private_text("谁参加了会议？", sender=ROBOT)
    )

    assert sent == []


async def test_posts_that_telegram_repeats(world: World) -> None:
    """A channel's post in its discussion group is not meant for the bot, whatever it says."""
    channel, group = world.channel(), world.group()
    await world.user("小李").promotes_bot(group)

    await world.publishes(channel, ASKED, group)

    assert world.api.calls("sendMessage") == []


async def test_somebody_who_writes_as_a_channel(world: World) -> None:
    """They are answered if they address the bot, and only then."""
    li, group = world.user("小李"), world.group()
    await li.promotes_bot(group)
    author = authors.channel(world.channel().place)

    await li.posts(contents.text("谁参加了会议？"), chat=group, author=author)
    await li.posts(contents.text(ASKED), chat=group, author=author)

    assert len(world.api.calls("sendMessage")) == 1
    assert "郭建平" in (await group.next_message()).text


async def test_an_anonymous_administrator(world: World) -> None:
    """They are answered like others."""
    li, group = world.user("小李"), world.group()

    author = authors.anonymous_admin(group.place)
    await li.posts(contents.text(ASKED), chat=group, author=author)

    assert "郭建平" in (await group.next_message()).text
