"""Adding articles from inside a chat."""

from collections.abc import Sequence

import pytest

from bot.telegram.feeding import OFFER
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.fed import (
    NOTICE,
    accept,
    add_by_reply,
    added,
    file_update,
    forwarded,
    make_admin,
    make_member,
    offered,
)
from tests.bot.telegram.harness import CATALOGUE, Harness, with_settings
from tests.bot.telegram.pressing import labels, toasts
from tests.telegram_fakes import contents
from tests.telegram_fakes.places import GROUP, LI, Person
from tests.telegram_fakes.updates import group_text, pressed, private_text
from tests.telegram_fakes.values import Json

WORDS = CATALOGUE["zh-Hans"]
FEEDING = WORDS.feeding
QUESTION = "谁主持校庆大会？"
WANG = Person(1002, "小王")


async def asked(bot: Harness, question: str = QUESTION) -> str:
    """The answer to a question in private."""
    await bot.take(private_text(question))
    return bot.request.sent[-1].text


async def test_a_file_is_offered_and_added(bot: Harness) -> None:
    """Nothing is read before the press; then it answers, with its own sentence."""
    offer = await offered(bot, file_update(bot, NOTICE))
    assert offer.text == FEEDING.offer_file.format(name="通知.txt")
    assert "没有说" in await asked(bot)

    await accept(bot, offer)

    assert "校长何明主持校庆大会" in await asked(bot)
    (told,) = [each for each in bot.request.sent if each.message_id == offer.message_id]
    assert told.text.startswith("已加入：《校庆通知》\n2 句")


async def test_a_long_text(bot: Harness) -> None:
    """It may be an article, or a question after all."""
    text = f"{NOTICE}{'会后大家合影。' * 50}"
    for label in (FEEDING.ask, FEEDING.yes):
        offer = await offered(bot, private_text(text))
        assert offer.text == FEEDING.offer_text.format(chars=len(text))
        await accept(bot, offer, label)

    assert "何明" in await asked(bot)


def parts(*texts: str) -> list[Json]:
    """The updates of messages that an app sends one after the other."""
    updates = [private_text(text) for text in texts]
    for update in updates:
        update["message"]["date"] = updates[0]["message"]["date"]
    return updates


async def test_a_text_in_several_messages(bot: Harness) -> None:
    """One offer for all of it, which is one article; a sentence that was cut is whole."""
    filling = "会后大家合影。" * 580
    updates = parts(f"{NOTICE}\n{filling}王小红", "在图书馆介绍了学校的历史。")
    offer = await offered(bot, updates[0])
    await bot.take(updates[1])
    (offer_now,) = [m for m in bot.request.sent if m.message_id == offer.message_id]
    offer_now.body["reply_to_message"] = updates[0]["message"]
    assert len(bot.request.sent) == 1

    await accept(bot, offer_now)

    assert "王小红在图书馆介绍了学校的历史。" in await asked(bot, "谁介绍了学校的历史？")


async def test_parts_after_a_restart(bot: Harness, make_bot: MakeBot) -> None:
    """Not the half of it is added: it is to be sent again."""
    updates = parts(NOTICE + "会后大家合影。" * 570, "再见。" * 9)
    offer = await offered(bot, updates[0])
    await bot.take(updates[1])
    (offer_now,) = [m for m in bot.request.sent if m.message_id == offer.message_id]
    offer_now.body["reply_to_message"] = updates[0]["message"]

    other = make_bot()
    await accept(other, offer_now)

    assert toasts(other) == [FEEDING.gone]


async def test_a_question_after_a_long_text(bot: Harness) -> None:
    """What comes behind a text that was not cut is a question."""
    await bot.take(*parts(NOTICE + "会后大家合影。" * 50, "谁参加了会议？"))

    assert "郭建平" in bot.request.sent[-1].text


async def test_a_post_that_was_forwarded(bot: Harness) -> None:
    """Its channel and its date are told with it; posted anew, it takes the old one's place."""
    for name in ("何明", "孙丽"):
        await accept(
            bot, await offered(bot, forwarded(contents.text(NOTICE.replace("何明", name))))
        )

    answer = await asked(bot)
    assert "校长孙丽主持校庆大会" in answer
    assert "2024-05-12 · 校报" in answer
    assert FEEDING.replaced.format(title="校庆通知") in bot.request.sent[-2].text


async def test_a_new_version_of_a_file(bot: Harness) -> None:
    """The old text answers nothing any more; another file of that name is another article."""
    await added(bot, NOTICE)

    assert "已换成新的一版" in await added(bot, NOTICE.replace("何明", "孙丽"))
    assert "孙丽" in await asked(bot)
    assert "已加入" in await added(bot, "运动会通知\n\n运动会由赵强主持，在操场举行。")
    assert "孙丽" in await asked(bot)


async def test_the_same_again(bot: Harness) -> None:
    """It is said that it is there."""
    await added(bot, NOTICE)

    assert (await added(bot, NOTICE, "另一个名字.txt")).startswith("早已在这里")


async def test_a_question_with_a_file(bot: Harness) -> None:
    """It is asked of that file once that is added."""
    await accept(bot, await offered(bot, file_update(bot, NOTICE, caption=QUESTION)))

    assert "校长何明主持校庆大会" in bot.request.sent[-1].text


async def test_not_wanted(bot: Harness) -> None:
    """Then nothing is added."""
    offer = await offered(bot, file_update(bot, NOTICE))
    await accept(bot, offer, FEEDING.no)

    assert bot.request.sent[-1].text == FEEDING.not_added
    assert "没有说" in await asked(bot)


@pytest.mark.parametrize(
    "text", ["https://example.com/a.html", " www.example.com ", "http://a.cn https://b.cn"]
)
async def test_a_link(bot: Harness, text: str) -> None:
    """The bot opens none, and says what to send instead."""
    assert await bot.said(private_text(text)) == [FEEDING.no_link]
    assert (await bot.said(private_text(f"/add {text}")))[-1] == FEEDING.no_link


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"%PDF-1.7 broken", "坏.pdf", "已损坏"),
        (b"", "空.txt", "没有正文"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "图.png", "不是文本（PNG"),
    ],
)
async def test_a_file_that_cannot_be_read(bot: Harness, data: bytes, name: str, said: str) -> None:
    """What is wrong is said in place of the offer, to a person who configures nothing."""
    await accept(bot, await offered(bot, file_update(bot, data, name)))

    assert said in bot.request.sent[-1].text
    assert "配置" not in bot.request.sent[-1].text


async def test_a_file_that_is_too_large(bot: Harness) -> None:
    """It is said before anything is fetched."""
    update = file_update(bot, NOTICE)
    update["message"]["document"]["file_size"] = 20_000_001

    (said,) = await bot.said(update)

    assert said == "通知.txt 超过 20 MB 的上限；请分成几份。"
    assert bot.request.calls("getFile") == []


async def test_a_file_that_telegram_does_not_give(
    bot: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person is asked to send it again."""
    monkeypatch.setattr("bot.telegram.trouble._FIRST_PAUSE_SECONDS", 0)
    monkeypatch.setattr("bot.telegram.trouble._LONGEST_PAUSE_SECONDS", 0)
    offer = await offered(bot, file_update(bot, NOTICE))
    for _ in range(9):
        bot.request.fail_next("getFile", 502, "Bad Gateway")

    await accept(bot, offer)

    assert bot.request.sent[-1].text == FEEDING.not_fetched.format(name="通知.txt")


async def test_what_was_sent_is_gone(bot: Harness) -> None:
    """A press then says so."""
    offer = await offered(bot, file_update(bot, NOTICE))
    del offer.body["reply_to_message"]

    await accept(bot, offer)

    assert toasts(bot) == [FEEDING.gone]


async def test_add_replies_to_a_message(bot: Harness) -> None:
    """An administrator of a group adds what somebody posted there; another one may not."""
    make_admin(bot, LI)
    make_member(bot, WANG)
    posted = group_text(NOTICE, sender=WANG)

    assert await add_by_reply(bot, posted, sender=WANG) == FEEDING.only_admins
    assert "已加入：《校庆通知》" in await add_by_reply(bot, posted)
    await bot.take(group_text(f"/ask {QUESTION}", sender=WANG))
    assert "校长何明主持校庆大会" in bot.request.sent[-1].text


@pytest.mark.parametrize("ways", [("caption",), ("behind",), ("file",)])
async def test_ways_of_adding_at_once(bot: Harness, ways: Sequence[str]) -> None:
    """`/add` as a file's caption, before a text, or in reply to a file."""
    make_admin(bot, LI)
    (way,) = ways
    if way == "caption":
        await bot.take(file_update(bot, NOTICE, caption="/add", place=GROUP))
    elif way == "behind":
        await bot.take(group_text(f"/add {NOTICE}"))
    else:
        await add_by_reply(bot, file_update(bot, NOTICE, place=GROUP))

    assert "已加入：《校庆通知》" in bot.request.sent[-1].text


async def test_add_alone(bot: Harness) -> None:
    """It is explained."""
    assert await bot.said(private_text("/add")) == [FEEDING.how]


async def test_a_press_of_who_may_not(bot: Harness) -> None:
    """Any app can press: in a group only an administrator's press adds."""
    make_member(bot, WANG)
    posted = group_text(NOTICE, sender=WANG)
    await bot.take(group_text("/help@yuanju_bot"))
    forged = bot.request.sent[-1]
    forged.body["reply_to_message"] = posted["message"]

    await bot.take(pressed(forged, f"{OFFER}yes", sender=WANG))

    assert toasts(bot) == [FEEDING.only_admins]
    assert await bot.shelves.own(GROUP.id) == []


async def test_a_full_shelf(make_bot: MakeBot) -> None:
    """It is said how much it takes, and what to do."""
    bot = make_bot(settings=with_settings(chat_articles=1))
    await added(bot, NOTICE)

    said = await added(bot, "别的事\n\n别的事在别的地方说。", "别的.txt")

    assert said == FEEDING.full.format(articles=1, chars="2,000,000")
    assert "何明" in await asked(bot)


async def test_too_many_a_minute(make_bot: MakeBot) -> None:
    """More are turned away."""
    bot = make_bot(settings=with_settings(additions_a_minute=1))
    await added(bot, NOTICE)

    await added(bot, NOTICE)

    assert toasts(bot)[-1] == FEEDING.too_many.format(number=1)


async def test_only_this_article(bot: Harness) -> None:
    """Under an answer of several articles a button asks the one alone, and leads back."""
    await added(bot, NOTICE)
    await bot.take(private_text("谁参加了会议？"))
    answer = bot.request.sent[-1]
    assert WORDS.buttons.only in labels(answer)

    await bot.take(pressed(answer, answer.data(WORDS.buttons.only)))

    (now,) = [each for each in bot.request.sent if each.message_id == answer.message_id]
    assert WORDS.buttons.every in labels(now)
    assert "郭建平" in now.text


async def test_one_article(bot: Harness) -> None:
    """Where there is but one there is nothing to narrow."""
    await bot.take(private_text("谁参加了会议？"))
    answer = bot.request.sent[-1]
    assert WORDS.buttons.only not in labels(answer)

    await bot.take(private_text("二所的所长是谁？", reply_to=answer))

    assert WORDS.buttons.every not in labels(bot.request.sent[-1])


async def test_what_is_added_is_in_no_other_chat(bot: Harness) -> None:
    """Not in a group, and not in another private chat."""
    await added(bot, NOTICE)

    for update in (private_text(QUESTION, sender=WANG), group_text(f"/ask {QUESTION}")):
        await bot.take(update)
        assert "何明" not in bot.request.sent[-1].text


async def test_an_addition_that_a_kill_broke_off(bot: Harness) -> None:
    """The press is dealt with again by the next process, and adds it once."""
    offer = await offered(bot, file_update(bot, NOTICE))
    press = pressed(offer, offer.data("加入"))

    await bot.take(press, press)

    assert len(await bot.shelves.own(LI.id)) == 1


async def test_who_added_is_forgotten(bot: Harness) -> None:
    """The article stays, and nothing of who added it."""
    await added(bot, NOTICE)
    assert f",{LI.id})" in bot.kept()

    await bot.take(private_text("/forgetme"))

    assert f",{LI.id})" not in bot.kept()
    assert len(await bot.shelves.own(LI.id)) == 1


async def test_examples_that_take_too_long(bot: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    """The article is there, and its person is told so."""

    async def too_long(*_: object) -> Sequence[str]:
        raise TimeoutError

    monkeypatch.setattr("bot.telegram.examples.Examples.of", too_long)

    assert (await added(bot, NOTICE)).startswith("已加入：《校庆通知》")
