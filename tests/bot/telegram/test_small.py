"""What is no question: how often it is answered, and when it is not at all."""

from dataclasses import replace

import pytest

from bot.store.chats import Askers
from tests.bot.telegram.asked import earlier
from tests.bot.telegram.harness import CHINESE, Harness
from tests.telegram_fakes import authors, contents, members
from tests.telegram_fakes.places import GROUP, LI, Person, Place
from tests.telegram_fakes.updates import group_text, message_update, private_text
from tests.telegram_fakes.values import Json

WANG = Person(1002, "小王")
MENTION = "@yuanju_bot"


def picture(caption: str = "", **more: str) -> Json:
    """One that somebody sends in private."""
    update = message_update(contents.photo(caption), authors.person(LI), Place.with_person(LI))
    update["message"] |= more
    return update


async def test_too_many_commands(bot: Harness) -> None:
    """More than twenty a minute are passed over, and others' questions are not."""
    flood = [group_text("/help@yuanju_bot", sender=LI) for _ in range(30)]

    await bot.take(*flood, group_text("/ask 谁参加了会议？", sender=WANG))

    assert len(bot.request.sent) == 21
    assert "郭建平" in bot.request.sent[-1].text


async def test_old_commands(bot: Harness) -> None:
    """They are passed over, but for the wish to be forgotten."""
    await bot.take(*(earlier(86_400, text) for text in ("/help", "/privacy", "/forgetme")))

    (text,) = [message.text for message in bot.request.sent]
    assert "删除" in text


async def test_an_album(bot: Harness) -> None:
    """Only the picture with the words is spoken to us."""
    album = [picture("谁参加了会议？", media_group_id="1")]
    album += [picture(media_group_id="1") for _ in range(3)]

    (text,) = await bot.said(*album)

    assert "郭建平" in text


@pytest.mark.parametrize("answered", [True, False])
async def test_a_mention_alone(bot: Harness, *, answered: bool) -> None:
    """It asks what it replies to, or for a question."""
    question = group_text("谁参加了会议？", sender=WANG)
    update = group_text(MENTION)
    update["message"]["entities"] = [{"type": "mention", "offset": 0, "length": len(MENTION)}]
    if answered:
        update["message"]["reply_to_message"] = question["message"]

    (text,) = await bot.said(update)

    assert ("郭建平" in text) is answered
    assert (text == CHINESE.ask_for_question) is not answered


@pytest.mark.parametrize("times", [1, 20])
async def test_telegram_does_not_say_who_is_one(
    bot: Harness, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """One hiccup costs nothing; where it lasts, nobody is told that they are none."""
    monkeypatch.setattr("bot.telegram.trouble._FIRST_PAUSE_SECONDS", 0)
    monkeypatch.setattr("bot.telegram.trouble._LONGEST_PAUSE_SECONDS", 0)
    await bot.services.change(GROUP.id, lambda chat: replace(chat, askers=Askers.ADMINS))
    bot.request.api.chats.add(GROUP).members[LI.id] = members.administrator(LI.json())
    for _ in range(times):
        bot.request.fail_next("getChatMember", 502, "Bad Gateway")

    (text,) = await bot.said(group_text("/ask 谁参加了会议？"))

    assert ("郭建平" in text) is (times == 1)
    assert (text == CHINESE.rank_unknown) is (times > 1)


async def test_only_admins_is_said_once(bot: Harness) -> None:
    """Who may not ask is told so once a minute."""
    await bot.services.change(GROUP.id, lambda chat: replace(chat, askers=Askers.ADMINS))
    bot.request.api.chats.add(GROUP).members[LI.id] = members.member(LI.json())

    said = await bot.said(*(group_text("/ask 谁参加了会议？") for _ in range(5)))

    assert said == [CHINESE.only_admins_ask]


async def test_what_waited_here_is_not_late(bot: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that came in time is answered, however long the ones before it took."""
    question = private_text("谁参加了会议？")
    now = question["message"]["date"]
    bot.services.receipts.note(question["update_id"], now + 1)
    monkeypatch.setattr("time.time", lambda: now + 3_600)

    (text,) = await bot.said(question)

    assert "郭建平" in text
