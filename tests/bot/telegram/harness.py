"""The bot's whole application on shelves of a test's choice, with a fake network."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from telegram import Update

from bot.assembly import Assembly
from bot.catalogue import load_catalogue
from bot.shelves import Shelves
from bot.store.database import Database
from bot.telegram.application import Intake, build
from bot.telegram.handlers import AnyApplication, Handlers
from bot.telegram.journal import JournaledQueue
from bot.telegram.requests import PollingState
from bot.telegram.services import Services, services_on
from config.loading import load_settings
from config.secret import Secret
from config.settings import TelegramSettings
from tests.telegram_fakes.request import FakeRequest

TOKEN = Secret("123:abc")
SETTINGS = load_settings(None, {})
CATALOGUE = load_catalogue()
_LONGEST_SECONDS = 30
CHINESE = CATALOGUE["zh-Hans"].telegram


class Harness:
    """A bot in this process; what it does can be read from `request`."""

    def __init__(
        self,
        assembly: Assembly,
        folder: Path,
        files: Sequence[Path] | None = None,
        settings: TelegramSettings = SETTINGS.telegram,
    ) -> None:
        """A bot whose database is in `folder`, on `files` or the seed article."""
        self.request = FakeRequest()
        self.assembly = assembly
        self.database = Database(folder / "yuanju.db")
        self.shelves = Shelves(self.database, assembly, CATALOGUE, "zh-Hans")
        shared = SETTINGS.shelf.files if files is None else files
        self.shelves.configure(assembly.settings, shared, int(time.time()))
        self.services: Services = services_on(
            replace(SETTINGS, telegram=settings), self.database, self.shelves, CATALOGUE
        )
        self.queue = JournaledQueue(self.database, time.time)
        intake = Intake(self.queue, PollingState(time.monotonic))
        self.application: AnyApplication = build(
            settings, TOKEN, Handlers(self.services), intake, self.request
        )

    async def take(self, *updates: dict[str, Any]) -> None:
        """Deal with updates, one after the other."""
        async with self.application:
            for update in updates:
                await self.application.process_update(Update.de_json(update, self.application.bot))

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deal with what `arrives`, side by side as in the real process, until all is done."""
        async with self.application as application:
            await application.start()
            try:
                yield
                async with asyncio.timeout(_LONGEST_SECONDS):
                    await self.queue.join()
            finally:
                await application.stop()

    async def arrives(self, update: dict[str, Any]) -> None:
        """Take an update in by way of the journal, as from Telegram."""
        await self.queue.put(Update.de_json(update, self.application.bot))

    def kept(self) -> str:
        """All that stands in the database, whatever it means."""

        def dump(connection: Connection) -> str:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            return "\n".join(driver.iterdump())

        return self.database.run_now(dump)

    async def said(self, *updates: dict[str, Any]) -> list[str]:
        """The texts of all that the bot has sent after these updates."""
        await self.take(*updates)
        return [message.text for message in self.request.sent]


def with_settings(**changed: Any) -> TelegramSettings:  # noqa: ANN401 - of every type
    """The shipped settings, but for these."""
    return replace(SETTINGS.telegram, **changed)
