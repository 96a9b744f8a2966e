"""What people do at the server for tests, and what of it the bot is told."""

import itertools

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import ApplicationBuilder, MessageHandler, filters

from tests.e2e.botapi.echo_bot import EchoApplication, build, echo
from tests.e2e.botapi.inbox import Inbox
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.botapi.world import World
from tests.telegram_fakes import contents
from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.profile import BotAccount
from tests.telegram_fakes.request import FakeRequest
from tests.telegram_fakes.values import Json

MORE = InlineKeyboardMarkup([[InlineKeyboardButton("更多", callback_data="more")]])


async def test_deleted_message_cannot_be_replied_to(world: World, bot: EchoApplication) -> None:
    """Nobody is told of a deletion; the bot finds out when it replies."""
    li = world.user("小李")
    question = await li.sends("谁？")
    li.deletes(question)

    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.bot.send_message(li.chat.id, "他", reply_to_message_id=question.message_id)


async def test_presses_by_others_forged_and_late(
    world: World, inbox: Inbox, bot: EchoApplication
) -> None:
    """Anybody in a group can press, with any data, also on a message that is gone."""
    li, wang, group = world.user("小李"), world.user("小王"), world.group()
    await bot.bot.send_message(group.id, "答", reply_markup=MORE)
    sent = await group.next_message()
    numbers = [
        await li.presses(sent, sent.data("更多")),
        await wang.presses(sent, "less", forged=True),
        await wang.presses(sent, "more", too_old=True),
    ]

    queries = [update.callback_query for update in await inbox.new()]

    assert [query and (query.id, query.from_user.id, query.data) for query in queries] == [
        (numbers[0], li.person.id, "more"),
        (numbers[1], wang.person.id, "less"),
        (numbers[2], wang.person.id, "more"),
    ]
    assert [query and query.message and query.message.is_accessible for query in queries] == [
        True,
        True,
        False,
    ]


async def test_inline_query_is_asked_answered_and_chosen(
    world: World, inbox: Inbox, bot: EchoApplication
) -> None:
    """A chosen result with buttons is a message that can be pressed and edited."""
    li = world.user("小李")
    number = await li.asks_inline("谁参加了", offset="0")
    content = InputTextMessageContent("答")
    results = [
        InlineQueryResultArticle("1", "题", content, reply_markup=MORE),
        InlineQueryResultArticle("2", "题", content),
    ]
    await bot.bot.answer_inline_query(number, results)
    sent = await li.chooses(number, "1", "谁参加了")
    assert sent is not None
    await li.presses_inline(sent, "more")
    await bot.bot.edit_message_text("更多的答", inline_message_id=sent)

    asked, chosen, pressed = await inbox.new()

    assert asked.inline_query is not None
    assert (asked.inline_query.id, asked.inline_query.query) == (number, "谁参加了")
    assert chosen.chosen_inline_result is not None
    assert chosen.chosen_inline_result.inline_message_id == sent
    assert pressed.callback_query is not None
    assert pressed.callback_query.inline_message_id == sent
    assert world.api.queries.inline_messages[sent] == {"text": "更多的答"}
    assert await li.chooses(number, "2") is None


async def test_guest_is_called_and_answers(
    world: World, inbox: Inbox, bot: EchoApplication
) -> None:
    """Where the bot is not, it can be called, and answers only that."""
    li, group = world.user("小李"), world.group(with_bot=False)
    number = await li.calls_guest("@yuanju_bot 谁？", chat=group)
    content = InputTextMessageContent("答")
    await bot.bot.answer_guest_query(number, InlineQueryResultArticle("1", "题", content))

    (called,) = await inbox.new()

    assert called.guest_message is not None
    assert (called.guest_message.guest_query_id, called.guest_message.text) == (
        number,
        "@yuanju_bot 谁？",
    )
    assert world.api.queries.guest_answers[number]["id"] == "1"


async def test_edit_without_a_change_is_told(world: World, inbox: Inbox) -> None:
    """Telegram tells an edit even where the text stays as it was."""
    li = world.user("小李")
    question = await li.sends("谁？")
    await li.edits(question, "谁？")
    await li.edits(question, "谁？！")

    _, touched, changed = await inbox.new()

    assert touched.edited_message is not None
    assert changed.edited_message is not None
    assert [touched.edited_message.text, changed.edited_message.text] == ["谁？", "谁？！"]


async def test_update_is_told_twice_and_out_of_order(world: World, inbox: Inbox) -> None:
    """What was confirmed can come again, after what is newer."""
    li = world.user("小李")
    await li.sends("一", date=86400)
    (first,) = await inbox.new()
    await li.sends("二")
    await world.repeats(world.announced[0])
    again = await inbox.new()

    assert [update.message and update.message.text for update in again] == ["二", "一"]
    assert again[1].update_id == first.update_id
    assert again[1].message is not None
    assert again[1].message.date.timestamp() == 86400
    assert await inbox.new() == []


async def test_file_is_downloaded(world: World, inbox: Inbox, bot: EchoApplication) -> None:
    """A document that a person sends is fetched over HTTP."""
    li = world.user("小李")
    file = world.file("文章.txt", "原句。".encode())
    await li.posts(contents.document("读一下", file))

    (update,) = await inbox.new()

    assert update.message is not None
    assert update.message.document is not None
    got = await (await bot.bot.get_file(update.message.document)).download_as_bytearray()
    assert (got.decode(), update.message.document.file_name) == ("原句。", "文章.txt")


async def test_account_tells_what_it_supports() -> None:
    """The account that a server is made with is the bot's own."""
    account = BotAccount(username="other_bot", supports_inline_queries=True)
    async with BotApiServer(account) as server, build(server.token, server.base_url) as echo:
        assert echo.bot.username == "other_bot"
        assert echo.bot.supports_inline_queries


async def test_same_people_without_a_process() -> None:
    """The world also plays around an application that reaches no network."""
    request, numbers = FakeRequest(BotApi()), itertools.count(1)
    builder = ApplicationBuilder().token("1:x").request(request).get_updates_request(request)
    application = builder.build()
    application.add_handler(MessageHandler(filters.ALL, echo))

    async def deliver(update: Json) -> None:
        numbered = {"update_id": next(numbers), **update}
        await application.process_update(Update.de_json(numbered, application.bot))

    async with application:
        li = World(request.api, deliver).user("小李")
        await li.sends("你好")

    assert (await li.chat.next_message()).text == "echo: 你好"
