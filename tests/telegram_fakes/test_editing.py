"""How messages are changed and deleted, and which keyboards they may have."""

from typing import Any

import pytest
from telegram import (
    Bot,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)
from telegram.error import BadRequest

from tests.telegram_fakes import members
from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.conftest import written

MORE = InlineKeyboardMarkup([[InlineKeyboardButton("更多", callback_data="more")]])


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    """One row."""
    return InlineKeyboardMarkup([buttons])


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"callback_data": "x" * 65}, "Button_data_invalid"),
        ({"callback_data": "字" * 22}, "Button_data_invalid"),
        ({"copy_text": {"text": "字" * 257}}, "Button_copy_text_invalid"),
        ({"url": "nowhere"}, "Wrong HTTP URL"),
        ({"url": "ftp://x.org"}, "Wrong HTTP URL"),
        ({"web_app": {"url": "https://x.org"}}, "Button_type_invalid"),
        ({}, "can't parse inline keyboard button"),
        ({"url": "https://x.org", "callback_data": "x"}, "can't parse inline keyboard button"),
    ],
)
async def test_bad_button_is_refused(
    group: Chat, bot: Bot, button: dict[str, Any], reason: str
) -> None:
    """A button has exactly one action, within its bounds; a web app only in private."""
    markup = {"inline_keyboard": [[{"text": "x"} | button]]}

    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_message(group.id, "一", api_kwargs={"reply_markup": markup})

    assert not group.messages


async def test_good_buttons_are_shown(group: Chat, bot: Bot) -> None:
    """Each kind of button is kept as it was asked for; rows without any are dropped."""
    buttons = [
        InlineKeyboardButton("一", callback_data="字" * 21 + "x"),
        InlineKeyboardButton("二", url="https://t.me/yuanju_bot?start=x"),
        InlineKeyboardButton("三", url="tg://user?id=5"),
        InlineKeyboardButton("四", copy_text=CopyTextButton("原句")),
        InlineKeyboardButton("五", switch_inline_query="谁"),
        InlineKeyboardButton("六", switch_inline_query_current_chat=""),
    ]
    await bot.send_message(group.id, "一", reply_markup=InlineKeyboardMarkup([buttons, []]))

    sent = await group.next_message()

    assert [button["text"] for button in sent.buttons] == list("一二三四五六")
    assert len(sent.body["reply_markup"]["inline_keyboard"]) == 1
    assert sent.data("一") == "字" * 21 + "x"
    with pytest.raises(KeyError):
        sent.data("二")


async def test_too_many_buttons_are_refused(group: Chat, bot: Bot) -> None:
    """A keyboard has a hundred buttons at most."""
    row = [InlineKeyboardButton("x", callback_data="x")] * 101

    with pytest.raises(BadRequest, match="Reply markup is too long"):
        await bot.send_message(group.id, "一", reply_markup=keyboard(*row))


async def test_forced_reply_is_asked_for_but_no_part_of_the_message(group: Chat, bot: Bot) -> None:
    """What the bot asked for can be seen, for the person's app acts on it."""
    await bot.send_message(group.id, "哪一篇？", reply_markup=ForceReply(selective=True))

    sent = await group.next_message()

    assert sent.reply_markup == {"force_reply": True, "selective": True}
    assert sent.buttons == ()


async def test_keyboard_is_changed_alone(group: Chat, bot: Bot) -> None:
    """A keyboard comes, the same one again is no change, and none takes it away."""
    sent = await bot.send_message(group.id, "<b>一</b>", parse_mode="HTML")
    await sent.edit_reply_markup(MORE)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup(MORE)
    await sent.edit_reply_markup(None)

    with_keyboard, without = await group.next_edit(), await group.next_edit()

    assert (with_keyboard.data("更多"), without.buttons) == ("more", ())
    assert (without.text, without.entities[0].kind) == ("一", "bold")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_reply_markup(None)


async def test_edited_text_loses_its_keyboard(group: Chat, bot: Bot) -> None:
    """A new text without a keyboard takes the old keyboard away."""
    sent = await bot.send_message(group.id, "一", reply_markup=MORE)
    await sent.edit_text("二")

    assert (await group.next_edit()).buttons == ()


async def test_message_that_is_gone_cannot_be_edited(chat: Chat, bot: Bot) -> None:
    """After a message is deleted there is nothing to edit, delete, or name."""
    sent = await bot.send_message(chat.id, "一")
    await sent.delete()

    with pytest.raises(BadRequest, match="Message to edit not found"):
        await sent.edit_text("二")
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()
    with pytest.raises(BadRequest, match="Message identifier is not specified"):
        await bot.edit_message_text("二")


async def test_who_may_delete_what(api: BotApi, chat: Chat, group: Chat, bot: Bot) -> None:
    """Others' messages are deleted in private, and in a group only by an administrator."""
    clock = api.clock
    private, public = written(chat, "一"), written(group, "二")
    api.clock = lambda: 60.0
    await bot.delete_message(chat.id, private.message_id)

    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group.id, public.message_id)
    own = await bot.send_message(group.id, "三")
    api.clock = clock
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await own.delete()
    group.standing = members.administrator(api.account.user())
    await bot.delete_message(group.id, public.message_id)
    await own.delete()

    assert (chat.messages, group.messages) == ({}, {})


async def test_message_sent_by_way_of_the_bot_is_edited(api: BotApi, bot: Bot) -> None:
    """A message in somebody else's chat is named by its own kind of number."""
    number = api.queries.sent_by_way({"text": "一"})
    assert await bot.edit_message_text("二", inline_message_id=number, reply_markup=MORE)
    assert await bot.edit_message_reply_markup(inline_message_id=number)

    assert api.queries.inline_messages[number] == {"text": "二"}
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("二", inline_message_id=number)
    with pytest.raises(BadRequest, match="Message_id_invalid"):
        await bot.edit_message_text("二", inline_message_id="other")
