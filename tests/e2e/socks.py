"""A SOCKS5 proxy for one address: what a test needs of RFC 1928."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class SocksProxy:
    """Takes every connection to the same place, and counts them."""

    def __init__(self, host: str, port: int) -> None:
        """Lead to `host:port`, whatever is asked for."""
        self._target = host, port
        self.connections = 0
        self.port = 0

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["SocksProxy"]:
        """The proxy on a free loopback port."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        async with server:
            yield self

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            _, methods = await reader.readexactly(2)
            await reader.readexactly(methods)
            writer.write(b"\x05\x00")
            *_, kind = await reader.readexactly(4)
            length = {1: 4, 3: None, 4: 16}[kind]
            if length is None:
                (length,) = await reader.readexactly(1)
            await reader.readexactly(length + 2)
            writer.write(b"\x05\x00\x00\x01" + struct.pack("!IH", 0, 0))
            self.connections += 1
            there_reader, there_writer = await asyncio.open_connection(*self._target)
            await asyncio.gather(pour(reader, there_writer), pour(there_reader, writer))
        writer.close()


async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Hand everything on, until one side ends."""
    with suppress(ConnectionError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()
