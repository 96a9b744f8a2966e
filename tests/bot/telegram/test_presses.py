"""The buttons under an answer, pressed."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.store.tables import feedback, questions
from bot.telegram.buttons import Press, View
from bot.telegram.serving import ALLOWED_UPDATES
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CATALOGUE, Harness, with_settings
from tests.telegram_fakes import faults
from tests.telegram_fakes.queries import inaccessible
from tests.telegram_fakes.updates import (
    GROUP,
    LI,
    Person,
    edited,
    group_text,
    pressed,
    private_text,
)
from tests.telegram_fakes.values import ChatMessage

WORDS = CATALOGUE["zh-Hans"]
BUTTONS, VIEWS = WORDS.buttons, WORDS.views
WANG = Person(id=77, first_name="王", language_code="en")
LIST = "谁参加了会议？"
PLAIN = "二所的所长是谁？"


@pytest.fixture
def long_bot(make_bot: MakeBot, tmp_path: Path) -> Harness:
    """One on an article whose list fills several messages."""
    file = tmp_path / "long.txt"
    clauses = "，".join(f"第{number}组的𠮷先生检查了第{number}号桥🧪" for number in range(600))
    file.write_text(f"检查通告\n检查从四月一日开始。{clauses}。检查结束了。\n", encoding="utf-8")
    return make_bot([file])


async def ask(bot: Harness, question: str, *, in_group: bool = False) -> ChatMessage:
    """The answer to a question."""
    update = group_text(f"/ask {question}") if in_group else private_text(question)
    await bot.take(update)
    return bot.request.sent[-1]


async def press(
    bot: Harness, message: ChatMessage, label: str, *, sender: Person = LI
) -> ChatMessage:
    """The message after somebody pressed the button with that label."""
    await bot.take(pressed(message, message.data(label), sender=sender))
    return now(bot, message)


def now(bot: Harness, message: ChatMessage) -> ChatMessage:
    """The message as it is now."""
    (found,) = [each for each in bot.request.sent if each.message_id == message.message_id]
    return found


def labels(message: ChatMessage) -> list[str]:
    """What stands on the buttons of a message, in order."""
    return [str(button["text"]) for button in message.buttons]


def toasts(bot: Harness) -> list[str | None]:
    """What was said to each press."""
    return [call.get("text") for call in bot.request.calls("answerCallbackQuery")]


def marked(message: ChatMessage, kind: str) -> list[str]:
    """The ranges of a message that are marked so."""
    return [each.of(message.text) for each in message.entities if each.kind == kind]


def votes(bot: Harness) -> Sequence[tuple[int, bool]]:
    """Who thinks what of answers."""
    rows = select(feedback.c.person_id, feedback.c.good).order_by(feedback.c.person_id)
    return bot.database.run_now(lambda found: [tuple(row) for row in found.execute(rows)])


def test_presses_are_asked_for() -> None:
    """Telegram sends none to a bot that does not name them."""
    assert "callback_query" in ALLOWED_UPDATES


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


async def test_data_fit(bot: Harness) -> None:
    """No button carries more than Telegram takes, however large the numbers grow."""
    press = Press(10**18 - 1, alone=True, view=View.CONTEXT, page=9999)

    assert len(press.data().encode()) <= 64
    assert Press.read(press.data()) == press
    for button in (await ask(bot, LIST)).buttons:
        assert len(button["callback_data"].encode()) <= 64


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


async def test_why_of_the_page(bot: Harness) -> None:
    """A date that the page states is no sentence, and it is said so."""
    message = await ask(bot, "文章的发布时间是什么？")
    assert labels(message) == [BUTTONS.why, "👍", "👎"]

    assert VIEWS.from_page in (await press(bot, message, BUTTONS.why)).text


async def test_votes_are_each_persons_own(bot: Harness) -> None:
    """Everybody has one, the last word counts, and thanks come in their language."""
    message = await ask(bot, PLAIN, in_group=True)
    await press(bot, message, "👍")
    await press(bot, message, "👎")
    await press(bot, message, "👍", sender=WANG)

    assert votes(bot) == [(WANG.id, True), (LI.id, False)]
    assert toasts(bot) == [BUTTONS.thanks, BUTTONS.sorry, CATALOGUE["en"].buttons.thanks]
    assert bot.request.calls("editMessageText") == []


async def test_everybody_in_a_group_turns_pages(bot: Harness) -> None:
    """By design: what an answer shows stands there for all of them."""
    message = await ask(bot, PLAIN, in_group=True)

    shown = await press(bot, message, BUTTONS.context, sender=WANG)

    assert shown.text != message.text
    assert toasts(bot) == [None]


async def test_pressing_twice(bot: Harness) -> None:
    """Changes nothing the second time, and both are answered."""
    message = await ask(bot, PLAIN)
    data = message.data(BUTTONS.why)

    await bot.take(pressed(message, data), pressed(message, data))

    assert toasts(bot) == [None, None]
    assert now(bot, message).text.startswith(VIEWS.why)


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


async def test_after_a_restart(make_bot: MakeBot) -> None:
    """A button still shows what it would have shown."""
    first = make_bot()
    message = await ask(first, PLAIN)
    expected = await press(first, message, BUTTONS.why)
    second = make_bot()

    await second.take(pressed(message, message.data(BUTTONS.why)))

    (call,) = second.request.calls("editMessageText")
    (before,) = first.request.calls("editMessageText")
    assert call == before
    assert expected.text


FORGED = [
    "v1:c:{id}:0:0:1",
    "v1:x:{id}:0:0",
    "v0:c:{id}:0:0",
    "v1:c:999999:0:0",
    "v1:c:-1:0:0",
    f"v1:c:{10**30}:0:0",
    "settings:language",
    "v1:c:{id}:0:0' --",
]


@pytest.mark.parametrize("data", FORGED)
async def test_data_of_others(bot: Harness, data: str) -> None:
    """Of another version, another question or somebody's invention: stale, and no fault."""
    message = await ask(bot, PLAIN)
    (number,) = bot.database.run_now(lambda found: found.execute(select(questions.c.id)).scalars())

    await bot.take(pressed(message, data.format(id=number)))

    assert toasts(bot) == [BUTTONS.stale]
    assert bot.request.calls("editMessageText") == []


async def test_a_question_of_another_chat(bot: Harness) -> None:
    """Its button pressed elsewhere shows nothing of it, even by a forger in both chats."""
    message = await ask(bot, PLAIN)
    elsewhere = await ask(bot, LIST, in_group=True)

    await bot.take(pressed(elsewhere, message.data(BUTTONS.context)))
    await bot.take(pressed(elsewhere, message.data("👍")))

    assert toasts(bot) == [BUTTONS.stale] * 2
    assert votes(bot) == []
    assert bot.request.calls("editMessageText") == []


async def test_another_message_of_the_chat(bot: Harness) -> None:
    """A button works on the answer that it was sent with, and on no other."""
    first, second = await ask(bot, PLAIN), await ask(bot, LIST)

    await bot.take(pressed(second, first.data(BUTTONS.context)))

    assert toasts(bot) == [BUTTONS.stale]


async def test_a_forgotten_question(bot: Harness) -> None:
    """After its days in the journal, a button says that it is stale."""
    message = await ask(bot, PLAIN)
    bot.database.run_now(lambda found: found.execute(questions.delete()))

    await bot.take(pressed(message, message.data("👍")))

    assert toasts(bot) == [BUTTONS.stale]


async def test_an_article_that_is_gone(make_bot: MakeBot, tmp_path: Path) -> None:
    """Is not shown from memory, and nothing else is in its place."""
    message = await ask(make_bot(), PLAIN)
    file = tmp_path / "other.txt"
    file.write_text("馆长是林小梅。", encoding="utf-8")
    other = make_bot([file])

    await other.take(pressed(message, message.data(BUTTONS.context)))

    assert toasts(other) == [BUTTONS.article_gone]
    assert other.request.calls("editMessageText") == []


async def test_a_message_that_is_too_old(bot: Harness) -> None:
    """Telegram tells no more of it than where it was."""
    message = await ask(bot, PLAIN)

    await bot.take(pressed(inaccessible(message), message.data(BUTTONS.why)))

    assert toasts(bot) == [BUTTONS.stale]


async def test_a_chat_that_is_not_allowed(make_bot: MakeBot) -> None:
    """Buttons from before are no way around the list of allowed chats."""
    message = await ask(make_bot(), PLAIN)
    strict = make_bot(settings=with_settings(allowed_chats=(GROUP.id,)))

    await strict.take(pressed(message, message.data(BUTTONS.why)))

    assert toasts(strict) == [BUTTONS.stale]


async def test_a_page_that_there_is_not(bot: Harness) -> None:
    """A number that somebody made up leads to the last one."""
    message = await ask(bot, PLAIN)
    made_up = message.data(BUTTONS.others).replace(":0:0", ":9999:0")

    await bot.take(pressed(message, made_up))

    assert labels(now(bot, message))[:2] == ["◀", "3/3"]


async def test_an_answer_to_a_press_that_is_refused(bot: Harness) -> None:
    """A press from before an outage is too old to be answered; what it asks for is shown."""
    message = await ask(bot, PLAIN)
    too_old = "Bad Request: query is too old and response timeout expired"
    bot.request.fail_next("answerCallbackQuery", 400, too_old)

    shown = await press(bot, message, BUTTONS.why)

    assert shown.text.startswith(VIEWS.why)


async def test_flood_limits_hold_for_edits(bot: Harness) -> None:
    """What Telegram asks to wait is waited; the press itself is answered before."""
    message = await ask(bot, PLAIN)
    bot.request.fail_next("editMessageText", 429, "Too Many Requests: retry after 1", 1)

    shown = await press(bot, message, BUTTONS.why)

    methods = [call.method for call in bot.request.requests]
    assert methods.index("answerCallbackQuery") < methods.index("editMessageText")
    assert shown.text.startswith(VIEWS.why)


async def test_an_answer_that_was_deleted(bot: Harness) -> None:
    """There is nothing left to change, and that is no fault."""
    message = await ask(bot, PLAIN)
    gone = faults.refusal(400, "Bad Request: message to edit not found")
    bot.request.api.fail("editMessageText", gone)

    await press(bot, message, BUTTONS.why)

    assert toasts(bot) == [None]
    assert len(bot.request.sent) == 1


async def test_an_edited_question_changes_the_buttons(bot: Harness) -> None:
    """Text and buttons are the new question's; a press then shows the new one's context."""
    question = private_text(PLAIN)
    await bot.take(question)
    (before,) = bot.request.sent

    await bot.take(edited(question, "食堂的菜单？"))

    (after,) = bot.request.sent
    assert labels(before) != labels(after) == [BUTTONS.why]
    assert (await press(bot, after, BUTTONS.why)).text.startswith(VIEWS.why_not)


async def test_what_asked_one_article_stays_there(make_bot: MakeBot, tmp_path: Path) -> None:
    """A reply to an answer asks its article alone, and so do the buttons under that."""
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("东馆的馆长是林小梅。东馆有三层。", encoding="utf-8")
    second.write_text("西馆的馆长是高远。西馆在河边，西馆有五层。", encoding="utf-8")
    bot = make_bot([first, second])
    answer = await ask(bot, "东馆的馆长是谁？")
    await bot.take(private_text("西馆有几层？", reply_to=answer))
    follow_up = bot.request.sent[-1]

    shown = await press(bot, follow_up, BUTTONS.why)

    assert "西馆有五层" not in follow_up.text + shown.text


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


async def test_buttons_that_telegram_refuses(bot: Harness) -> None:
    """Cost the buttons, not the answer."""
    bot.request.fail_next("sendMessage", 400, "Bad Request: BUTTON_URL_INVALID")

    message = await ask(bot, PLAIN)

    assert message.text
    assert message.buttons == ()
