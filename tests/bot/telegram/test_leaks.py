"""Two groups with shelves of their own: nobody reads the one's text by way of the other.

Each path by which text comes out has a test here. A new one belongs below, too: one of a
chat's own in `IN_A_GROUP`, another one as a test that lets somebody else go the new way, and
looks at `told_nothing`.
"""

import base64
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.store import questions
from bot.telegram.buttons import Press, View
from bot.telegram.gaps import GAPS
from bot.telegram.starting import EXAMPLE
from bot.telegram.wordlists import LISTED
from config.settings import FurtherShelfSettings
from tests.bot.telegram.asked import message
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import SETTINGS, Harness, with_settings
from tests.telegram_fakes import authors, contents, members
from tests.telegram_fakes.places import LI, Person, Place
from tests.telegram_fakes.updates import (
    edited,
    group_text,
    guest_asked,
    inline_asked,
    message_update,
    pressed,
    private_text,
)

NORTH = Place(-1001000000011, "supergroup", "北组")
SOUTH = Place(-1001000000012, "supergroup", "南组")
OWNER = Person(1011, "小北")
"""Has a shelf of their own, in their private chat."""
QUESTION = "密码由谁保管？"
SECRETS = {NORTH.id: "王小明", SOUTH.id: "李大海", OWNER.id: "赵阿福"}
"""Whose text names whom."""

CODES = {NORTH.id: "金字塔", SOUTH.id: "狮身像"}
"""What is asked for in whose chat, and stands in no article."""
TELLING = ("gaps", "stats", "words")

Way = Callable[[Harness, Place], Awaitable[None]]


@pytest.fixture
def bot(make_bot: MakeBot, tmp_path: Path) -> Harness:
    """A bot with a shared article, and one article for each of two groups and a person."""
    shared = tmp_path / "shared.txt"
    shared.write_text("通告\n\n大门的钥匙由门卫保管。", encoding="utf-8")
    further = {}
    for number, name in SECRETS.items():
        file = tmp_path / f"{number}.txt"
        file.write_text(f"内部\n\n保险柜的密码由{name}保管。", encoding="utf-8")
        further[f"shelf {number}"] = FurtherShelfSettings((file,), (number,))
    made = make_bot(
        [shared],
        settings=with_settings(
            guest_mode=True, questions_a_minute=1_000, chat_questions_a_minute=1_000
        ),
    )
    shelves = replace(SETTINGS, shelf=replace(SETTINGS.shelf, further=further))
    made.shelves.configure(shelves, [shared], 0)
    return made


def told(bot: Harness) -> str:
    """All that has left the bot, in whatever call, answers and labels and all."""
    return "\n".join(str(call.params) for call in bot.request.requests)


def told_nothing(bot: Harness, *, but: int | None = None) -> bool:
    """Whether no secret has left the bot, but that of one chat."""
    return not any(name in told(bot) for number, name in SECRETS.items() if number != but)


async def by_command(bot: Harness, place: Place) -> None:
    """`/ask`."""
    await bot.take(group_text(f"/ask@yuanju_bot {QUESTION}", place=place))


async def by_command_under_a_question(bot: Harness, place: Place) -> None:
    """`/ask` alone, as a reply."""
    question = group_text(QUESTION, place=place)
    await bot.take(group_text("/ask@yuanju_bot", place=place, reply_to=message(question)))


async def by_mention(bot: Harness, place: Place) -> None:
    """The bot's name in the text."""
    await bot.take(group_text(f"@yuanju_bot {QUESTION}", place=place))


async def by_caption(bot: Harness, place: Place) -> None:
    """A question under a picture."""
    picture = contents.photo(f"/ask@yuanju_bot {QUESTION}")
    await bot.take(message_update(picture, authors.person(LI), place))


async def by_an_edit(bot: Harness, place: Place) -> None:
    """A question that becomes another one."""
    question = group_text("/ask@yuanju_bot 机场在哪里？", place=place)
    await bot.take(question, edited(question, f"/ask@yuanju_bot {QUESTION}"))


async def by_a_reply(bot: Harness, place: Place) -> None:
    """A follow-up on an answer of the same chat."""
    await bot.take(group_text("/ask@yuanju_bot 钥匙由谁保管？", place=place))
    answer = [sent for sent in bot.request.sent if sent.chat_id == place.id][-1]
    await bot.take(group_text(QUESTION, place=place, reply_to=answer))


async def as_an_anonymous_admin(bot: Harness, place: Place) -> None:
    """Somebody who writes as the group."""
    text = contents.text(f"/ask@yuanju_bot {QUESTION}")
    await bot.take(message_update(text, authors.anonymous_admin(place), place))


IN_A_GROUP = [
    by_command,
    by_command_under_a_question,
    by_mention,
    by_caption,
    by_an_edit,
    by_a_reply,
    as_an_anonymous_admin,
]


@pytest.mark.parametrize("way", IN_A_GROUP)
@pytest.mark.parametrize("place", [NORTH, SOUTH], ids=["north", "south"])
async def test_a_group_reads_its_own(bot: Harness, place: Place, way: Way) -> None:
    """And no other's: neither the other group's nor that of a person who is in it."""
    await bot.take(group_text(f"/ask@yuanju_bot {QUESTION}", place=NORTH))
    before = len(bot.request.requests)

    await way(bot, place)

    since = str([call.params for call in bot.request.requests[before:]])
    others = [name for number, name in SECRETS.items() if number != place.id]
    assert not any(name in since for name in others)
    # A follow-up asks the article of the answer that it replies to, here the shared one.
    assert SECRETS[place.id] in since or way is by_a_reply


async def test_a_third_group(bot: Harness) -> None:
    """Sees the shared shelf only."""
    elsewhere = Place(-1001000000013, "supergroup", "别处")

    for way in IN_A_GROUP:
        await way(bot, elsewhere)

    assert told_nothing(bot)


async def test_a_reply_to_an_answer_of_another_chat(bot: Harness) -> None:
    """Its number means nothing here, even if there is an answer with it there."""
    await by_command(bot, NORTH)
    (answer,) = bot.request.sent
    before = len(bot.request.requests)
    forged = replace(answer, body=answer.body | {"chat": SOUTH.json()})

    await bot.take(group_text("由谁保管？", place=SOUTH, reply_to=forged))

    since = str([call.params for call in bot.request.requests[before:]])
    assert SECRETS[NORTH.id] not in since


async def test_private_chats(bot: Harness) -> None:
    """A person reads their own shelf, others do not, and nobody a group's."""
    await bot.take(private_text(QUESTION, sender=LI))
    assert told_nothing(bot)

    await bot.take(private_text(QUESTION, sender=OWNER))
    assert told_nothing(bot, but=OWNER.id)
    assert SECRETS[OWNER.id] in told(bot)


async def test_inline(bot: Harness) -> None:
    """The shared shelf and the person's own, not that of a group in which they ask."""
    await bot.take(group_text(f"/ask@yuanju_bot {QUESTION}", place=NORTH))
    bot.request.requests.clear()

    await bot.take(inline_asked(QUESTION, sender=LI))
    assert told_nothing(bot)

    await bot.take(inline_asked(QUESTION, sender=OWNER))
    assert told_nothing(bot, but=OWNER.id)
    assert SECRETS[OWNER.id] in told(bot)


@pytest.mark.parametrize("place", [NORTH, SOUTH], ids=["north", "south"])
async def test_guest(bot: Harness, place: Place) -> None:
    """As inline, even if the bot knows the chat that it is called into."""
    await bot.take(guest_asked(f"@yuanju_bot {QUESTION}", sender=LI, place=place))
    assert told_nothing(bot)

    await bot.take(guest_asked(f"@yuanju_bot {QUESTION}", sender=OWNER, place=place))
    assert told_nothing(bot, but=OWNER.id)
    assert SECRETS[OWNER.id] in told(bot)


async def test_a_guest_who_hides_behind_a_group(bot: Harness) -> None:
    """Writing as a group does not open its shelf elsewhere."""
    call = guest_asked(f"@yuanju_bot {QUESTION}", place=SOUTH)
    call["guest_message"] |= authors.anonymous_admin(NORTH)

    await bot.take(call)

    assert len(bot.request.calls("answerGuestQuery")) == 1
    assert told_nothing(bot)


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("alone", [False, True])
async def test_a_button_of_another_group(bot: Harness, view: View, *, alone: bool) -> None:
    """Any app may press with any data: what it says of another chat's question shows nothing."""
    await by_command(bot, NORTH)
    await by_command(bot, SOUTH)
    theirs, ours = bot.request.sent
    question = bot.database.run_now(
        lambda found: questions.by_answer(found, NORTH.id, theirs.message_id)
    )
    assert question is not None
    before = len(bot.request.requests)

    for message_id in (ours.message_id, theirs.message_id):
        under = replace(ours, body=ours.body | {"message_id": message_id})
        await bot.take(pressed(under, Press(question.id, alone, view).data(), sender=LI))

    since = str([call.params for call in bot.request.requests[before:]])
    assert SECRETS[NORTH.id] not in since
    assert len(bot.request.calls("answerCallbackQuery")) == 2


async def test_links(bot: Harness) -> None:
    """They lead to what a person sees, and to nothing else.

    One to another article is as good as none, and the greeting names only their own.
    """
    for number in SECRETS:
        asking = await bot.shelves.asking(number)
        for article, _ in asking.articles():
            await bot.take(private_text(f"/start a_{article.id[:12]}", sender=LI))
    asked = base64.urlsafe_b64encode(QUESTION.encode()).decode().rstrip("=")
    await bot.take(private_text(f"/start q_{asked}", sender=LI), private_text("/start", sender=LI))

    assert len(bot.request.sent) > len(SECRETS)
    assert told_nothing(bot)
    assert "内部" not in told(bot)


async def test_an_example(bot: Harness) -> None:
    """Its button asks what its own chat sees."""
    await bot.take(private_text("/start", sender=LI))
    hello = bot.request.sent[-1]

    for name in ("meeting", "date"):
        await bot.take(pressed(hello, f"{EXAMPLE}{name}", sender=LI))

    assert len(bot.request.sent) == 3
    assert told_nothing(bot)


async def test_an_edit_under_a_number_of_another_group(bot: Harness) -> None:
    """The same number of a message is another message there."""
    question = group_text("/ask@yuanju_bot 机场在哪里？", place=NORTH)
    await bot.take(question)
    before = len(bot.request.requests)
    elsewhere = {**question, "message": question["message"] | {"chat": SOUTH.json()}}

    await bot.take(edited(elsewhere, f"/ask@yuanju_bot {QUESTION}"))

    assert {call.method for call in bot.request.requests[before:]} <= {"getMe"}


@pytest.mark.parametrize("place", [SOUTH, NORTH], ids=["south", "north"])
async def test_what_is_told_of_a_chat(bot: Harness, place: Place) -> None:
    """Gaps, numbers and words are its own: no other's questions, words or articles."""
    for number, chat in enumerate((NORTH, SOUTH)):
        bot.request.api.chats.add(chat).members[LI.id] = members.administrator(LI.json())
        await bot.take(
            group_text(f"/ask@yuanju_bot {CODES[chat.id]}在哪里？", place=chat),
            group_text(f"/words@yuanju_bot {CODES[chat.id]} = 暗号{number}", place=chat),
        )
    other = NORTH if place is SOUTH else SOUTH
    before = len(bot.request.requests)

    await bot.take(*(group_text(f"/{name}@yuanju_bot", place=place) for name in TELLING))
    lists = [sent for sent in bot.request.sent if sent.chat_id == place.id and sent.buttons]
    for shown in lists:
        for prefix in (GAPS, LISTED):
            await bot.take(pressed(shown, f"{prefix}0", sender=LI))
    # Nor in private to who decides in both.
    await bot.take(*(private_text(f"/{name}", sender=LI) for name in TELLING))

    since = str([call.params for call in bot.request.requests[before:]])
    assert CODES[place.id] in since
    assert CODES[other.id] not in since
    assert "暗号" in since
    assert not any(name in since for name in SECRETS.values())
