"""Sending, and what Telegram may say to it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from telegram import Bot, Message
from telegram.error import BadRequest, RetryAfter

from bot.telegram.letters import Letter
from bot.telegram.meter import Fault
from bot.telegram.outbox import Outbox, UncertainError
from bot.telegram.pace import Pace
from tests.bot.telegram.harness import TOKEN
from tests.telegram_fakes import faults
from tests.telegram_fakes.request import FakeRequest

LETTER = Letter(5, "<b>好</b>", thread_id=7, reply_to=3, html=True)


class Told:
    """What an outbox tells of chats."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.gone: list[int] = []
        self.moved: list[tuple[int, int]] = []
        self.faults: list[Fault] = []

    async def is_gone(self, chat_id: int) -> None:
        """It may not be written to."""
        self.gone.append(chat_id)

    async def has_moved(self, old: int, new: int) -> None:
        """It has another number."""
        self.moved.append((old, new))


@pytest.fixture
def told() -> Told:
    """What the outbox of the test tells."""
    return Told()


@pytest.fixture
def outbox(told: Told) -> Outbox:
    """One letter at a time."""
    return Outbox(Pace(1), told.is_gone, told.has_moved, told.faults.append)


@pytest.fixture
def request_() -> FakeRequest:
    """A Telegram in which every chat is."""
    return FakeRequest()


@pytest.fixture
async def bot(request_: FakeRequest) -> AsyncIterator[Bot]:
    """A bot without a network."""
    async with Bot(TOKEN.reveal(), request=request_, get_updates_request=request_) as ready:
        yield ready


@pytest.mark.parametrize(
    ("said", "left_out"),
    [
        ("Bad Request: can't parse entities: Unclosed tag", "parse_mode"),
        ("Bad Request: message thread not found", "message_thread_id"),
        ("Bad Request: message to be replied not found", "reply_parameters"),
    ],
)
async def test_a_refused_letter_is_mended(
    outbox: Outbox, bot: Bot, request_: FakeRequest, said: str, left_out: str
) -> None:
    """It is sent again without what was refused, and only that."""
    request_.fail_next("sendMessage", 400, said)

    message = await outbox.send(bot, LETTER)

    first, second = request_.calls("sendMessage")
    assert message is not None
    assert message.text == "好"
    assert set(first) - set(second) == {left_out}


async def test_a_wrong_quote(outbox: Outbox, bot: Bot, request_: FakeRequest) -> None:
    """Without the quote it is still a reply to that message."""
    request_.fail_next("sendMessage", 400, "Bad Request: QUOTE_TEXT_INVALID")

    await outbox.send(bot, replace(LETTER, quote="谁？"))

    first, second = (call["reply_parameters"] for call in request_.calls("sendMessage"))
    assert first.pop("quote") == "谁？"
    assert first == second


@pytest.mark.parametrize(
    "said",
    [
        "Bad Request: not enough rights to send text messages to the chat",
        "Bad Request: TOPIC_CLOSED",
    ],
)
async def test_no_rights(outbox: Outbox, bot: Bot, request_: FakeRequest, said: str) -> None:
    """Nothing is sent, and it is not tried again."""
    request_.fail_next("sendMessage", 400, said)

    assert await outbox.send(bot, LETTER) is None
    assert len(request_.calls("sendMessage")) == 1


async def test_a_chat_that_is_gone(
    outbox: Outbox, bot: Bot, request_: FakeRequest, told: Told
) -> None:
    """It is told of, and nothing is raised."""
    request_.fail_next("sendMessage", 403, "Forbidden: bot was kicked from the group chat")

    assert await outbox.send(bot, LETTER) is None
    assert told.gone == [5]
    assert told.faults == [Fault.UNWELCOME]


async def test_a_group_that_moved(
    outbox: Outbox, bot: Bot, request_: FakeRequest, told: Told
) -> None:
    """The letter goes to the new number, as a reply to nothing there."""
    request_.api.chats.get(5).migrated_to = -1005

    message = await outbox.send(bot, LETTER)

    assert message is not None
    assert message.chat_id == -1005
    assert told.moved == [(5, -1005)]
    assert "reply_parameters" not in request_.calls("sendMessage")[1]


@pytest.mark.parametrize(
    "effect",
    [
        faults.bad_gateway(),
        faults.internal_error(),
        faults.too_many_requests(1),
        faults.unauthorized(),
        faults.not_found(),
    ],
)
async def test_a_fault_of_the_server(
    outbox: Outbox, bot: Bot, request_: FakeRequest, told: Told, effect: faults.Effect
) -> None:
    """It is tried again, arrives once, and is counted."""
    request_.api.fail("sendMessage", effect)

    assert await outbox.send(bot, LETTER) is not None
    assert len(request_.sent) == 1
    limited = isinstance(effect, faults.Refusal) and effect.error.status == 429
    assert told.faults == [Fault.ASKED_TO_WAIT if limited else Fault.UNREACHABLE]


@pytest.mark.parametrize("acted", [True, False])
async def test_a_letter_that_may_have_arrived(
    outbox: Outbox, bot: Bot, request_: FakeRequest, *, acted: bool
) -> None:
    """Nobody can tell whether it did, so it is not sent again."""
    request_.api.fail("sendMessage", faults.Reset(acted=acted))

    with pytest.raises(UncertainError):
        await outbox.send(bot, LETTER)
    assert len(request_.sent) == acted


async def test_too_long_a_wait(outbox: Outbox, bot: Bot, request_: FakeRequest) -> None:
    """Nobody waits for an hour."""
    request_.api.fail("sendMessage", faults.too_many_requests(3600))

    with pytest.raises(RetryAfter):
        await outbox.send(bot, LETTER)


@pytest.mark.long
async def test_being_asked_to_wait_again_and_again(
    outbox: Outbox, bot: Bot, request_: FakeRequest
) -> None:
    """A busy group is told so more than once; its letter arrives all the same."""
    request_.api.fail("sendMessage", faults.too_many_requests(1), times=5)

    assert await outbox.send(bot, LETTER) is not None
    assert len(request_.sent) == 1


async def test_written_down_before_the_next(
    outbox: Outbox, bot: Bot, request_: FakeRequest
) -> None:
    """What is done with a message is done before another letter goes."""
    seen: list[int] = []

    async def sent(message: Message) -> None:
        assert message.text == "好"
        seen.append(len(request_.sent))

    await outbox.send(bot, LETTER, sent)
    await outbox.send(bot, LETTER, sent)

    assert seen == [1, 2]


async def test_what_may_be_done_twice(outbox: Outbox, bot: Bot, request_: FakeRequest) -> None:
    """An edit is tried again after any fault; that nothing changes by it is no fault."""
    message = await outbox.send(bot, LETTER)
    assert message is not None
    request_.api.fail("editMessageText", faults.Reset(acted=True))

    async def edit() -> None:
        await bot.edit_message_text("新", message.chat_id, message.message_id)

    await outbox.again(edit)
    await outbox.again(edit)

    assert request_.sent[0].text == "新"


async def test_an_edit_that_is_refused(outbox: Outbox, bot: Bot, request_: FakeRequest) -> None:
    """Is the business of who asked for it."""
    request_.fail_next("editMessageText", 400, "Bad Request: message to edit not found")

    async def edit() -> None:
        await bot.edit_message_text("新", 5, 10**6)

    with pytest.raises(BadRequest):
        await outbox.again(edit)
