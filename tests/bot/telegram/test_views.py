"""What the buttons under an answer show."""

from pathlib import Path

import pytest

from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import Harness
from tests.bot.telegram.pressing import (
    BUTTONS,
    LIST,
    PLAIN,
    VIEWS,
    ask,
    labels,
    marked,
    now,
    press,
)
from tests.telegram_fakes.updates import LI, pressed


@pytest.fixture
def long_bot(make_bot: MakeBot, tmp_path: Path) -> Harness:
    """One on an article whose list fills several messages."""
    file = tmp_path / "long.txt"
    clauses = "，".join(f"第{number}组的𠮷先生检查了第{number}号桥🧪" for number in range(600))
    file.write_text(f"检查通告\n检查从四月一日开始。{clauses}。检查结束了。\n", encoding="utf-8")
    return make_bot([file])


async def test_a_list_has_its_sentences_folded(bot: Harness) -> None:
    """The members are lines with their roles; what proves them opens at a touch."""
    message = await ask(bot, LIST)

    (folded,) = marked(message, "expandable_blockquote")
    lines = message.text.partition("\n\n")[0].splitlines()
    assert "參加會議。" in folded
    assert all(line.startswith("· ") for line in lines)
    assert any(" — " in line for line in lines)
    assert all(member in folded for member in marked(message, "bold"))


async def test_what_stands_under_an_answer(bot: Harness) -> None:
    """Context, other sentences, why, and the votes; nothing to turn on a short answer."""
    message = await ask(bot, PLAIN)

    assert labels(message) == [BUTTONS.context, BUTTONS.others, BUTTONS.why, "👍", "👎"]


async def test_what_stands_under_a_refusal(bot: Harness) -> None:
    """What is near may be looked at, and why it is no answer; there is nothing to praise."""
    assert labels(await ask(bot, "上海市长是谁？")) == [BUTTONS.context, BUTTONS.why]
    assert labels(await ask(bot, "食堂的菜单？")) == [BUTTONS.why]
    assert labels(await ask(bot, "？？？")) == []
    assert labels(await ask(bot, "这篇文章的作者是谁？")) == []


async def test_context_grows(bot: Harness) -> None:
    """One neighbour on each side, then two, …, the article's own words all the time."""
    message = await ask(bot, PLAIN)
    ((article, _),) = (await bot.shelves.asking(LI.id)).articles()

    message = await press(bot, message, BUTTONS.context)
    sizes = []
    while "▶" in labels(message):
        (excerpt,) = marked(message, "blockquote")
        assert excerpt in article.text
        sizes.append(len(excerpt))
        message = await press(bot, message, "▶")

    assert len(sizes) > 2
    assert sizes == sorted(set(sizes))
    assert "▶" not in labels(message)
    assert marked(message, "underline")


async def test_the_way_back(bot: Harness) -> None:
    """Leads to the answer as it was, from everywhere."""
    message = first = await ask(bot, LIST)
    for label in (BUTTONS.context, BUTTONS.others, BUTTONS.why):
        shown = await press(bot, message, label)
        assert shown.text != first.text
        message = await press(bot, shown, BUTTONS.back)

        assert (message.text, message.entities) == (first.text, first.entities)
        assert message.buttons == first.buttons


async def test_no_previews_come_by_an_edit(bot: Harness) -> None:
    """A view has no more of them than the answer had."""
    message = await ask(bot, PLAIN)

    await press(bot, message, BUTTONS.context)

    (call,) = bot.request.calls("editMessageText")
    assert call["link_preview_options"] == {"is_disabled": True}


async def test_other_sentences(bot: Harness) -> None:
    """The next best, announced as no answer, a few a page."""
    message = await ask(bot, PLAIN)
    answer = message.text.splitlines()[0]

    first = await press(bot, message, BUTTONS.others)
    second = await press(bot, first, "▶")

    assert first.text.startswith(VIEWS.others)
    assert answer not in first.text + second.text
    assert first.text != second.text
    assert labels(first) == ["1/3", "▶", BUTTONS.back]
    assert labels(second) == ["◀", "2/3", "▶", BUTTONS.back]


async def test_no_other_sentences(make_bot: MakeBot, tmp_path: Path) -> None:
    """Where the article has no more of them, it is said."""
    file = tmp_path / "one.txt"
    file.write_text("馆长是林小梅。", encoding="utf-8")
    bot = make_bot([file])

    message = await press(bot, await ask(bot, "馆长是谁？"), BUTTONS.others)

    assert message.text == VIEWS.no_others


async def test_why_an_answer(bot: Harness) -> None:
    """Each word of the question with its weight and what the text has, and the runner-up."""
    message = await press(bot, await ask(bot, LIST), BUTTONS.why)

    assert marked(message, "bold")[0] == VIEWS.why
    assert "问题里的“会议”（占 48%）：句中有“會議”" in message.text
    assert VIEWS.weights in message.text
    assert "达到 10% 才回答" in message.text
    assert len(marked(message, "blockquote")) == 1


async def test_why_not(bot: Harness) -> None:
    """Names the words that no article has."""
    message = await press(bot, await ask(bot, "上海市长是谁？"), BUTTONS.why)

    assert message.text.startswith(VIEWS.why_not)
    assert "· 问题里的“上海”（占 49%）：文章里没有\n" in message.text
    assert "：句中有“市長”\n" in message.text


async def test_context_of_what_is_no_answer(bot: Harness) -> None:
    """Is as clearly none as the nearest sentence was."""
    message = await press(bot, await ask(bot, "上海市长是谁？"), BUTTONS.context)

    assert message.text.startswith("最接近的一句（不是答案）")


async def test_why_of_the_page(bot: Harness) -> None:
    """A date that the page states is no sentence, and it is said so."""
    message = await ask(bot, "文章的发布时间是什么？")
    assert labels(message) == [BUTTONS.why, "👍", "👎"]

    assert VIEWS.from_page in (await press(bot, message, BUTTONS.why)).text


async def test_pages_of_a_long_answer(long_bot: Harness) -> None:
    """The rest is behind a button; nothing is lost, and there is no way over the ends."""
    message = await ask(long_bot, "谁检查了桥？")
    texts = [message.text]
    assert labels(message)[0].startswith("更多（1/")
    message = await press(long_bot, message, labels(message)[0])
    while "▶" in labels(message):
        texts.append(message.text)
        assert labels(message)[:3] == ["◀", labels(message)[1], "▶"]
        message = await press(long_bot, message, "▶")
    texts.append(message.text)

    ((article, _),) = (await long_bot.shelves.asking(LI.id)).articles()
    longest = max(article.text.split("。"), key=len)
    assert longest in "".join(texts)
    assert labels(message)[:2] == ["◀", f"{len(texts)}/{len(texts)}"]
    assert len(long_bot.request.sent) == 1


async def test_a_page_that_there_is_not(bot: Harness) -> None:
    """A number that somebody made up leads to the last one."""
    message = await ask(bot, PLAIN)
    made_up = message.data(BUTTONS.others).replace(":0:0", ":9999:0")

    await bot.take(pressed(message, made_up))

    assert labels(now(bot, message))[:2] == ["◀", "3/3"]


@pytest.mark.parametrize(
    ("source", "offered"),
    [
        ("https://example.org/news/1.html", True),
        ("http://news.example.cn", True),
        ("市报", False),
        ("https://localhost/a", False),
        ("https://[broken", False),
        ("https://example.org/a b", False),
        ("javascript://example.org/%0aalert(1)", False),
        (f"https://example.org/{'a' * 2000}", False),
    ],
)
async def test_a_link_to_the_page(
    make_bot: MakeBot, tmp_path: Path, source: str, *, offered: bool
) -> None:
    """Only an address that Telegram takes becomes a button."""
    file = tmp_path / "linked.txt"
    file.write_text(f"新馆开馆\n来源：{source}\n\n馆长是林小梅。馆有三层。", encoding="utf-8")
    bot = make_bot([file])

    message = await ask(bot, "馆长是谁？")

    assert [button["url"] for button in message.buttons if "url" in button] == [source] * offered
