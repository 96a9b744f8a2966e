"""Things that go wrong when a test asks for it.

`BotApi.fail` takes one of the effects below; the functions at the end give those that
Telegram is known for. A refusal is the Bot API's own matter; the others are done by the
transport: over HTTP as they are, in the process as the exceptions that they end as.
"""

import asyncio
from dataclasses import dataclass

from tests.telegram_fakes.values import ApiError, Call

EVERY_METHOD = "*"
"""Takes the place of a method's name."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that says no; nothing is done."""

    error: ApiError


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that is no JSON, as from something between the bot and Telegram."""

    status: int
    body: str
    """HTML."""


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is reset, without an answer."""

    acted: bool
    """Whether what was asked for is done before."""


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer comes, and at the end the connection is reset."""

    seconds: float | None = None
    """How long the connection stays open; None is until the fault is lifted."""
    acted: bool = False
    """Whether what was asked for is done before."""


@dataclass(frozen=True, slots=True)
class Slow:
    """All is done and answered, only later."""

    seconds: float
    """How long the call waits before anything is done."""


Effect = Refusal | Page | Reset | Hang | Slow


class Fault:
    """Something that goes wrong with the calls of one method, or of all."""

    def __init__(
        self,
        method: str,
        effect: Effect,
        times: int | None = 1,
        chat_id: int | None = None,
    ) -> None:
        """Befall calls from now on.

        Args:
            method: Name of a method, such as `sendMessage`, or `EVERY_METHOD`.
            effect: What happens to the call.
            times: How many calls are befallen; None is all, until it is lifted.
            chat_id: Only calls about that chat; None is all.
        """
        self.effect = effect
        self.struck = 0
        """How many calls it has befallen."""
        self._method = method
        self._times = times
        self._chat_id = chat_id
        self._lifted = asyncio.Event()

    @property
    def active(self) -> bool:
        """Whether it still waits for calls."""
        return not self._lifted.is_set() and (self._times is None or self.struck < self._times)

    def lift(self) -> None:
        """From now on all is well, also for the calls that hang."""
        self._lifted.set()

    def befalls(self, call: Call) -> bool:
        """Whether `call` is one of those that it waits for."""
        return (
            self.active
            and self._method in {EVERY_METHOD, call.method}
            and self._chat_id in {None, call.chat_id}
        )

    async def over(self, seconds: float | None) -> None:
        """Wait until it is lifted, but no longer than that."""
        try:
            await asyncio.wait_for(self._lifted.wait(), seconds)
        except TimeoutError:
            return


class Faults:
    """What is still to go wrong, oldest first."""

    def __init__(self) -> None:
        """All is well."""
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """One more thing to go wrong."""
        self._waiting.append(fault)

    def strike(self, call: Call) -> Fault | None:
        """The oldest fault that befalls `call`, if there is one.

        Raises:
            ApiError: that fault, if it is a refusal.
        """
        self._waiting = [fault for fault in self._waiting if fault.active]
        for fault in self._waiting:
            if fault.befalls(call):
                fault.struck += 1
                if isinstance(fault.effect, Refusal):
                    raise fault.effect.error
                return fault
        return None


def refusal(status: int, description: str, retry_after: int | None = None) -> Refusal:
    """Any refusal."""
    return Refusal(ApiError(status, description, retry_after))


def too_many_requests(retry_after: int) -> Refusal:
    """The flood limit; `retry_after` is in seconds."""
    return refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after)


def unauthorized() -> Refusal:
    """The token is no longer one."""
    return refusal(401, "Unauthorized")


def not_found() -> Refusal:
    """What Telegram says to a token that is ill-formed, and in some outages to any."""
    return refusal(404, "Not Found")


def conflict() -> Refusal:
    """Another process polls with the same token."""
    return refusal(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot"
        " instance is running",
    )


def cannot_parse() -> Refusal:
    """The markup is refused, whatever it is."""
    return refusal(
        400,
        'Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 0',
    )


def internal_error() -> Refusal:
    """A mistake of Telegram's own."""
    return refusal(500, "Internal Server Error")


def bad_gateway() -> Page:
    """What the machines in front of Telegram's answer when those are down."""
    return Page(
        502,
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
        "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
        "</body>\r\n</html>\r\n",
    )
