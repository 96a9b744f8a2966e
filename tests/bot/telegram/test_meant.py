"""What of a message is an article that somebody adds."""

from tests.bot.telegram.asked import message
from tests.bot.telegram.fed import (
    NOTICE,
    accept,
    add_by_reply,
    file_update,
    forwarded,
    make_admin,
    offered,
)
from tests.bot.telegram.harness import CATALOGUE, Harness
from tests.bot.telegram.pressing import toasts
from tests.telegram_fakes import authors, contents
from tests.telegram_fakes.places import GROUP, LI, Person, Place
from tests.telegram_fakes.updates import group_text, message_update, pressed, private_text
from tests.telegram_fakes.values import Json

FEEDING = CATALOGUE["zh-Hans"].feeding
WANG = Person(1002, "小王")


def picture(text: str, *, place: Place | None = None, sender: Person = LI) -> Json:
    """The update of a picture with words below."""
    author = authors.person(sender)
    return message_update(contents.photo(text), author, place or Place.with_person(sender))


async def test_a_post_with_a_picture(bot: Harness) -> None:
    """Its words stand below the picture, and are the article."""
    await accept(bot, await offered(bot, forwarded(contents.photo(NOTICE))))

    assert "校长何明主持校庆大会" in (await bot.said(private_text("谁主持校庆大会？")))[-1]


async def test_adding_a_picture_by_a_reply(bot: Harness) -> None:
    """The words below it are added."""
    make_admin(bot, LI)

    assert "已加入：《校庆通知》" in await add_by_reply(bot, picture(NOTICE, place=GROUP))


async def test_a_question_below_a_picture(bot: Harness) -> None:
    """A short one is asked, as ever."""
    assert "郭建平" in (await bot.said(picture("谁参加了会议？")))[-1]


async def test_words_behind_add_in_a_reply(bot: Harness) -> None:
    """They are said of the file that it replies to, and are no article."""
    make_admin(bot, LI)
    sent = file_update(bot, NOTICE, place=GROUP)

    await bot.take(group_text("/add@yuanju_bot 加一下这个", reply_to=message(sent)))

    assert "已加入：《校庆通知》" in bot.request.sent[-1].text


async def test_an_article_behind_add_in_a_reply(bot: Harness) -> None:
    """What replies to small talk is the article itself."""
    make_admin(bot, LI)
    talk = group_text("谁有通知？", sender=WANG)

    await bot.take(group_text(f"/add@yuanju_bot {NOTICE}", reply_to=message(talk)))

    assert "已加入：《校庆通知》" in bot.request.sent[-1].text


async def test_add_replies_to_the_bot(bot: Harness) -> None:
    """What it said itself is no article."""
    offer = await offered(bot, file_update(bot, NOTICE))

    assert (await bot.said(private_text("/add", reply_to=offer)))[-1] == FEEDING.how
    assert await bot.shelves.own(LI.id) == []


async def test_a_file_of_a_post(bot: Harness) -> None:
    """Nobody asked what a channel wrote below it."""
    file = bot.request.api.files.add("通知.txt", NOTICE.encode())
    post = contents.document("校庆的安排已经发布。", file)

    await accept(bot, await offered(bot, forwarded(post)))

    assert "已加入：《校庆通知》" in bot.request.sent[-1].text


async def test_a_press_that_comes_twice(bot: Harness) -> None:
    """It is added once, said so, and what was asked with it is answered once."""
    offer = await offered(bot, file_update(bot, NOTICE, caption="谁主持校庆大会？"))
    label = offer.data(FEEDING.yes)

    await bot.take(pressed(offer, label), pressed(offer, label))

    told, *answers = bot.request.sent
    assert told.text.startswith("已加入：《校庆通知》")
    assert len(answers) == 1
    assert len(toasts(bot)) == 2


async def test_one_of_several_messages(bot: Harness) -> None:
    """Of a text as long as a message can be, it is said that no more of it was added."""
    make_admin(bot, LI)
    long = group_text(NOTICE + "会后大家合影。" * 570)

    assert FEEDING.one_message in await add_by_reply(bot, long)
    assert FEEDING.one_message not in await add_by_reply(bot, group_text(NOTICE))
