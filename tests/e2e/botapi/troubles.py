"""How the faults of `tests.telegram_fakes.faults` are done over HTTP."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import assert_never

from aiohttp import web

from tests.telegram_fakes.faults import Fault, Hang, Page, Refusal, Reset, Slow

Act = Callable[[], Awaitable[web.Response]]
"""Do what the call asks for, and answer it."""

_CLOSE_AT_ONCE = struct.pack("ii", 1, 0)
"""`SO_LINGER`: nothing is sent any more, and the other side is told of a reset."""


async def befall(request: web.Request, fault: Fault, act: Act) -> web.Response:
    """Let `fault` happen to one call."""
    match fault.effect:
        case Page(status, body):
            return web.Response(status=status, text=body, content_type="text/html")
        case Slow(seconds):
            await asyncio.sleep(seconds)
            return await act()
        case Reset(acted):
            if acted:
                await act()
        case Hang(seconds, acted):
            if acted:
                await act()
            await fault.over(seconds)
        case Refusal(error):
            raise error
        case _:
            assert_never(fault.effect)
    reset(request.transport)
    return web.Response()


def reset(transport: asyncio.BaseTransport | None) -> None:
    """Reset a connection, so that the other side gets an error and no end."""
    if not isinstance(transport, asyncio.Transport):
        return
    connection: socket.socket | None = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _CLOSE_AT_ONCE)
    transport.abort()
