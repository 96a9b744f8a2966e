"""Updates built in memory, and a real application that handles them without a network."""

from typing import Any

import pytest
from telegram import Update
from telegram.error import NetworkError
from telegram.ext import ApplicationBuilder, CommandHandler, ContextTypes

from tests.telegram_fakes import contract, utf16
from tests.telegram_fakes.request import FakeRequest
from tests.telegram_fakes.updates import (
    GROUP,
    Person,
    Place,
    edited,
    group_text,
    pressed,
    private_text,
)
from tests.telegram_fakes.values import ChatMessage
from tests.telegram_fakes.written import marked


async def answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """A handler: reply with a button."""
    assert update.effective_message is not None
    await update.effective_message.reply_text("答", do_quote=True)


async def handled(request: FakeRequest, *updates: dict[str, Any]) -> None:
    """Let a real application with one command handle `updates`."""
    builder = ApplicationBuilder().token("1:x").request(request).get_updates_request(request)
    application = builder.build()
    application.add_handler(CommandHandler("ask", answer))
    async with application:
        for update in updates:
            await application.process_update(Update.de_json(update, application.bot))


async def test_handler_answers_without_a_network() -> None:
    """A handler's answer is kept as a value, with what it asked for."""
    request = FakeRequest()
    question = group_text("/ask@yuanju_bot 谁？")
    await handled(request, private_text("/ask 谁？"), question)

    first, second = request.sent

    assert (first.text, first.chat_id, second.chat_id) == ("答", 1001, GROUP.id)
    assert second.reply_parameters is not None
    assert second.reply_parameters["message_id"] == question["message"]["message_id"]
    assert [call.method for call in request.requests] == ["getMe", "sendMessage", "sendMessage"]


async def test_command_for_another_bot_is_left_alone() -> None:
    """The application knows its own name, from `getMe`."""
    request = FakeRequest()

    await handled(request, group_text("/ask@other_bot 谁？"), private_text("/ask谁？"))

    assert request.sent == []


async def test_fault_strikes_once() -> None:
    """A fault reaches the handler as the library's exception, once."""
    request = FakeRequest()
    request.fail_next("getMe", 502, "Bad Gateway")

    with pytest.raises(NetworkError, match="Bad Gateway"):
        await request.post("https://x/bot1:x/getMe")

    assert await request.post("https://x/bot1:x/getMe")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/ask 谁", [("bot_command", "/ask")]),
        ("😀 /ask@yuanju_bot 谁", [("bot_command", "/ask@yuanju_bot")]),
        ("/ask谁", []),
        ("/ask@yuanju_bot谁", []),
        ("和/ask", []),
        ("a/b", []),
        ("//ask", []),
        ("/ask@no", [("bot_command", "/ask")]),
        ("问 @yuanju_bot 谁", [("mention", "@yuanju_bot")]),
        ("@yuanju_bot谁", []),
        ("问@yuanju_bot", []),
        ("😀@yuanju_bot，谁", [("mention", "@yuanju_bot")]),
        (f"/{'a' * 65}", []),
    ],
)
def test_commands_and_mentions_end_where_words_end(
    text: str, found: list[tuple[str, str]]
) -> None:
    """A Chinese character next to a command or a mention makes it neither."""
    assert [(entity.kind, entity.of(text)) for entity in marked(text)] == found


def test_offsets_count_utf16_units() -> None:
    """An emoji before a command moves it by two."""
    entity = private_text("😀 /ask")["message"]["entities"][0]

    assert (entity["offset"], entity["length"]) == (3, 4)


def test_builders_keep_the_contract() -> None:
    """Every update that is built is one that Telegram could send."""
    question = private_text("/ask 谁？", date=1)
    message = ChatMessage(question["message"], {})
    forum = Place(-1002, "supergroup", "论坛", is_forum=True)
    updates = [
        question,
        edited(question, "谁"),
        pressed(message, "more"),
        private_text("谁？", reply_to=message),
        group_text("谁？", place=forum, topic=7, sender=Person(5, "Ann", "ann", None)),
    ]

    for update in updates:
        contract.check_update(update)

    numbers = [update["update_id"] for update in updates]
    assert len(set(numbers)) == len(numbers)


def test_broken_update_is_noticed() -> None:
    """A field that Telegram has not, and a missing one, break the contract."""
    unknown, missing = private_text("谁？"), private_text("谁？")
    unknown["message"]["txet"] = "?"
    del missing["message"]["chat"]

    for update in (unknown, missing):
        with pytest.raises(contract.ContractError):
            contract.check_update(update)


def test_broken_result_is_noticed() -> None:
    """The fake's own answers are held to the contract too."""
    with pytest.raises(contract.ContractError):
        contract.check_result("getMe", {"id": 5, "is_bot": True, "first_name": "x", "nmae": "y"})

    contract.check_result("getMe", {"id": 5, "is_bot": True, "first_name": "x"})


def test_part_is_cut_in_utf16_units() -> None:
    """Lengths and parts agree on what a unit is."""
    text = "a😀谁"

    assert (utf16.units(text), utf16.part(text, 1, 2)) == (4, "😀")
