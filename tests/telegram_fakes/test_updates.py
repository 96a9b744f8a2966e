"""What people do, held to the contract and read by python-telegram-bot."""

import pytest
from telegram import Update

from tests.telegram_fakes import authors, contents, contract, members, queries, services
from tests.telegram_fakes.profile import BotAccount
from tests.telegram_fakes.updates import (
    CHANNEL,
    GROUP,
    LI,
    Person,
    Place,
    chosen,
    edited,
    group_text,
    guest_asked,
    inline_asked,
    membership,
    message_update,
    pressed,
    private_text,
)
from tests.telegram_fakes.values import ChatMessage, Json

ME = BotAccount().user()
WANG = Person(1002, "王五", None, None)
QUESTION = ChatMessage(group_text("谁？")["message"], {})


@pytest.fixture(autouse=True)
def durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this the library warns of its own way to tell a duration."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def read(update: Json) -> Update:
    """`update` as python-telegram-bot reads it, after the contract was asked."""
    contract.check_update(update)
    return Update.de_json(update, None)


@pytest.mark.parametrize(
    "content",
    [
        contents.text("@yuanju_bot 谁？"),
        contents.mentioning(WANG, "问王五"),
        contents.photo("/ask 谁？"),
        contents.photo(),
        contents.document("@yuanju_bot 😀"),
        contents.voice(),
        contents.sticker(),
        contents.dice(),
        contents.location(),
        contents.poll("谁？", "甲", "乙"),
        services.joined(LI, WANG),
        services.departed(WANG),
        services.titled("新名"),
        services.pinned(QUESTION),
        services.group_created(),
        services.migrated_to(-1009),
        services.migrated_from(-9),
        services.topic_created("第一章"),
        services.topic_closed(),
        services.topic_reopened(),
        services.auto_delete_timer(86400),
    ],
    ids="+".join,
)
def test_contents_keep_the_contract(content: Json) -> None:
    """Every content that is built is one that Telegram has."""
    update = read(message_update(content, authors.person(LI), GROUP))

    assert update.message is not None
    assert not update.message.api_kwargs


def test_service_messages_are_known_by_their_field() -> None:
    """The list of service fields is the list of what is built."""
    built = [
        services.joined(LI),
        services.departed(LI),
        services.titled("新名"),
        services.pinned(QUESTION),
        services.group_created(),
        services.migrated_to(-1009),
        services.migrated_from(-9),
        services.topic_created("一"),
        services.topic_closed(),
        services.topic_reopened(),
        services.auto_delete_timer(1),
    ]

    assert {name for content in built for name in content} == services.KINDS


def test_caption_has_its_own_entities() -> None:
    """A command in a caption is counted in UTF-16 units, like one in a text."""
    message = message_update(contents.document("😀 /ask 谁"), authors.person(LI), GROUP)["message"]

    (entity,) = message["caption_entities"]
    assert (entity["type"], entity["offset"], entity["length"]) == ("bot_command", 3, 4)


def test_mention_without_a_username_names_the_person() -> None:
    """A link to a person stands among the other entities, in text order."""
    content = contents.mentioning(WANG, "/ask 😀王五 @li_")

    kinds = [(entity["type"], entity["offset"]) for entity in content["entities"]]

    assert kinds == [("bot_command", 0), ("text_mention", 7), ("mention", 10)]


@pytest.mark.parametrize(
    ("author", "place", "sender"),
    [
        (authors.person(WANG), GROUP, WANG.id),
        (authors.anonymous_admin(GROUP), GROUP, GROUP.id),
        (authors.channel(CHANNEL), GROUP, CHANNEL.id),
        (authors.linked_channel(CHANNEL, 7, 1), GROUP, CHANNEL.id),
        (authors.post(CHANNEL), CHANNEL, CHANNEL.id),
    ],
)
def test_authors_keep_the_contract(author: Json, place: Place, sender: int) -> None:
    """Whoever writes, the library finds who it was."""
    update = read(message_update(contents.text("谁？"), author, place))

    assert update.effective_sender is not None
    assert update.effective_sender.id == sender


def test_copied_post_says_so() -> None:
    """A post in the discussion group tells its channel and its number there."""
    author = authors.linked_channel(CHANNEL, 7, 1)

    message = read(message_update(contents.text("原文"), author, GROUP)).message

    assert message is not None
    assert message.is_automatic_forward
    assert message.forward_origin is not None
    assert message.forward_origin.to_dict()["message_id"] == 7


def test_edits_change_text_or_caption() -> None:
    """An edit replaces the caption where there is no text; the same text is an edit as well."""
    captioned = message_update(contents.photo("/ask"), authors.person(LI), GROUP)
    question = private_text("谁？")

    changed = read(edited(captioned, "/start 谁")).edited_message
    touched = read(edited(question, "谁？")).edited_message

    assert changed is not None
    assert (changed.text, changed.caption) == (None, "/start 谁")
    assert touched is not None
    assert (touched.text, touched.message_id) == ("谁？", question["message"]["message_id"])
    assert touched.edit_date is not None


def test_old_message_keeps_its_date() -> None:
    """A message can come long after it was written."""
    message = read(private_text("谁？", date=86400)).message

    assert message is not None
    assert message.date.timestamp() == 86400


def test_reply_carries_what_it_replies_to() -> None:
    """The replied message comes with its text, and without its own reply."""
    first = ChatMessage(group_text("一", reply_to=QUESTION)["message"], {})

    message = read(group_text("二", reply_to=first)).message

    assert message is not None
    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "一"
    assert message.reply_to_message.reply_to_message is None


def test_press_on_an_old_message() -> None:
    """Of a message that is too old only the chat and the number are told."""
    query = read(pressed(queries.inaccessible(QUESTION), "more", sender=WANG)).callback_query

    assert query is not None
    assert query.message is not None
    assert not query.message.is_accessible
    assert query.message.message_id == QUESTION.message_id


def test_queries_keep_the_contract() -> None:
    """Inline queries, choices, guest messages and presses on what came of them."""
    asked = read(inline_asked("谁参加了", offset="50"))
    choice = read(chosen("1", "谁参加了"))
    guest = read(guest_asked("@yuanju_bot 谁？"))
    press = read(
        {"update_id": 9, "callback_query": queries.callback_query_inline("5", "x", LI.json(), "9")}
    )

    assert asked.inline_query is not None
    assert (asked.inline_query.query, asked.inline_query.offset) == ("谁参加了", "50")
    assert choice.chosen_inline_result is not None
    assert guest.guest_message is not None
    assert guest.guest_message.guest_query_id
    assert press.callback_query is not None
    assert press.callback_query.inline_message_id == "5"


@pytest.mark.parametrize(
    ("standing", "status"),
    [
        (members.member(ME), "member"),
        (members.administrator(ME), "administrator"),
        (members.restricted(ME), "restricted"),
        (members.left(ME), "left"),
        (members.banned(ME), "kicked"),
        (members.owner(LI.json(), anonymous=True), "creator"),
    ],
)
def test_standings_keep_the_contract(standing: Json, status: str) -> None:
    """Every standing that somebody can have in a chat is told as Telegram tells it."""
    change = read(membership(members.member(ME), standing)).my_chat_member

    assert change is not None
    assert change.new_chat_member.status == status


def test_language_may_be_missing() -> None:
    """Some people's apps tell no language, others one with a script."""
    languages = [
        read(private_text("谁？", sender=Person(id=number, language_code=code))).effective_user
        for number, code in enumerate(["zh-hans", "zh-hant", "en", None], start=1)
    ]

    told = [user and user.language_code for user in languages]
    assert told == ["zh-hans", "zh-hant", "en", None]
