"""A load balancer before several bots: posts go to one after the other, and some to all."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import ClientError, ClientSession, ClientTimeout, web

_LONGEST_SECONDS = 5.0
_PASSED_ON = ("X-Telegram-Bot-Api-Secret-Token", "Content-Type")


class Balancer:
    """Gives each post to the next of the bots that takes it, in turn."""

    def __init__(self, ports: Sequence[int], *, twice: int = 0) -> None:
        """The bots listen on these loopback ports.

        Every so many posts, `twice`, go to all of them at the same time, as where Telegram
        sends an update again; 0 is never.
        """
        self.ports = list(ports)
        self._twice = twice
        self._posts = 0
        self.doubled = 0
        """Posts that more than one bot took."""
        self.port = 0

    @property
    def url(self) -> str:
        """What Telegram is told."""
        return f"http://127.0.0.1:{self.port}/hook"

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["Balancer"]:
        """The balancer on a free loopback port."""
        application = web.Application()
        application.router.add_post("/hook", self._serve)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        async with ClientSession(timeout=ClientTimeout(total=_LONGEST_SECONDS)) as self._client:
            yield self
        await runner.cleanup()

    async def _serve(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
        self._posts += 1
        first = self._posts % len(self.ports)
        ports = self.ports[first:] + self.ports[:first]
        if self._twice and not self._posts % self._twice:
            found = await asyncio.gather(*(self._posted(port, body, headers) for port in ports))
            taken = [status for status in found if status == HTTPStatus.OK]
            self.doubled += len(taken) > 1
            return web.Response(status=taken[0] if taken else HTTPStatus.BAD_GATEWAY)
        for port in ports:
            if (status := await self._posted(port, body, headers)) is not None:
                return web.Response(status=status)
        return web.Response(status=HTTPStatus.BAD_GATEWAY)

    async def _posted(self, port: int, body: bytes, headers: dict[str, str]) -> int | None:
        """The bot's answer; None if nobody is there."""
        url = f"http://127.0.0.1:{port}/hook"
        try:
            async with self._client.post(url, data=body, headers=headers) as response:
                return response.status
        except (ClientError, TimeoutError):
            return None
