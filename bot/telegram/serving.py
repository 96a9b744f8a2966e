"""The bot's process: connect, let updates come, and stop when told to.

PTB's own `run_polling` would do, but it tells every failed try with a traceback, and an
operator who mistyped an address needs one line.
"""

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Coroutine
from typing import Any

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.telegram.application import Intake, order_of
from bot.telegram.endings import (
    RefusedError,
    StalledError,
    TokenRefusedError,
    UnreachableError,
)
from bot.telegram.handlers import AnyApplication
from bot.telegram.journal import JournaledQueue
from bot.telegram.menus import publishing
from bot.telegram.receiving import Troubles, receiver
from bot.telegram.requests import PollingState
from bot.telegram.services import Services
from bot.telegram.trouble import asked

_log = logging.getLogger(__name__)

_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0
_LOOK_SECONDS = 5.0
"""Between looks at whether updates still come."""
_FAREWELL_SECONDS = 1.0
"""For PTB's last request for updates, which confirms those that came: they are in the journal,
so that one that comes again is known."""
_LAST_SECONDS = 2.5
"""For answers that are under way when the process is told to end."""


async def serve(application: AnyApplication, intake: Intake, services: Services) -> None:
    """Answer until SIGINT or SIGTERM; questions sent meanwhile wait at Telegram.

    Raises:
        TokenRefusedError: Telegram does not know the token, or no longer.
        RefusedError: Telegram was reached at the start, and refuses.
        UnreachableError: Telegram cannot be reached at the start.
        StalledError: no updates could be had for too long.
        WebhookRefusedError: Telegram does not take the webhook.
        PortTakenError: the bot cannot listen for it.
    """
    stopping = _stop_signal()
    try:
        connecting = _connect(application, services.settings.start_retries)
        if await _unless_stopped(connecting, stopping):
            async with publishing(application.bot, services.catalogue):
                await _receive(application, intake, services, stopping)
    finally:
        await application.shutdown()
    if intake.state.refused.is_set():
        raise TokenRefusedError


async def _connect(application: AnyApplication, retries: int) -> None:
    """Ask Telegram who we are, with growing pauses between the tries."""
    pause = _FIRST_PAUSE_SECONDS
    for left in range(retries, -1, -1):
        try:
            await application.initialize()
        except InvalidToken:
            # `from None`: PTB's message holds the token.
            raise TokenRefusedError from None
        except TelegramError as error:
            if isinstance(error, RetryAfter):
                pause = max(pause, asked(error))
            if isinstance(error, BadRequest) or pause > _LONGEST_PAUSE_SECONDS:
                # Asking again would be no better, or be too long a wait to say nothing.
                raise RefusedError(error.message) from None
            if not left:
                raise UnreachableError from None
            _log.warning("Telegram cannot be reached: %s", type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
        else:
            return


async def _receive(
    application: AnyApplication,
    intake: Intake,
    services: Services,
    stopping: asyncio.Event,
) -> None:
    updater = application.updater
    assert updater is not None, "the application is built with an updater"  # noqa: S101 - PTB's type is wider
    settings = services.settings
    troubles = Troubles(services.catalogue["en"].problem, time.monotonic, services.meter)
    updates = receiver(updater, settings, intake.state, troubles)
    # Before any come: they stand in the journal as well, and would be taken up as left over;
    # and what was asked first is answered first.
    if left := await intake.queue.replay(application.bot):
        _log.warning("taking up %d updates of the process before", left)
    try:
        if await _unless_stopped(updates.begin(), stopping):
            await application.start()
            await intake.queue.begin()
            intake.state.begun = True
            _log.info("polling" if settings.webhook.url is None else "listening")
            await _until(stopping, intake.state, settings.stall_seconds)
    except InvalidToken:
        raise TokenRefusedError from None
    except TelegramError:
        raise UnreachableError from None
    finally:
        intake.state.begun = False
        await _within(_FAREWELL_SECONDS, updates.end())
        if application.running:
            await _stop(application, intake.queue)
        await intake.queue.let_go()


async def _until(stopping: asyncio.Event, state: PollingState, stall_seconds: float) -> None:
    """Wait until the process is told to end, or has a reason to.

    Raises:
        StalledError: no request for updates has succeeded for so long.
    """
    while not stopping.is_set() and not state.refused.is_set():
        if state.silence() > stall_seconds:
            raise StalledError
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(_LOOK_SECONDS, stall_seconds / 4)):
                await _either(stopping, state.refused)


async def _stop(application: AnyApplication, queue: JournaledQueue) -> None:
    """End what is being answered, if it takes no longer than a moment.

    What is left stands in the journal, and is taken up by the next process.
    """
    if left := await queue.leave():
        _log.info("leaving %d updates for the next process", left)
    if not await _within(_LAST_SECONDS, application.stop()):
        _log.warning("some answers were not finished; they are taken up at the next start")
        # Before the connections close: what then broke under a send would pass for a fault
        # of the network, after which nobody knows whether it arrived.
        await order_of(application).break_off()


async def _within(seconds: float, work: Coroutine[Any, Any, object]) -> bool:
    """Whether `work` was done in that time; if not, it is broken off."""
    try:
        async with asyncio.timeout(seconds):
            await work
    except TimeoutError:
        return False
    return True


async def _either(*events: asyncio.Event) -> None:
    """Wait until one of them is set."""
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waiting:
            each.cancel()


def _stop_signal() -> asyncio.Event:
    """Set when the process is told to end."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; there Ctrl-C interrupts `asyncio.run`.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stopping.set)
    return stopping


async def _unless_stopped(work: Coroutine[Any, Any, object], stopping: asyncio.Event) -> bool:
    """Whether `work` was done before the process was told to end."""
    working = asyncio.ensure_future(work)
    waiting = asyncio.ensure_future(stopping.wait())
    await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if working.done():
        await working
        return True
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
    return False
