"""Presses on the buttons under an answer: who may, what is told, what may go wrong."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select
from telegram import Update

from bot.store.tables import feedback, questions
from bot.telegram.buttons import Press, View
from bot.telegram.receiving import allowed_updates
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CATALOGUE, SETTINGS, Harness, with_settings
from tests.bot.telegram.pressing import (
    BUTTONS,
    LIST,
    PLAIN,
    VIEWS,
    ask,
    labels,
    now,
    press,
    toasts,
)
from tests.telegram_fakes import faults
from tests.telegram_fakes.queries import inaccessible
from tests.telegram_fakes.updates import GROUP, LI, Person, edited, pressed, private_text

WANG = Person(id=77, first_name="王", language_code="en")


def votes(bot: Harness) -> Sequence[tuple[int, bool]]:
    """Who thinks what of answers."""
    rows = select(feedback.c.person_id, feedback.c.good).order_by(feedback.c.person_id)
    return bot.database.run_now(lambda found: [tuple(row) for row in found.execute(rows)])


def test_presses_are_asked_for() -> None:
    """Telegram sends none to a bot that does not name them."""
    assert "callback_query" in allowed_updates(SETTINGS.telegram)


async def test_data_fit(bot: Harness) -> None:
    """No button carries more than Telegram takes, however large the numbers grow."""
    press = Press(10**18 - 1, alone=True, view=View.CONTEXT, page=9999)

    assert len(press.data().encode()) <= 64
    assert Press.read(press.data()) == press
    for button in (await ask(bot, LIST)).buttons:
        assert len(button["callback_data"].encode()) <= 64


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
    """Buttons from before are no way around the list of allowed chats: nothing is said."""
    message = await ask(make_bot(), PLAIN)
    strict = make_bot(settings=with_settings(allowed_chats=(GROUP.id,)))

    await strict.take(pressed(message, message.data(BUTTONS.why)))

    (answer,) = strict.request.calls("answerCallbackQuery")
    assert "text" not in answer
    assert strict.request.calls("editMessageText") == []


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


async def test_buttons_that_telegram_refuses(bot: Harness) -> None:
    """Cost the buttons, not the answer."""
    bot.request.fail_next("sendMessage", 400, "Bad Request: BUTTON_URL_INVALID")

    message = await ask(bot, PLAIN)

    assert message.text
    assert message.buttons == ()


async def test_impatient_presses(bot: Harness) -> None:
    """All are answered before the first is shown, and of those that wait only the last is."""
    message = await ask(bot, PLAIN)
    bot.request.fail_next("editMessageText", 429, "Too Many Requests: retry after 1", 1)
    data = [message.data(each) for each in (BUTTONS.why, BUTTONS.others, BUTTONS.context)]

    async with bot.application as application:
        updates = [Update.de_json(pressed(message, each), application.bot) for each in data]
        await asyncio.gather(*map(application.process_update, updates))

    methods = [call.method for call in bot.request.requests]
    first_change = methods.index("editMessageText")
    assert methods[:first_change].count("answerCallbackQuery") == 3
    assert methods.count("editMessageText") == 3  # refused, why, context
    assert now(bot, message).text.startswith(VIEWS.context.format(number=1))


async def test_a_press_while_the_answer_is_noted(bot: Harness) -> None:
    """Whoever presses in the very moment of the answer is served, too."""
    message = await ask(bot, PLAIN)
    open_again = questions.update().values(answer_id=None, outcome="open")
    bot.database.run_now(lambda found: found.execute(open_again))

    shown = await press(bot, message, BUTTONS.why)

    assert shown.text.startswith(VIEWS.why)


async def test_an_answer_that_had_arrived(bot: Harness) -> None:
    """One of which nobody knew that it had: its buttons work, and an edit changes it."""
    bot.request.api.fail("sendMessage", faults.Reset(acted=True))
    question = private_text(LIST)
    await bot.take(question)
    answer = bot.request.sent[0]

    view = await press(bot, answer, BUTTONS.why)
    await bot.take(edited(question, PLAIN))

    assert VIEWS.why in view.text
    assert "唐景庭" in now(bot, answer).text
