"""Inline mode: what somebody may insert into any chat."""

import asyncio
import logging
import re
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.asking import Asked, Asking
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CATALOGUE, Harness, with_settings
from tests.telegram_fakes.answering import message_of
from tests.telegram_fakes.updates import Person, inline_asked

INLINE = CATALOGUE["zh-Hans"].inline
ONE_SENTENCE = "朱曉東是什麼時候到二所調研的？"


async def offered(bot: Harness, update: dict[str, Any]) -> dict[str, Any]:
    """What the bot answered to that inline query."""
    await bot.take(update)
    (call,) = bot.request.calls("answerInlineQuery")
    return call


class SlowAsking(Asking):
    """Waits to be let go before it answers, and counts what it was asked."""

    def __init__(self, real: Asking) -> None:
        """Answer as `real` does."""
        self.asked: list[str] = []
        self.go = threading.Event()
        self._real = real

    def ask(self, question: str, most: int | None = None, default: str | None = None) -> Asked:
        """Answer once it is allowed."""
        self.asked.append(question)
        self.go.wait(timeout=10)
        return self._real.ask(question, most, default)


async def test_a_sentence_to_insert(bot: Harness) -> None:
    """The result inserts the sentence verbatim, its own words bold, and where it stands."""
    answer = await offered(bot, inline_asked(ONE_SENTENCE))

    (result, *_) = answer["results"]
    message = message_of(result)
    sentence, _, citation = message["text"].partition("\n")
    (article,) = [each for each, _ in (await bot.shelves.asking(1001)).articles()]
    assert sentence in article.text
    assert citation.startswith(f"— {article.metadata.title}")
    assert result["title"].rstrip("…") in sentence
    assert result["description"] == citation.removeprefix("— ")
    assert "bold" in {entity["type"] for entity in message["entities"]}
    assert result["input_message_content"]["link_preview_options"] == {"is_disabled": True}


async def test_a_list_is_one_result(bot: Harness) -> None:
    """Its members are never parted from the sentences that hold them."""
    answer = await offered(bot, inline_asked("谁参加了会议？"))

    (result,) = answer["results"]
    text = message_of(result)["text"]
    assert text.startswith("· ")
    assert "趙斌" in result["title"]
    assert "參加會議。" in text


async def test_several_sentences(make_bot: MakeBot, tmp_path: Path) -> None:
    """Each is a result of its own, which does not claim to be the best of several."""
    file = tmp_path / "bridges.txt"
    file.write_text("通告\n\n东桥今年3月开工。\n西桥今年4月开工。", encoding="utf-8")

    answer = await offered(make_bot([file]), inline_asked("哪天开工？"))

    texts = [message_of(result)["text"] for result in answer["results"]]
    sentences = [text.partition("\n")[0] for text in texts]
    assert sentences == ["东桥今年3月开工。", "西桥今年4月开工。"]
    assert not any("最贴近" in text for text in texts)
    assert len({result["id"] for result in answer["results"]}) == 2
    assert all(1 <= len(result["id"].encode()) <= 64 for result in answer["results"])


async def test_the_same_again(make_bot: MakeBot) -> None:
    """The same question gets the same results, under the same numbers."""
    first = await offered(make_bot(), inline_asked("二所"))
    second = await offered(make_bot(), inline_asked("二所"))

    assert first["results"] == second["results"]


async def test_nobody_else_is_shown_it(bot: Harness) -> None:
    """Telegram may repeat it for seconds, and only for who asked: others see other shelves."""
    answer = await offered(bot, inline_asked("二所"))

    assert answer["is_personal"] is True
    assert answer["cache_time"] <= 60


@pytest.mark.parametrize("words", ["", "  ", "？？", "谁"])
async def test_nothing_to_look_for_yet(bot: Harness, words: str) -> None:
    """No result; a button says what can be typed, and leads to the private chat."""
    answer = await offered(bot, inline_asked(words))

    assert answer["results"] == []
    assert answer["button"]["text"] == INLINE.tip
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", answer["button"]["start_parameter"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("食堂有什么菜？", "文章里没有说"),
        ("食堂有什麼飯？", "文章裡沒有說"),
        ("Where is the Paris museum?", "The article does not say"),
    ],
)
async def test_the_article_does_not_say(bot: Harness, words: str, said: str) -> None:
    """It is said, and there is nothing to insert: not even the nearest sentence."""
    answer = await offered(bot, inline_asked(words))

    assert answer["results"] == []
    assert answer["button"]["text"].startswith(said)


async def test_a_question_of_the_longest_kind(bot: Harness) -> None:
    """256 characters are as good a question as others."""
    words = ONE_SENTENCE + " " * (256 - 2 * len(ONE_SENTENCE)) + ONE_SENTENCE

    answer = await offered(bot, inline_asked(words))

    assert answer["results"]


async def test_a_sentence_that_fills_more_than_a_message(
    make_bot: MakeBot, tmp_path: Path
) -> None:
    """Cut it would not be verbatim: the button leads to where it can be read whole."""
    file = tmp_path / "long.txt"
    file.write_text(f"通告\n\n会议由郭建平主持，{'很长' * 2500}。", encoding="utf-8")

    answer = await offered(make_bot([file]), inline_asked("会议由谁主持？"))

    assert answer["results"] == []
    assert answer["button"]["text"] == INLINE.too_long


async def test_only_the_last_letter_counts(bot: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what is typed while a query is being answered, only the last is answered."""
    slow = SlowAsking(await bot.shelves.asking(1001))

    async def asking(chat_id: int) -> Asking:
        del chat_id
        return slow

    monkeypatch.setattr(bot.shelves, "asking", asking)
    queries = [inline_asked("谁参加了会议？"[:length]) for length in range(3, 8)]
    async with bot.running():
        for query in queries:
            await bot.arrives(query)
        await asyncio.sleep(0.1)
        slow.go.set()

    (answer,) = bot.request.calls("answerInlineQuery")
    assert answer["inline_query_id"] == queries[-1]["inline_query"]["id"]
    assert slow.asked == ["谁参加", "谁参加了会议？"]


async def test_people_do_not_supersede_each_other(bot: Harness) -> None:
    """Two who type at the same time both get their results."""
    async with bot.running():
        for number in (1, 2):
            await bot.arrives(inline_asked("二所", sender=Person(number)))

    assert len(bot.request.calls("answerInlineQuery")) == 2


async def test_typing_is_not_asking(make_bot: MakeBot) -> None:
    """Letters are counted more gently than questions, but not without limit."""
    bot = make_bot(settings=with_settings(questions_a_minute=2))

    await bot.take(*(inline_asked("二所") for _ in range(13)))

    *within, beyond = bot.request.calls("answerInlineQuery")
    assert all(answer["results"] for answer in within)
    assert beyond["results"] == []
    assert beyond["button"]["text"] == INLINE.too_many


async def test_nothing_is_written_down(bot: Harness) -> None:
    """Half a question is nobody's business: the journal holds no word of it."""
    async with bot.running():
        await bot.arrives(inline_asked("秘密的问题"))

    assert bot.request.calls("answerInlineQuery")
    assert "秘密" not in bot.kept()


async def test_a_fault_is_logged_without_words(
    bot: Harness, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The operator gets its kind and place; the next letter is answered."""
    real = bot.shelves.asking

    async def broken(chat_id: int) -> Asking:
        monkeypatch.setattr(bot.shelves, "asking", real)
        del chat_id
        raise RuntimeError

    monkeypatch.setattr(bot.shelves, "asking", broken)

    await bot.take(inline_asked("秘密的问题"), inline_asked("谁参加了会议？"))

    assert "RuntimeError" in caplog.text
    assert "秘密" not in caplog.text
    (answer,) = bot.request.calls("answerInlineQuery")
    assert answer["results"]


async def test_too_late(bot: Harness, caplog: pytest.LogCaptureFixture) -> None:
    """Somebody typed on: no fault, and not a line in the log."""
    caplog.set_level(logging.INFO)
    said = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    bot.request.fail_next("answerInlineQuery", 400, said)

    await bot.take(inline_asked("二所"))

    assert [record for record in caplog.records if record.name.startswith("bot")] == []


async def test_another_refusal(bot: Harness, caplog: pytest.LogCaptureFixture) -> None:
    """It is logged in one line that holds nothing of what was typed."""
    caplog.set_level(logging.WARNING)
    bot.request.fail_next("answerInlineQuery", 400, "Bad Request: RESULT_ID_INVALID")

    await bot.take(inline_asked("二所"))

    (record,) = caplog.records
    assert "Result_id_invalid" in record.getMessage()
    assert "二所" not in caplog.text


async def test_a_server_that_was_away_for_a_moment(bot: Harness) -> None:
    """The results are shown at the second try."""
    bot.request.fail_next("answerInlineQuery", 502, "Bad Gateway")

    await bot.take(inline_asked("二所"))

    assert len(bot.request.calls("answerInlineQuery")) == 2


async def test_a_private_deployment(make_bot: MakeBot) -> None:
    """Where chats are listed, people who are not do not get results either."""
    bot = make_bot(settings=with_settings(allowed_chats=(-1, 1001)))

    await bot.take(inline_asked("二所", sender=Person(1002)), inline_asked("二所"))

    assert len(bot.request.calls("answerInlineQuery")) == 1


async def test_labels_fit(bot: Harness) -> None:
    """Every label is short enough not to be cut."""
    del bot
    for language in ("zh-Hans", "zh-Hant", "en"):
        words = CATALOGUE[language].inline
        assert max(len(words.tip), len(words.too_many), len(words.too_long)) <= 64
