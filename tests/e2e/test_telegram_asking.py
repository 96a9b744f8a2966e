"""All the ways in which people ask the real bot, and what it takes for no question."""

import pytest

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.conftest import IN_ONE_LOOP
from tests.telegram_fakes import authors, contents, services
from tests.telegram_fakes.chats import Chat

pytestmark = IN_ONE_LOOP

CATALOGUE = load_catalogue()
WORDS = CATALOGUE["zh-Hans"]
QUESTION = "谁参加了会议？"
ANSWERED = "郭建平"
NAME = "@yuanju_bot"


async def test_conversing_in_a_group(shared: BotApiServer) -> None:
    """In privacy mode: a command, then replies to the answers; all else passes unread."""
    li, wang = shared.world.user("小李"), shared.world.user("小王")
    group = shared.world.group()

    await wang.sends(QUESTION, chat=group)
    await li.sends(f"/ask{NAME} {QUESTION}", chat=group)
    first = await group.next_message()
    await wang.sends("能源局局长是谁？", chat=group, reply_to=first)
    second = await group.next_message()
    await li.sends("二所的所长是谁？", chat=group, reply_to=second)

    assert ANSWERED in first.text
    assert second.body["reply_to_message"]["from"]["id"] == wang.person.id
    assert ANSWERED in second.text
    assert "唐景庭" in (await group.next_message()).text


@pytest.mark.parametrize(
    "text",
    [
        f"/ask\n{QUESTION}",
        f"/ask\t{QUESTION}",
        f"/ask\u3000{QUESTION}",
        f"/ask 😀{QUESTION}",
        f"/ask？{QUESTION}",
        f"/ask{QUESTION}",
        f"/ASK {QUESTION}",
        f"/Ask{NAME.upper()} {QUESTION}",
        QUESTION,
    ],
    ids=["newline", "tab", "wide space", "emoji", "?", "none", "capitals", "name", "no command"],
)
async def test_a_command_and_its_question(shared: BotApiServer, text: str) -> None:
    """Whatever stands between them, and whatever case the command has."""
    li = shared.world.user("小李")

    await li.sends(text)

    assert ANSWERED in (await li.chat.next_message()).text


async def test_a_command_for_another_bot(shared: BotApiServer) -> None:
    """Passes, also where all is told to the bot, since it is an administrator there."""
    li, group = shared.world.user("小李"), shared.world.group()
    await li.promotes_bot(group)

    await li.sends(f"/ask@other_bot {QUESTION}", chat=group)
    await li.sends(f"/ask{NAME}2 {QUESTION}", chat=group)
    await li.sends(QUESTION, chat=group)
    await li.sends("/ask 二所的所长是谁？", chat=group)

    assert "唐景庭" in (await group.next_message()).text


async def test_a_command_alone(shared: BotApiServer) -> None:
    """It asks who wrote it, and only them, for a question; their reply is answered."""
    li, group = shared.world.user("小李"), shared.world.group()

    request = await li.sends(f"/ask{NAME}", chat=group)
    asked = await group.next_message()
    await li.sends(QUESTION, chat=group, reply_to=asked)

    assert asked.text == WORDS.telegram.ask_for_question
    assert asked.reply_markup is not None
    assert asked.reply_markup["force_reply"] is True
    assert asked.reply_markup["selective"] is True
    assert asked.body["reply_to_message"]["message_id"] == request.message_id
    assert ANSWERED in (await group.next_message()).text


async def test_a_command_under_somebody_elses_words(shared: BotApiServer) -> None:
    """What it replies to is the question, though the bot was not told of that before."""
    li, wang = shared.world.user("小李"), shared.world.user("小王")
    group = shared.world.group()
    question = await wang.sends(QUESTION, chat=group)

    command = await li.sends(f"/ask{NAME}", chat=group, reply_to=question)

    answer = await group.next_message()
    assert ANSWERED in answer.text
    assert answer.body["reply_to_message"]["message_id"] == command.message_id


@pytest.mark.parametrize(
    "text",
    [f"{NAME} {QUESTION}", f"😀 谁 {NAME} 参加了会议？", f"😀😀 {QUESTION} {NAME.upper()}"],
    ids=["before", "in the middle", "behind"],
)
async def test_a_mention(shared: BotApiServer, text: str) -> None:
    """Where it is told of one, the name is no part of the question, wherever it stands."""
    li, group = shared.world.user("小李"), shared.world.group()
    await li.promotes_bot(group)

    await li.sends(f"@yuanju_bot2 {QUESTION}", chat=group)
    question = await li.sends(text, chat=group)

    answer = await group.next_message()
    assert answer.body["reply_to_message"]["message_id"] == question.message_id
    assert ANSWERED in answer.text
    assert "yuanju" not in answer.text


async def test_a_caption(shared: BotApiServer) -> None:
    """A question under a picture or a file is one, with a command and without."""
    li, group = shared.world.user("小李"), shared.world.group()

    await li.posts(contents.photo(QUESTION))
    await li.posts(contents.document(f"/ask{NAME} {QUESTION}"), chat=group)

    assert ANSWERED in (await li.chat.next_message()).text
    assert ANSWERED in (await group.next_message()).text


THINGS = {
    "sticker": contents.sticker(),
    "dice": contents.dice(),
    "poll": contents.poll("去哪里？", "山西", "北京"),
    "voice": contents.voice(),
    "location": contents.location(),
    "picture": contents.photo(),
}


async def test_what_is_no_text(shared: BotApiServer) -> None:
    """In private it is told, politely, that only text is read."""
    for thing in THINGS.values():
        li = shared.world.user("小李")
        await li.posts(thing)

        assert (await li.chat.next_message()).text == WORDS.telegram.only_text


async def test_what_is_no_text_in_a_group(shared: BotApiServer) -> None:
    """Nothing is said to it, nor to what a group says of itself."""
    li, wang = shared.world.user("小李"), shared.world.user("小王")
    group = shared.world.group()
    await li.promotes_bot(group)

    for thing in THINGS.values():
        await li.posts(thing, chat=group)
    said = await wang.sends("大家好", chat=group)
    for service in (
        services.joined(wang.person),
        services.titled("新名字"),
        services.pinned(said),
        services.departed(wang.person),
        services.auto_delete_timer(60),
    ):
        await li.posts(service, chat=group)
    await li.sends(f"/ask {QUESTION}", chat=group)

    assert ANSWERED in (await group.next_message()).text


ODD = {
    "？！……": WORDS.reply.no_content_words,
    "😀😀": WORDS.reply.no_content_words,
    "你是谁": None,
    "怎么": WORDS.reply.no_content_words,
    "的": None,
    "会": None,
    "\u200b\u202e\x07": None,
    "<b>&lt;\"'</b>": None,
    "会议" * 2048: WORDS.feeding.offer_text.format(chars="4,096"),
    f"/ask {'会议' * 1024}": WORDS.problem.question_too_long.format(length="2,048", limit="1,000"),
}
"""And what is said to it; None for some decline."""


async def test_odd_texts(shared: BotApiServer) -> None:
    """Each gets one useful line, none the apology for a fault."""
    apology = WORDS.telegram.failed.partition("{")[0]

    for text, expected in ODD.items():
        li = shared.world.user("小李")
        await li.sends(text)
        said = (await li.chat.next_message()).text

        assert expected in {None, said.splitlines()[0]}
        assert apology not in said


async def test_who_is_no_person(shared: BotApiServer) -> None:
    """A channel's posts and their copies pass; who writes as a channel is answered on demand."""
    li, group = shared.world.user("小李"), shared.world.group()
    channel = shared.world.channel()
    await li.promotes_bot(group)
    as_channel = authors.channel(channel.place)

    await shared.world.publishes(channel, f"/ask{NAME} {QUESTION}", group)
    await li.posts(contents.text(QUESTION), chat=group, author=as_channel)
    asked = await li.posts(contents.text("/ask 二所的所长是谁？"), chat=group, author=as_channel)

    answer = await group.next_message()
    assert answer.body["reply_to_message"]["message_id"] == asked.message_id
    assert "唐景庭" in answer.text


async def test_other_bots(shared: BotApiServer) -> None:
    """A bot that is told of them answers none, so that two never talk for ever."""
    li, group = shared.world.user("小李"), shared.world.group()
    other = shared.world.user("别的", username="other_bot", is_bot=True)
    text = contents.text(f"/ask{NAME} {QUESTION}")
    message = await other.posts(text, chat=group)

    await shared.world.announce({"message": message.body})
    await li.sends(f"/ask{NAME} 二所的所长是谁？", chat=group)

    assert "唐景庭" in (await group.next_message()).text


async def test_a_channel_of_its_own(shared: BotApiServer) -> None:
    """It asks to be told of no posts and of no business, and so answers none."""
    li, channel = shared.world.user("小李"), shared.world.channel(with_bot=True)

    await shared.world.publishes(channel, f"/ask{NAME} {QUESTION}")
    await li.sends(QUESTION)

    assert ANSWERED in (await li.chat.next_message()).text
    assert await silent(channel)
    told = set(shared.calls("getUpdates")[-1]["allowed_updates"])
    assert told.isdisjoint({"channel_post", "edited_channel_post", "business_message"})


async def silent(chat: Chat) -> bool:
    """Whether nothing was written there that is not yet read."""
    return await chat.stays_silent(0.2)
