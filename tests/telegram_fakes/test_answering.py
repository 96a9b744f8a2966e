"""How presses, inline queries and guest messages are answered."""

from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.error import BadRequest

from tests.telegram_fakes.api import BotApi


def article(number: str = "1", text: str = "答", title: str = "题") -> InlineQueryResultArticle:
    """A result."""
    content = InputTextMessageContent(text, parse_mode="HTML")
    return InlineQueryResultArticle(number, title, content)


async def test_press_is_answered_once(api: BotApi, bot: Bot) -> None:
    """A press is answered once, with a note of at most 200 characters."""
    number = api.queries.new()
    await bot.answer_callback_query(number, "字" * 200, show_alert=True)

    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(number)
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(api.queries.new(), "字" * 201)


async def test_inline_query_is_answered(api: BotApi, bot: Bot) -> None:
    """What was answered can be seen by the query's number."""
    number = api.queries.new()
    results = [article(str(each)) for each in range(50)]
    button = InlineQueryResultsButton("文章", start_parameter="a-b_1")
    await bot.answer_inline_query(number, results, is_personal=True, cache_time=0, button=button)

    answer = api.queries.inline_answers[number]

    assert len(answer["results"]) == 50
    assert (answer["is_personal"], answer["cache_time"]) == (True, 0)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_inline_query(number, [])


@pytest.mark.parametrize(
    ("results", "more", "reason"),
    [
        ([article(str(each)) for each in range(51)], {}, "Results_too_much"),
        ([article(), article()], {}, "Result_id_duplicate"),
        ([article("")], {}, "Result_id_invalid"),
        ([article("字" * 22)], {}, "Result_id_invalid"),
        ([article(title="")], {}, "Article_title_empty"),
        ([article(text="<p>")], {}, "Can't parse entities"),
        ([article(text="字" * 4097)], {}, "Message is too long"),
        ([], {"next_offset": "x" * 65}, "Next_offset_invalid"),
        (
            [],
            {"button": InlineQueryResultsButton("x", start_parameter="文")},
            "Start_param_invalid",
        ),
    ],
)
async def test_bad_inline_answer_is_refused(
    api: BotApi, bot: Bot, results: list[Any], more: dict[str, Any], reason: str
) -> None:
    """Results have their bounds, and the query stays open when they are broken."""
    number = api.queries.new()

    with pytest.raises(BadRequest, match=reason):
        await bot.answer_inline_query(number, results, **more)

    assert number in api.queries.open


async def test_guest_is_answered(api: BotApi, bot: Bot) -> None:
    """A guest's answer becomes a message of its own kind, which the bot can edit."""
    number = api.queries.new()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("更多", callback_data="more")]])
    content = InputTextMessageContent("<b>答</b>", parse_mode="HTML")
    result = InlineQueryResultArticle("1", "题", content, reply_markup=keyboard)

    sent = await bot.answer_guest_query(number, result)

    message = api.queries.inline_messages[sent.inline_message_id]
    assert (message["text"], message["entities"][0]["type"]) == ("答", "bold")
    assert message["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "more"
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_guest_query(number, result)
