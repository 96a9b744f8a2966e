"""Asking in chats: what is a question, and who is turned away."""

from pathlib import Path

import pytest

from bot.store.questions import Outcome
from tests.bot.telegram.asked import earlier, journaled, message, place_of
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CHINESE, Harness, with_settings
from tests.telegram_fakes import authors, contents
from tests.telegram_fakes.places import GROUP, Person, Place
from tests.telegram_fakes.updates import group_text, message_update, private_text

WANG = Person(1002, "小王")


@pytest.fixture
def fruit(tmp_path: Path) -> tuple[Path, Path]:
    """Two articles that answer the same question differently."""
    north, south = tmp_path / "north.txt", tmp_path / "south.txt"
    north.write_text("北村果园\n\n北村的果园由王小明管理。\n果园里有苹果。", encoding="utf-8")
    south.write_text("南村果园\n\n南村的果园由李大海管理。\n果园里有桃子。", encoding="utf-8")
    return north, south


async def test_ask_takes_what_it_replies_to(bot: Harness) -> None:
    """`/ask` alone as a reply asks the question that somebody else wrote."""
    question = group_text("谁参加了会议？", sender=WANG)
    (text,) = await bot.said(group_text("/ask@yuanju_bot", reply_to=message(question)))

    assert "郭建平" in text


async def test_ask_takes_a_caption_it_replies_to(bot: Harness) -> None:
    """The words under a picture are as good."""
    picture = message_update(contents.photo("谁参加了会议？"), authors.person(WANG), GROUP)

    (text,) = await bot.said(group_text("/ask@yuanju_bot", reply_to=message(picture)))

    assert "郭建平" in text


async def test_ask_takes_the_marked_words(bot: Harness) -> None:
    """Where part of the message was marked, only that is the question."""
    long = group_text("大家好。谁参加了会议？明天见。", sender=WANG)
    asking = group_text("/ask@yuanju_bot", reply_to=message(long))
    asking["message"]["quote"] = {"text": "谁参加了会议？", "position": 4, "is_manual": True}

    await bot.take(asking)

    assert journaled(bot, asking).text == "谁参加了会议？"


async def test_words_of_its_own_go_first(bot: Harness) -> None:
    """`/ask` with a question is that question, whatever it replies to."""
    other = group_text("食堂有什么菜？", sender=WANG)

    (text,) = await bot.said(group_text("/ask@yuanju_bot 谁参加了会议？", reply_to=message(other)))

    assert "郭建平" in text


async def test_a_long_message_is_quoted(bot: Harness) -> None:
    """The answer to a question deep in it shows the words that ask."""
    question = f"{'请看一下今天的新闻，' * 10}谁参加了会议？"

    await bot.take(group_text(f"/ask@yuanju_bot\n\n{question}"))

    (call,) = bot.request.calls("sendMessage")
    assert call["reply_parameters"]["quote"] == question


async def test_asking_for_the_question(bot: Harness) -> None:
    """`/ask` alone asks its person for it, and the reply to that is answered."""
    alone = group_text("/ask@yuanju_bot")
    await bot.take(alone)
    (prompt,) = bot.request.sent

    *_, answer = await bot.said(group_text("谁参加了会议？", reply_to=prompt))

    assert prompt.text == CHINESE.ask_for_question
    assert prompt.reply_markup is not None
    assert prompt.reply_markup["force_reply"] is True
    assert prompt.reply_markup["selective"] is True
    assert prompt.reply_parameters is not None
    assert prompt.reply_parameters["message_id"] == place_of(alone)[1]
    assert "郭建平" in answer


async def test_a_picture_that_asks_for_nothing(bot: Harness) -> None:
    """`/ask` alone as a reply to a message without words asks for the question, too."""
    sticker = message_update(contents.sticker(), authors.person(WANG), GROUP)

    said = await bot.said(group_text("/ask@yuanju_bot", reply_to=message(sticker)))

    assert said == [CHINESE.ask_for_question]


@pytest.mark.parametrize(
    ("first", "then", "other"), [("北村", "王小明", "李大海"), ("南村", "李大海", "王小明")]
)
async def test_a_follow_up_stays_in_its_article(
    make_bot: MakeBot, fruit: tuple[Path, Path], first: str, then: str, other: str
) -> None:
    """A reply to an answer asks the article that the answer came from."""
    bot = make_bot(fruit)
    await bot.take(group_text(f"/ask@yuanju_bot {first}的果园里有什么？"))
    answer = bot.request.sent[-1]

    await bot.take(group_text("果园由谁管理？", reply_to=answer))

    follow_up = bot.request.sent[-1].text
    assert then in follow_up
    assert other not in follow_up


async def test_a_reply_to_no_answer(make_bot: MakeBot, fruit: tuple[Path, Path]) -> None:
    """A reply to a refusal asks all articles anew."""
    bot = make_bot(fruit)
    await bot.take(group_text("/ask@yuanju_bot 机场的飞机什么颜色？"))

    await bot.take(group_text("南村的果园由谁管理？", reply_to=bot.request.sent[-1]))

    assert "李大海" in bot.request.sent[-1].text


async def test_a_person_who_asks_too_much(make_bot: MakeBot) -> None:
    """One notice, then silence, and every question in the journal; others are not affected."""
    bot = make_bot(settings=with_settings(questions_a_minute=2))
    asked = [private_text("谁参加了会议？") for _ in range(5)]

    said = await bot.said(*asked)
    await bot.take(private_text("谁参加了会议？", sender=WANG))

    assert ["郭建平" in text for text in said] == [True, True, False]
    assert said[2] == CHINESE.too_many.format(number=2)
    outcomes = [journaled(bot, update).outcome for update in asked]
    assert outcomes == [Outcome.ANSWERED] * 2 + [Outcome.LIMITED] * 3
    assert "郭建平" in bot.request.sent[-1].text


async def test_a_group_that_asks_too_much(make_bot: MakeBot) -> None:
    """One notice for all of a group, whoever asks; another group is not affected."""
    bot = make_bot(settings=with_settings(chat_questions_a_minute=1))
    asked = [
        group_text("/ask@yuanju_bot 谁参加了会议？", sender=Person(number)) for number in (1, 2, 3)
    ]
    elsewhere = Place(-1001000000009, "supergroup", "别处")

    said = await bot.said(*asked)
    await bot.take(group_text("/ask@yuanju_bot 谁参加了会议？", sender=Person(4), place=elsewhere))

    assert len(said) == 2
    assert said[1] == CHINESE.too_many_group.format(number=1)
    outcomes = [journaled(bot, update).outcome for update in asked]
    assert outcomes == [Outcome.ANSWERED, Outcome.LIMITED, Outcome.LIMITED]
    assert "郭建平" in bot.request.sent[-1].text


async def test_late_questions(bot: Harness) -> None:
    """Each chat is told once that what waited too long is not answered one by one."""
    waited = [earlier(700), earlier(650), earlier(601, "/ask@yuanju_bot 谁", GROUP)]

    said = await bot.said(*waited, earlier(500))

    late = CHINESE.late.format(minutes=10)
    assert [text for text in said if text == late] == [late, late]
    assert len([text for text in said if "郭建平" in text]) == 1
    assert {journaled(bot, update).outcome for update in waited} == {Outcome.LATE}
