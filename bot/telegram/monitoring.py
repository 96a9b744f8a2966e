"""Health and numbers for who watches over the bot, on the loopback address alone."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.telegram.listening import listen
from bot.telegram.meter import CONTENT_TYPE, Meter

_LOOPBACK = "127.0.0.1"
_TICK_SECONDS = 0.005
"""Between looks at how late the event loop is."""


class _Health(RequestHandler):
    """Says 200 as long as the event loop turns, or as long as `holds` says so."""

    def initialize(self, holds: Callable[[], bool]) -> None:
        self._holds = holds

    def get(self) -> None:
        holds = self._holds()
        self.set_status(HTTPStatus.OK if holds else HTTPStatus.SERVICE_UNAVAILABLE)
        self.set_header("Content-Type", "text/plain")
        self.write("ok\n" if holds else "not ready\n")


class _Numbers(RequestHandler):
    """Gives the meter's numbers."""

    def initialize(self, meter: Meter) -> None:
        self._meter = meter

    def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE)
        self.write(self._meter.text())


@contextlib.asynccontextmanager
async def monitored(
    port: int | None, meter: Meter, is_ready: Callable[[], bool]
) -> AsyncIterator[None]:
    """Answer on `port` while the block lasts; nowhere if there is none.

    `/healthz` says that the process works, `/readyz` that updates come, `/metrics` how it went.

    Raises:
        PortTakenError: the port cannot be listened on.
    """
    if port is None:
        yield
        return
    server = HTTPServer(_application(meter, is_ready))
    server.add_socket(listen(_LOOPBACK, port))
    measuring = asyncio.create_task(measure_delay(meter))
    try:
        yield
    finally:
        measuring.cancel()
        server.stop()
        await server.close_all_connections()


async def measure_delay(meter: Meter) -> None:
    """Tell `meter`, tick by tick, how late the event loop is.

    A loop that stands still misses ticks; each counts, for each might have been somebody's
    message. So a long halt weighs as much as it lasts.
    """
    loop = asyncio.get_running_loop()
    due = loop.time() + _TICK_SECONDS
    while True:
        await asyncio.sleep(due - loop.time())
        now = loop.time()
        while due <= now:
            meter.late(now - due)
            due += _TICK_SECONDS


def _application(meter: Meter, is_ready: Callable[[], bool]) -> Application:
    routes: list[Any] = [
        ("/healthz", _Health, {"holds": lambda: True}),
        ("/readyz", _Health, {"holds": is_ready}),
        ("/metrics", _Numbers, {"meter": meter}),
    ]
    return Application(routes, log_function=_say_nothing)


def _say_nothing(_: RequestHandler) -> None:
    """Whoever watches asks often."""
