"""What the real bot's answers look like, word by word."""

import asyncio
import json
import os
import re
import sys
from collections.abc import Mapping

import pytest

from bot.assembly import assemble
from bot.catalogue import load_catalogue
from config.lexicon import load_lexicon
from config.loading import load_settings
from retrieval.model import Article
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.botapi.user import User
from tests.e2e.conftest import IN_ONE_LOOP
from tests.repository.places import ROOT
from tests.telegram_fakes.values import ChatMessage

pytestmark = IN_ONE_LOOP

WORDS = load_catalogue()["zh-Hans"]
REPLY, BUTTONS = WORDS.reply, WORDS.buttons
LABELLED = (ROOT / "tests" / "quality" / "seed.yaml").read_text(encoding="utf-8")
BALLOONS = [f"气球节第{number}天放飞了{'😀红𠮷气球、' * 300}和黄气球。" for number in "一二三"]
LIBRARY = """\
河边的<图书馆>
发布时间：2024-03-08
来源：https://example.org/library

新馆在河边，有“A&B”两个展厅，票价<10元。
出席开幕式的有王小明、李大海和赵阿福等人。
馆长是周敏。
周敏说，图书馆的屋顶花园种了三百棵树。
参观者可以在一楼喝茶。
屋顶花园每天早上九点开放。
屋顶花园每天早上九点开放。
孩子们在地下一层看书。
屋顶花园的树由园丁老陈照看。
"""


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Two articles beside the seed, and the tagger, which finds people's names."""
    folder = tmp_path_factory.mktemp("articles")
    library, balloons = folder / "library.txt", folder / "balloons.txt"
    library.write_text(LIBRARY, encoding="utf-8")
    balloons.write_text("\n".join(["气球节", "", *BALLOONS]), encoding="utf-8")
    files = [library, balloons, *load_settings(None, {}).shelf.files]
    return {
        "YUANJU_SHELF__FILES": json.dumps([str(file) for file in files]),
        "YUANJU_MODELS__TAGGER": "lac",
    }


def articles(operator: Mapping[str, str]) -> list[Article]:
    """The articles as the bot reads them."""
    light = {"YUANJU_MODELS__ENCODER": "off", "YUANJU_MODELS__TAGGER": "off"}
    settings = load_settings(None, {**operator, **light})
    return assemble(settings, load_lexicon()).articles(settings.shelf.files)


async def answered(li: User, question: str) -> ChatMessage:
    """The answer to a question in private."""
    await li.sends(question)
    return await li.chat.next_message(timeout=30)


def marked(message: ChatMessage, kind: str) -> list[str]:
    """What is marked so."""
    return [entity.of(message.text) for entity in message.entities if entity.kind == kind]


def lines(text: str) -> list[str]:
    """The lines of a reply, without what only Telegram shows."""
    stripped = (line.strip() for line in text.splitlines())
    return [line for line in stripped if line not in {"", "…"}]


async def test_every_word_is_the_articles(
    shared: BotApiServer, operator: Mapping[str, str]
) -> None:
    """Each line of each answer to many questions is one of the article, letter by letter."""
    read = articles(operator)
    told = [
        *(article.text for article in read),
        *(str(value) for article in read for value in vars_of(article)),
    ]
    questions = re.findall(r"\{question: (.+?), sentences", LABELLED)
    people = [shared.world.user() for _ in questions]
    for person, question in zip(people, questions, strict=True):
        await person.sends(question)
    answers = 0

    for person, question in zip(people, questions, strict=True):
        message = await person.chat.next_message(timeout=30)
        if "👍" not in [button["text"] for button in message.buttons]:
            continue
        answers += 1
        ours = marked(message, "italic")
        for line in lines(message.text):
            if line.startswith("— ") or line in ours:
                continue
            for part in line.removeprefix("· ").split(" — "):
                assert any(part in text for text in told), (question, part)

    assert answers > 30


async def test_a_citation(shared: BotApiServer) -> None:
    """Title, date, source, paragraph and sentence; a button leads to the page, without preview."""
    answer = await answered(shared.world.user("小李"), "馆长是谁？")

    place = REPLY.place.format(paragraph=3, sentence=1)
    expected = f"— 河边的<图书馆> · 2024-03-08 · https://example.org/library · {place}"
    links = {button["text"]: button.get("url") for button in answer.buttons}
    assert marked(answer, "italic") == [expected]
    assert links[BUTTONS.source] == "https://example.org/library"
    assert answer.params["link_preview_options"] == {"is_disabled": True}


async def test_marks(shared: BotApiServer) -> None:
    """Bold is the answer itself, underlined what the question has, and nothing is hidden."""
    answer = await answered(shared.world.user("小李"), "二所的所长是谁？")

    assert marked(answer, "bold") == ["唐景庭"]
    assert "所長" in marked(answer, "underline")
    assert {entity.kind for entity in answer.entities} == {"bold", "underline", "italic"}


async def test_signs_of_html(shared: BotApiServer) -> None:
    """In the article, its title and the question they are shown as they are."""
    li = shared.world.user("小李")

    answer = await answered(li, "票价是多少？")
    declined = await answered(li, "<b>馆长</b>的&lt;火箭&gt;有多快？")

    assert "新馆在河边，有“A&B”两个展厅，票价<10元。" in answer.text
    assert "河边的<图书馆>" in answer.text
    assert "火箭" in declined.text
    assert marked(declined, "bold") == []
    assert answer.parse_mode == declined.parse_mode == "HTML"


async def test_a_list(shared: BotApiServer) -> None:
    """Each member on a line, that there are more, and the sentence, folded."""
    answer = await answered(shared.world.user("小李"), "谁出席了开幕式？")

    (folded,) = marked(answer, "expandable_blockquote")
    assert marked(answer, "bold") == ["王小明", "李大海", "赵阿福"]
    assert REPLY.open_ended in answer.text
    assert "出席开幕式的有王小明、李大海和赵阿福等人。" in folded
    assert "第2段第1句" in folded


async def test_several_sentences(shared: BotApiServer) -> None:
    """In the article's order, with signs for what is between them, and none twice."""
    answer = await answered(shared.world.user("小李"), "屋顶花园")

    shown = [line for line in answer.text.splitlines() if line and not line.startswith("—")]
    assert shown == [
        "周敏说，图书馆的屋顶花园种了三百棵树。",
        "…",
        "屋顶花园每天早上九点开放。",
        "…",
        "屋顶花园的树由园丁老陈照看。",
    ]
    assert answer.text.count(REPLY.best) == 1


async def test_what_the_article_does_not_say(shared: BotApiServer) -> None:
    """The words that it lacks are named; a nearest sentence is of that question, or none is."""
    li = shared.world.user("小李")

    mayor = await answered(li, "北京市长是谁？")
    hours = await answered(li, "上海的园丁几点上班？")
    meal = await answered(li, "披萨有几种口味？")

    assert mayor.text.startswith(REPLY.declined)
    assert REPLY.missing.format(words="“北京”") in mayor.text
    assert REPLY.missing.format(words="“上海”“上班”") in hours.text
    assert marked(mayor, "blockquote") != marked(hours, "blockquote")
    assert REPLY.nearest in mayor.text
    assert "👍" not in [button["text"] for button in mayor.buttons]
    assert REPLY.nearest not in meal.text


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("館長是誰？", "馆长是周敏。"),
        ("谁是党委书记王俊峰陪同的？", "黨委書記王俊峰"),
        ("ＭＩＮＩ線由谁承担建设？", "碳化硅mini線"),
        ("Mini线在哪里？", "碳化硅mini線"),
    ],
    ids=["traditional", "simplified", "full width", "case"],
)
async def test_other_writing(shared: BotApiServer, question: str, found: str) -> None:
    """It is found however it is written, and shown as the article writes it."""
    assert found in (await answered(shared.world.user("小李"), question)).text


async def test_annotated_text(shared: BotApiServer) -> None:
    """Pinyin behind the characters hides no word, and is not shown."""
    answer = await answered(shared.world.user("小李"), "朱晓东什么时候到2所调研？")

    assert "朱曉東到2所調研" in marked(answer, "underline")
    assert "5月24日" in answer.text
    assert re.search(r"\([a-zà-ǿ]+\)", answer.text) is None


async def test_asked_twice(shared: BotApiServer) -> None:
    """The same answer, mark by mark, whoever asks and whatever was asked in between."""
    li, wang = shared.world.user("小李"), shared.world.user("小王")

    first = await answered(li, "屋顶花园")
    await answered(li, "馆长是谁？")
    second = await answered(wang, "屋顶花园")

    assert (first.text, first.entities) == (second.text, second.entities)


async def test_a_long_answer(shared: BotApiServer) -> None:
    """One message with pages, each within Telegram's limits, and together every word of it."""
    li = shared.world.user("小李")
    page = await answered(li, "气球节放飞了什么气球？")
    pages = [page]
    total = int(page.buttons[0]["text"].split("/")[1].partition("）")[0])

    while forward := [each for each in page.buttons if each["text"].endswith("▶")]:
        await li.presses(page, forward[0]["callback_data"])
        page = await li.chat.next_edit()
        pages.append(page)
    labels = [[button["text"] for button in each.buttons] for each in pages]

    assert len(pages) == total > 2
    assert labels[0][0] == BUTTONS.more.format(page=1, pages=total)
    assert "◀" not in labels[0]
    assert labels[1][:3] == ["◀", f"2/{total}", "▶"]
    assert labels[-1][:2] == ["◀", f"{total}/{total}"]
    assert all(len(each.entities) <= 100 for each in pages)
    joined = "".join(each.text for each in pages)
    assert all(sentence in joined.replace("\n", "") for sentence in BALLOONS)
    data = [button.get("callback_data", "") for each in pages for button in each.buttons]
    assert max(len(each.encode()) for each in data) <= 64
    previews = shared.calls("sendMessage") + shared.calls("editMessageText")
    assert all(call["link_preview_options"]["is_disabled"] for call in previews)


async def test_the_console_says_the_same(
    shared: BotApiServer, operator: Mapping[str, str]
) -> None:
    """Line by line, for answers, lists, refusals, and what the page says."""
    li = shared.world.user("小李")
    questions = ["馆长是谁？", "谁出席了开幕式？", "北京市长是谁？", "屋顶花园", "来源是什么？"]

    in_telegram = [lines((await answered(li, question)).text) for question in questions]

    assert await asked_in_the_console(questions, operator) == in_telegram


async def asked_in_the_console(
    questions: list[str], operator: Mapping[str, str]
) -> list[list[str]]:
    """What the console says to each of them."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "ask", "--batch"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **operator, "YUANJU_MODELS__ENCODER": "off"},
    )
    output, _ = await process.communicate("\n".join(questions).encode())
    return [lines(said)[1:] for said in output.decode().split("❯ ")[1:]]


def vars_of(article: Article) -> list[str | None]:
    """What the page says of an article."""
    metadata = article.metadata
    return [
        metadata.title,
        metadata.deck,
        metadata.published,
        metadata.source,
        metadata.author,
    ]
