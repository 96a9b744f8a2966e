"""What the bot says, with a real application and no network."""

import logging
from pathlib import Path
from typing import Any

import pytest
from telegram.error import TimedOut

from bot.asking import Asked, Asking
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CATALOGUE, TOKEN, Harness
from tests.telegram_fakes.updates import Person, edited, group_text, pressed, private_text

TAIWANESE = Person(id=7, language_code="zh-hant")
BRITON = Person(id=8, language_code="en")
FRENCH = Person(id=9, language_code="fr")


class BrokenAsking(Asking):
    """A shelf on which every question fails, with a text that must not be logged."""

    def __init__(self) -> None:
        """No shelf at all."""

    def ask(self, question: str, most: int | None = None, default: str | None = None) -> Asked:
        """Fail."""
        del question, most, default
        message = f"broken near {TOKEN.reveal()}"
        raise RuntimeError(message)


@pytest.mark.parametrize(
    "update",
    [
        private_text("谁参加了会议？"),
        private_text("/ask 谁参加了会议？"),
        private_text("/ask\n誰參加了會議？"),
        private_text("/ask谁参加了会议？"),
        group_text("/ask@yuanju_bot 谁参加了会议？"),
        group_text("/ASK 谁参加了会议？"),
    ],
    ids=lambda update: update["message"]["text"],
)
async def test_questions_are_answered(bot: Harness, update: dict[str, Any]) -> None:
    """As a command anywhere, as plain text in private."""
    (text,) = await bot.said(update)

    assert "郭建平" in text
    assert "趙斌" in text
    assert "忻州市委書記朱曉東到二所調研 · 2022-05-25" in text


async def test_the_answer_underlines_and_replies(bot: Harness) -> None:
    """Matching words are underlined; the answer hangs on its question, without previews."""
    question = private_text("谁参加了会议？")

    await bot.take(question)

    (message,) = bot.request.sent
    underlined = [
        entity.of(message.text) for entity in message.entities if entity.kind == "underline"
    ]
    assert underlined == ["參加會議"]
    assert message.reply_parameters == {
        "message_id": question["message"]["message_id"],
        "allow_sending_without_reply": True,
    }
    assert message.params["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize(
    "update",
    [
        group_text("谁参加了会议？"),
        group_text("/ask@other_bot 谁参加了会议？"),
        edited(private_text("/ask 谁"), "/ask 谁参加了会议？"),
    ],
    ids=["plain text in a group", "another bot's command", "an edited command"],
)
async def test_what_is_not_meant_for_the_bot(bot: Harness, update: dict[str, Any]) -> None:
    """It stays silent."""
    assert await bot.said(update) == []


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("食堂有什么菜？", "文章里没有说"),
        ("食堂有什麼飯？", "文章裡沒有說"),
        ("Where is the Paris museum?", "The article does not say"),
        ("？？？", "这里只有疑问词"),
        ("😀", "这里只有疑问词"),
    ],
)
async def test_declining_in_the_language_of_the_question(
    bot: Harness, question: str, begins: str
) -> None:
    """The words around an answer follow the question; without letters, the person."""
    (text,) = await bot.said(private_text(question))

    assert text.startswith(begins)


@pytest.mark.parametrize(
    ("sender", "hello"),
    [
        (Person(language_code="zh-hans"), "你好！问我"),
        (TAIWANESE, "你好！問我"),
        (BRITON, "Hello!"),
        (FRENCH, "Hello!"),
        (Person(language_code=None), "你好！问我"),
    ],
)
async def test_menus_follow_the_person(bot: Harness, sender: Person, hello: str) -> None:
    """By Telegram's language code; Chinese where there is none."""
    (text,) = await bot.said(private_text("/start", sender=sender))

    assert text.startswith(hello)
    assert "忻州市委書記朱曉東到二所調研" in text


@pytest.mark.parametrize("text", ["/ask", "/ask  \n"])
async def test_ask_alone(bot: Harness, text: str) -> None:
    """It says how to ask."""
    assert await bot.said(private_text(text)) == [CATALOGUE["zh-Hans"].telegram.ask_for_question]


async def test_a_picture_in_private(bot: Harness) -> None:
    """Politely; a group would get silence."""
    picture = private_text("x")
    del picture["message"]["text"]
    picture["message"]["dice"] = {"emoji": "🎲", "value": 3}

    assert await bot.said(picture) == [CATALOGUE["zh-Hans"].telegram.only_text]


async def test_a_fault_gets_a_number(
    bot: Harness, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The person gets an apology with a number; the log has the number, not the question."""

    async def broken(chat_id: int) -> Asking:
        del chat_id
        return BrokenAsking()

    monkeypatch.setattr(bot.shelves, "asking", broken)

    (text,) = await bot.said(private_text("秘密的问题"))

    apology, _, number = text.rpartition("：")
    assert apology.startswith("抱歉")
    assert number in caplog.text
    assert "秘密" not in caplog.text


async def test_a_press_that_fails(
    bot: Harness, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Who pressed is told, by the number that the log has."""
    await bot.take(private_text("谁参加了会议？"))
    answer = bot.request.sent[-1]
    monkeypatch.setattr("bot.telegram.presses.questions.vote", None)

    await bot.take(pressed(answer, answer.data("👍")))

    said = [str(call.get("text")) for call in bot.request.calls("answerCallbackQuery")]
    assert said[-1].startswith("抱歉")
    assert said[-1].rpartition("：")[2] in caplog.text


async def test_a_refused_message_is_sent_plain(bot: Harness) -> None:
    """If Telegram does not take the marks, the words still arrive."""
    bot.request.fail_next("sendMessage", 400, "Bad Request: can't parse entities")
    await bot.take(private_text("谁参加了会议？"))

    (message,) = bot.request.sent
    assert "參加會議。" in message.text
    assert message.parse_mode is None
    assert message.entities == ()


async def test_waiting_as_long_as_asked(bot: Harness) -> None:
    """Too many messages in a chat: the answer comes a little later."""
    bot.request.fail_next("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    await bot.take(private_text("谁参加了会议？"))

    (message,) = bot.request.sent
    assert "參加會議。" in message.text


async def test_somebody_who_blocked_the_bot(
    bot: Harness, caplog: pytest.LogCaptureFixture
) -> None:
    """Is not written to again, and makes one line in the log."""
    caplog.set_level(logging.WARNING)
    bot.request.fail_next("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await bot.take(private_text("/help"))

    assert bot.request.sent == []
    assert len(caplog.records) == 1


async def test_a_shelf_of_many_articles(make_bot: MakeBot, tmp_path: Path) -> None:
    """`/start` names some and counts the others."""
    files = []
    for number in range(30):
        file = tmp_path / f"{number}.txt"
        file.write_text(f"{number}号通告{'长' * 40}\n第{number}号的正文在这里。", encoding="utf-8")
        files.append(file)

    (text,) = await make_bot(files).said(private_text("/start"))

    assert "9号通告" in text
    assert "10号通告" not in text
    assert "还有 20 篇" in text


async def test_faults_of_the_network_are_the_operators(
    bot: Harness, caplog: pytest.LogCaptureFixture
) -> None:
    """An outage is one line without an address."""
    caplog.set_level(logging.WARNING)
    async with bot.application as application:
        await application.process_error(None, TimedOut("bot123:abc"))

    assert "TimedOut" in caplog.text
    assert "123:abc" not in caplog.text
