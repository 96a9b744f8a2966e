"""What the fake Telegram sends and refuses, as python-telegram-bot sees it."""

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, MessageEntity
from telegram.error import BadRequest

from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.conftest import written
from tests.telegram_fakes.updates import GROUP


async def test_html_becomes_entities(chat: Chat, bot: Bot) -> None:
    """Good HTML is sent as plain text with entities in UTF-16 units."""
    markup = "😀 <b>谁</b> &lt;<blockquote expandable>他<i>们</i></blockquote>"
    await bot.send_message(chat.id, markup, parse_mode="HTML")

    sent = await chat.next_message()

    marked = [(entity.kind, entity.of(sent.text)) for entity in sent.entities]
    assert marked == [("bold", "谁"), ("expandable_blockquote", "他们"), ("italic", "们")]
    assert (sent.text, sent.parse_mode) == ("😀 谁 <他们", "HTML")


@pytest.mark.parametrize(
    ("offset", "length", "reason"),
    [
        (0, 3, None),
        (2, 1, None),
        (1, 2, "begins in a middle of a UTF-16 symbol"),
        (0, 1, "ends in a middle of a UTF-16 symbol"),
        (2, 2, "ends after the end of the text at UTF-16 offset 4"),
        (3, 1, "begins after the end of the text at UTF-16 offset 3"),
    ],
)
async def test_entities_stand_on_characters(
    chat: Chat, bot: Bot, offset: int, length: int, reason: str | None
) -> None:
    """An entity that was counted in other units than UTF-16 ones is found out."""
    entities = [MessageEntity("bold", offset, length)]
    if reason is None:
        await bot.send_message(chat.id, "😀谁", entities=entities)
    else:
        with pytest.raises(BadRequest, match=f"(?i){reason}"):
            await bot.send_message(chat.id, "😀谁", entities=entities)

    assert len(chat.messages) == int(reason is None)


async def test_marks_inside_marks_are_kept(chat: Chat, bot: Bot) -> None:
    """Bold and underlined words inside a quotation that can be opened are three entities."""
    markup = "<blockquote expandable>他<b>说<u>了</u></b></blockquote>"
    await bot.send_message(chat.id, markup, parse_mode="HTML")

    sent = await chat.next_message()

    assert [(entity.kind, entity.of(sent.text)) for entity in sent.entities] == [
        ("expandable_blockquote", "他说了"),
        ("bold", "说了"),
        ("underline", "了"),
    ]


async def test_white_space_around_is_trimmed(chat: Chat, bot: Bot) -> None:
    """Telegram shows no white space around a text, and entities move along."""
    await bot.send_message(chat.id, "\n <b> 谁 </b>\n", parse_mode="HTML")

    sent = await chat.next_message()

    assert (sent.text, sent.entities[0].of(sent.text)) == ("谁", "谁")


async def test_empty_text_is_refused(chat: Chat, bot: Bot) -> None:
    """A text that is nothing but markup is empty."""
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(chat.id, "<b> </b>", parse_mode="HTML")

    assert not chat.messages


async def test_thread_of_a_reply_is_no_topic(api: BotApi, bot: Bot) -> None:
    """A group without topics numbers its reply threads, yet nothing can be sent there."""
    group = api.chats.add(GROUP)
    first = written(group, "一")
    second = written(group, "二", reply_to=first)

    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(group.id, "三", message_thread_id=second.thread_id)

    assert second.thread_id == first.message_id


async def test_wrong_quote_is_refused(chat: Chat, bot: Bot) -> None:
    """A quote must stand in the message that is replied to."""
    reply = {"message_id": written(chat, "😀谁写的？").message_id, "quote": "谁读的"}

    with pytest.raises(BadRequest, match="Quote_text_invalid"):
        await bot.send_message(chat.id, "他", api_kwargs={"reply_parameters": reply})

    assert len(chat.messages) == 1


async def test_right_quote_has_a_position(chat: Chat, bot: Bot) -> None:
    """A quote's position is told in UTF-16 units."""
    reply = {"message_id": written(chat, "😀谁写的？").message_id, "quote": "写的"}

    sent = await bot.send_message(chat.id, "他", api_kwargs={"reply_parameters": reply})

    assert sent.quote is not None
    assert (sent.quote.text, sent.quote.position) == ("写的", 3)


async def test_reply_to_nothing_is_refused(chat: Chat, bot: Bot) -> None:
    """A reply needs its message."""
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(chat.id, "他", reply_to_message_id=99)

    assert not chat.messages


async def test_reply_to_nothing_may_be_sent_without(chat: Chat, bot: Bot) -> None:
    """A reply that may do without its message is sent as no reply."""
    sent = await bot.send_message(
        chat.id, "他", reply_to_message_id=99, allow_sending_without_reply=True
    )

    assert sent.reply_to_message is None


async def test_unknown_chat_is_refused(chat: Chat, bot: Bot) -> None:
    """Nobody can write to a chat that does not exist, nor show that they type there."""
    assert await bot.send_chat_action(chat.id, "typing")

    for call in (bot.send_message(42, "一"), bot.send_chat_action(42, "typing")):
        with pytest.raises(BadRequest, match="Chat not found"):
            await call


async def test_misspelt_parameter_is_refused(chat: Chat, bot: Bot) -> None:
    """A parameter that no contract knows is refused, also inside another."""
    for extra in ({"txet": "a"}, {"link_preview_options": {"is_disable": True}}):
        with pytest.raises(BadRequest, match="Unknown parameter"):
            await bot.send_message(chat.id, "一", api_kwargs=extra)

    assert not chat.messages


async def test_same_edit_is_refused(chat: Chat, bot: Bot) -> None:
    """An edit changes the bot's message; the same edit again is refused."""
    sent = await bot.send_message(chat.id, "一")
    await sent.edit_text("<b>二</b>", parse_mode="HTML")

    edit = await chat.next_edit()

    assert (edit.text, edit.entities[0].kind) == ("二", "bold")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("<b>二</b>", parse_mode="HTML")


async def test_people_keep_their_messages(chat: Chat, bot: Bot) -> None:
    """The bot cannot change what a person wrote."""
    question = written(chat, "谁？")

    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("他", chat.id, question.message_id)

    assert chat.messages[question.message_id] == question


async def test_commands_are_kept_per_scope_and_language(bot: Bot) -> None:
    """Commands of one scope and language are no other's; deleting takes them back."""
    commands = [BotCommand("ask", "提问")]
    scope = BotCommandScopeAllGroupChats()
    await bot.set_my_commands(commands, scope=scope, language_code="zh")

    kept = await bot.get_my_commands(scope=scope, language_code="zh")
    other = await bot.get_my_commands(language_code="zh")
    await bot.delete_my_commands(scope=scope, language_code="zh")
    gone = await bot.get_my_commands(scope=scope, language_code="zh")

    assert (kept, other, gone) == (tuple(commands), (), ())


async def test_ill_formed_command_is_refused(bot: Bot) -> None:
    """A command has small letters only."""
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Ask", "提问")])

    assert await bot.get_my_commands() == ()


async def test_profile_texts_are_kept_per_language(bot: Bot) -> None:
    """A language without a description of its own gets everybody's."""
    await bot.set_my_description("Ask an article.")
    await bot.set_my_description("问一篇文章。", language_code="zh")

    texts = [(await bot.get_my_description(code)).description for code in ("zh", "de")]

    assert texts == ["问一篇文章。", "Ask an article."]


async def test_overlong_profile_text_is_refused(bot: Bot) -> None:
    """A short description has at most 120 characters."""
    assert await bot.set_my_short_description("原" * 120)

    with pytest.raises(BadRequest, match="too long"):
        await bot.set_my_short_description("原" * 121)
