"""`/start`: by hand, by a link, and the example that it offers."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assembly import Assembly
from bot.store import questions
from bot.telegram.deeplinks import ArticleLink, QuestionLink, read_payload
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CATALOGUE, Harness
from tests.e2e.botapi.world import World
from tests.telegram_fakes.updates import private_text

WORDS = CATALOGUE["zh-Hans"].chats
TITLE = "忻州市委書記朱曉東到二所調研"


def link(text: str) -> str:
    """What a link carries that asks `text`."""
    return "q_" + base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


async def test_the_first_contact(world: World) -> None:
    """It says what can be asked, and offers an example and a way into a group."""
    li = world.user("小李")

    await li.sends("/start")

    hello = await li.chat.next_message()
    assert TITLE in hello.text
    example, way = hello.buttons
    assert example["text"] == WORDS.example_meeting
    assert way["url"] == "https://t.me/yuanju_bot?startgroup=added"


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
async def test_the_example_is_really_asked(world: World, language: str) -> None:
    """Each press is answered like a question of that person, in every language."""
    li = world.user("小李", language_code=language)
    await li.sends("/start")
    hello = await li.chat.next_message()
    (example, _) = hello.buttons

    for _ in range(2):
        number = await li.presses(hello, example["callback_data"])

        assert "郭建平" in (await li.chat.next_message()).text
        assert number not in world.api.queries.open


async def test_an_example_is_journaled_as_its_persons(world: World, bot: Harness) -> None:
    """So `/forgetme` finds it."""
    li = world.user("小李")
    await li.sends("/start")
    hello = await li.chat.next_message()
    await li.presses(hello, hello.data(WORDS.example_meeting))

    number = bot.database.run_now(lambda found: questions.forget_person(found, li.person.id))

    assert number == 1


async def test_an_example_that_the_articles_answer(make_bot: MakeBot, tmp_path: Path) -> None:
    """Where nobody met, another one is offered; where nothing is answered, none."""
    dated = tmp_path / "dated.txt"
    dated.write_text("食堂开张\n发布时间：2022-05-25\n\n食堂有红烧肉和豆腐。\n", encoding="utf-8")
    bot = make_bot([dated])
    await bot.take(private_text("/start"))
    (hello,) = bot.request.sent
    assert hello.buttons[0]["text"] == WORDS.example_date

    empty = make_bot([])
    await empty.take(private_text("/start"))
    (hello,) = empty.request.sent
    assert [button["text"] for button in hello.buttons] == [WORDS.add_to_group]


async def test_examples_that_are_too_long(assembly: Assembly, tmp_path: Path) -> None:
    """Where only short questions are allowed, none is offered, and `/start` answers."""
    settings = assembly.settings
    answering = replace(settings.answering, max_question_chars=3)
    strict = Assembly(
        replace(settings, answering=answering), assembly.lexicon, assembly.tools, assembly.weights
    )
    bot = Harness(strict, tmp_path)

    await bot.take(private_text("/start"))

    bot.database.close()
    (hello,) = bot.request.sent
    assert [button["text"] for button in hello.buttons] == [WORDS.add_to_group]


async def test_a_link_that_asks(bot: Harness) -> None:
    """Telegram shows nothing of what it asks, so the bot does; the answer comes at once."""
    (text,) = await bot.said(private_text(f"/start {link('谁参加了会议？')}"))

    assert text.startswith("问题：谁参加了会议？\n\n")
    assert "郭建平" in text


async def test_a_link_to_an_article(bot: Harness) -> None:
    """It is introduced: title, date and size."""
    asking = await bot.shelves.asking(1001)
    ((article, sentences),) = asking.articles()

    (text,) = await bot.said(private_text(f"/start a_{article.id[:12]}"))

    assert text.startswith(f"《{TITLE}》\n2022-05-25\n共 {sentences} 句")


@pytest.mark.parametrize(
    "payload",
    [
        "a_ffffffffffff",
        "a_",
        "a_12345",
        "q_",
        "q_!!!",
        "q__w",
        "q_A",
        "q_IA",
        "x",
        "谁",
        "a" * 65,
        f"a_{'0' * 63}",
        link("谁参加了会议，一共有几个人来了？？"),
    ],
)
async def test_a_link_that_means_nothing(bot: Harness, payload: str) -> None:
    """It is a plain `/start`, and no error."""
    (plain,) = await bot.said(private_text(f"/start {payload}"))

    assert plain.startswith("你好！问我")


def test_payloads() -> None:
    """What a link carries is read, or it is nothing."""
    assert read_payload("a_0123abcd") == ArticleLink("0123abcd")
    assert read_payload(link("谁来了？")) == QuestionLink("谁来了？")
    assert read_payload(link("谁来了？") + "=") is None
    assert read_payload("") is None


async def test_an_example_from_a_foreign_button(world: World) -> None:
    """One that there is not gets a polite note, and asks nothing."""
    li = world.user("小李")
    await li.sends("/start")
    hello = await li.chat.next_message()

    await li.presses(hello, "s:ask:nonsense", forged=True)

    (answered,) = world.api.calls("answerCallbackQuery")
    assert answered["text"] == CATALOGUE["zh-Hans"].buttons.stale
    assert len(world.api.calls("sendMessage")) == 1
