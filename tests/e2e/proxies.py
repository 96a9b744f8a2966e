"""Proxies on the way to Telegram: one that works, one that fails, one that is not there."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from tests.e2e.socks import pour


class HttpProxy:
    """An HTTP proxy for plain HTTP, of which one can see whether it was used.

    It hands on what it gets as it is: a server takes a request for a whole address as
    it takes one for a path.
    """

    def __init__(self, host: str, port: int) -> None:
        """Lead to `host:port`, whatever is asked for."""
        self._target = host, port
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self.connections = 0
        self.port = 0

    @property
    def url(self) -> str:
        """What a bot is told."""
        return f"http://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["HttpProxy"]:
        """The proxy on a free loopback port."""
        await self.come_back()
        yield self
        await self.go_away()

    async def come_back(self) -> None:
        """Listen, where it listened before."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def go_away(self) -> None:
        """Refuse connections, and end those that there are."""
        if self._server is not None:
            self._server.close()
            for writer in self._open:
                writer.close()
            await self._server.wait_closed()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._open.add(writer)
        with suppress(ConnectionError):
            there_reader, there_writer = await asyncio.open_connection(*self._target)
            await asyncio.gather(pour(reader, there_writer), pour(there_reader, writer))
        self._open.discard(writer)
        writer.close()


def unused_port() -> int:
    """A loopback port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
