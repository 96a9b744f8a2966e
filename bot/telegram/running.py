"""The bot put together, and run until it is told to end."""

import asyncio
import contextlib
import gc
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from bot.assembly import Assembly
from bot.catalogue import SIMPLIFIED, Catalogue
from bot.shelves import Shelves
from bot.store.database import Database, DatabaseError, StoreError, told_of
from bot.store.lock import opened_alone, opened_shared
from bot.store.tenure import Duty
from bot.telegram.application import Intake, build, order_of
from bot.telegram.handlers import Handlers
from bot.telegram.journal import JournaledQueue
from bot.telegram.keeping import forgetting
from bot.telegram.monitoring import monitored
from bot.telegram.requests import PollingState
from bot.telegram.rereading import rereading
from bot.telegram.services import Services, services_on
from bot.telegram.serving import serve
from bot.telegram.sharing import SharedQueue
from config.secret import Secret
from config.settings import Settings

_NOBODY = 0
"""No chat has that number: it sees the shared shelves."""
_IN_ENGLISH = "Who met?"
"""Needs the dictionary."""


def run(
    assembly: Assembly, catalogue: Catalogue, language: str, files: Iterable[Path], token: Secret
) -> None:
    """Answer on the configured shelves, with `files` on the shared one.

    Where a question's language is not ours, speak `language`.

    Raises:
        DatabaseError: what is kept cannot be opened, or no longer be read before all begins.
        ReadingError: a file cannot be read as an article.
        TokenRefusedError: Telegram does not know the token, or no longer.
        RefusedError: Telegram was reached at the start, and refuses.
        UnreachableError: Telegram cannot be reached at the start.
        StalledError: no updates could be had for too long.
        WebhookRefusedError: Telegram does not take the webhook.
        PortTakenError: the bot cannot listen for it, or for who watches over it.
    """
    place = assembly.settings.store.place
    with (
        _opened(assembly.settings) as (database, replica),
        contextlib.closing(Shelves(database, assembly, catalogue, language)) as shelves,
    ):
        try:
            shelves.configure(assembly.settings, files, int(time.time()))
            services = services_on(assembly.settings, database, shelves, catalogue)
            asyncio.run(_serve(services, replica, token))
        except StoreError as error:
            raise DatabaseError(place, told_of(error)) from error


def may_share(settings: Settings) -> bool:
    """Whether several processes may answer: Telegram posts to any, but lets one alone ask."""
    webhook, place = settings.telegram.webhook, settings.store.place
    return webhook.url is not None and not isinstance(place, Path)


@contextlib.contextmanager
def _opened(settings: Settings) -> Iterator[tuple[Database, int | None]]:
    """The store, and our number where others may have it as well."""
    place = settings.store.place
    if isinstance(place, Path) or not may_share(settings):
        with opened_alone(place) as database:
            yield database, None
    else:
        with opened_shared(place) as opened:
            yield opened


async def _warm(shelves: Shelves, catalogue: Catalogue) -> None:
    """Load what else the first question would load while others wait.

    Then tell the garbage collector that it all stays: looking through a million objects that
    never go holds everything up for a tenth of a second, again and again.
    """
    asking = await shelves.asking(_NOBODY)
    for question in (catalogue[SIMPLIFIED].chats.example_meeting, _IN_ENGLISH):
        await asyncio.to_thread(asking.ask, question)
    gc.collect()
    gc.freeze()


async def _serve(services: Services, replica: int | None, token: Secret) -> None:
    settings, database, shelves = services.settings, services.database, services.shelves
    await _warm(shelves, services.catalogue)
    intake = Intake(_queue(services, replica), PollingState(time.monotonic))
    application = build(settings, token, Handlers(services), intake)
    order, meter = order_of(application), services.meter
    meter.watch_queue(lambda: intake.queue.qsize() + order.under_way)
    async with (
        forgetting(database, services.keep_days, time.time),
        rereading(shelves, services.asker.idle, partial(database.takes, Duty.REREADING)),
        monitored(settings.metrics_port, meter, intake.state.is_well),
    ):
        await serve(application, intake, services)


def _queue(services: Services, replica: int | None) -> JournaledQueue:
    database, receipts = services.database, services.receipts
    if replica is None:
        return JournaledQueue(database, time.time, receipts)
    return SharedQueue(database, time.time, receipts, replica, services.presence.refresh)
