"""Whether a message speaks to the bot, and what it says."""

from typing import Any

import pytest
from telegram import Message, Update

from bot.telegram.addressed import Said, part_to_quote, said_to
from tests.telegram_fakes import authors, contents
from tests.telegram_fakes.places import CHANNEL, GROUP, LI, Person, Place
from tests.telegram_fakes.profile import BotAccount
from tests.telegram_fakes.updates import group_text, message_update, private_text
from tests.telegram_fakes.values import ChatMessage, Json

BOT = BotAccount()
QUESTION = "谁参加了会议？"
OTHER_BOT = Person(9, "别的", "other_bot", None, is_bot=True)


def said(update: dict[str, Any]) -> Said | None:
    """What the update's message says to the bot."""
    message = Update.de_json(update, None).message
    assert message is not None
    return said_to(message, BOT.username, BOT.id)


def by(sender: dict[str, Any], text: str = QUESTION) -> ChatMessage:
    """A message that stands in the group already."""
    place = GROUP.json()
    return ChatMessage({"message_id": 1, "date": 1, "chat": place, "text": text, **sender}, {})


@pytest.mark.parametrize("name", ["/ask", "/ASK", "/Ask", "/ask@yuanju_bot", "/ASK@Yuanju_Bot"])
@pytest.mark.parametrize("gap", [" ", "\n", "\t", "\u3000", "  \n\n", "\u00a0"])
def test_commands_and_what_follows(name: str, gap: str) -> None:
    """In any case, with or without our name, and whatever kind of space comes next."""
    assert said(group_text(f"{name}{gap}{QUESTION}")) == Said("ask", QUESTION)


@pytest.mark.parametrize("text", ["😀谁？", "？", "谁？", "「谁」", "：谁？"])
def test_commands_with_text_close_to_them(text: str) -> None:
    """An emoji, a full-width mark or a Chinese word ends the command."""
    assert said(private_text(f"/ask{text}")) == Said("ask", text)


@pytest.mark.parametrize("update", [private_text, group_text])
@pytest.mark.parametrize("text", ["/ask@other_bot 谁？", "/ask@yuanju_bot2 谁？"])
def test_commands_of_other_bots(update: Any, text: str) -> None:  # noqa: ANN401 - either builder
    """They are not ours, not even in private."""
    assert said(update(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@yuanju_bot 谁参加了会议？", "谁参加了会议？"),
        ("@Yuanju_Bot 谁参加了会议？", "谁参加了会议？"),
        ("谁 @yuanju_bot 参加了会议？", "谁   参加了会议？"),
        ("谁参加了会议？ @yuanju_bot", "谁参加了会议？"),
        ("😀😀 @yuanju_bot 谁参加了会议？😀", "😀😀   谁参加了会议？😀"),
        ("𠮷家 @yuanju_bot 谁", "𠮷家   谁"),
        ("@yuanju_bot @yuanju_bot 谁", "谁"),
        ("@yuanju_bot2 和 @yuanju_bot 谁", "@yuanju_bot2 和   谁"),
        ("@other_bot 问 @yuanju_bot", "@other_bot 问"),
        ("@yuanju_bot", ""),
    ],
)
def test_mentions(text: str, expected: str) -> None:
    """At the start, in the middle, at the end: the mention is no part of the question."""
    assert said(group_text(text)) == Said(None, expected)


def test_a_mention_of_another_bot() -> None:
    """Is not meant for us."""
    assert said(group_text("@yuanju_bot2 谁参加了会议？")) is None


def test_a_mention_without_a_username() -> None:
    """Some apps link to the account instead of writing its name."""
    content = contents.mentioning(BOT.person, "😀原句 谁参加了会议？")

    assert said(message_update(content, authors.person(LI), GROUP)) == Said(
        None, "😀  谁参加了会议？"
    )


@pytest.mark.parametrize("content", [contents.photo, contents.document])
def test_captions(content: Any) -> None:  # noqa: ANN401 - either builder
    """Under a picture or a file they are read as a text is: command, mention, plain words."""
    author = authors.person(LI)
    command = message_update(content(f"/ask@yuanju_bot {QUESTION}"), author, GROUP)
    mention = message_update(content(f"😀 @yuanju_bot {QUESTION}"), author, GROUP)
    private = message_update(content(QUESTION), author, Place.with_person(LI))
    unmeant = message_update(content(QUESTION), author, GROUP)

    assert said(command) == Said("ask", QUESTION)
    assert said(mention) == Said(None, f"😀   {QUESTION}")
    assert said(private) == Said(None, QUESTION)
    assert said(unmeant) is None


def test_replies_in_groups() -> None:
    """One to the bot is meant for it; one to somebody else is not."""
    ours, theirs = by({"from": BOT.user()}), by(authors.person(Person(5)))

    assert said(group_text(QUESTION, reply_to=ours)) == Said(None, QUESTION)
    assert said(group_text(QUESTION, reply_to=theirs)) is None


def test_who_is_not_answered() -> None:
    """Bots, and a channel's posts that Telegram repeats by itself, not even to a command."""
    text = contents.text(f"/ask@yuanju_bot {QUESTION}")
    bot = message_update(text, authors.person(OTHER_BOT), GROUP)
    repeated = message_update(text, authors.linked_channel(CHANNEL, 1, 1), GROUP)

    assert said(bot) is None
    assert said(repeated) is None


def test_what_was_sent_by_way_of_the_bot() -> None:
    """A sentence that somebody inserted inline is not a question."""
    update = private_text("忻州市委書記到二所調研")
    update["message"]["via_bot"] = BOT.user()

    assert said(update) is None


def test_who_hides_behind_a_chat() -> None:
    """An anonymous administrator and a channel are answered where they address the bot."""
    text = contents.text(f"/ask@yuanju_bot {QUESTION}")

    assert said(message_update(text, authors.anonymous_admin(GROUP), GROUP)) is not None
    assert said(message_update(text, authors.channel(CHANNEL), GROUP)) is not None


def long(text: str, *marks: Json) -> Message:
    """A message that says that, behind many other words."""
    update = group_text(text)
    update["message"]["entities"] = list(marks)
    found = Update.de_json(update, None).message
    assert found is not None
    return found


COMMAND = "/ask@yuanju_bot\n"
LONG_QUESTION = f"{'请看一下今天的新闻，' * 10}谁参加了会议？😀"


@pytest.mark.parametrize(
    ("text", "asked", "quoted"),
    [
        (COMMAND + LONG_QUESTION, LONG_QUESTION, LONG_QUESTION),
        # Apps show all of it above the answer.
        (COMMAND + QUESTION, QUESTION, None),
        # There is nothing else in the message.
        (LONG_QUESTION, LONG_QUESTION, None),
        # The mention stood in the middle, or it is another message that asks.
        (f"{LONG_QUESTION}@yuanju_bot{LONG_QUESTION}", LONG_QUESTION * 2, None),
        # More than Telegram takes.
        (COMMAND + "😀" * 513, "😀" * 513, None),
    ],
)
def test_the_part_that_an_answer_quotes(text: str, asked: str, quoted: str | None) -> None:
    """The question in a long message, as it stands there; else nothing."""
    assert part_to_quote(long(text), asked) == quoted


def test_marked_text_is_not_quoted() -> None:
    """Telegram takes a quote only with the marks that the message has there."""
    bold = {"type": "bold", "offset": 20, "length": 4}

    assert part_to_quote(long(COMMAND + LONG_QUESTION, bold), LONG_QUESTION) is None


@pytest.mark.parametrize("text", ["/ask 谁\ud83d", "/ask@yuanju_bot \udc00谁"])
def test_half_a_character(text: str) -> None:
    """It is written down as what it is: nothing that anybody typed."""
    found = said(group_text(text))

    assert found is not None
    assert found.text.encode()
    assert "谁" in found.text


def test_a_mention_that_begins_inside_a_character() -> None:
    """It mentions nobody."""
    update = group_text("😀@yuanju_bot 谁")
    update["message"]["entities"] = [{"type": "mention", "offset": 1, "length": 12}]

    assert said(update) is None
