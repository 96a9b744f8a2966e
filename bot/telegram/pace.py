"""Telegram's own limits, kept before it has to say so: the other chats go on meanwhile.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import AsyncIterator

from aiolimiter import AsyncLimiter

OVERALL = 30
"""Messages a second, in all chats."""
_IN_A_CHAT = 1
"""Messages a second; a few more are let through."""
_BURST = 3
_IN_A_GROUP = 20
"""Messages a minute."""
_KEPT = 2_000
"""Chats whose pace is kept; one that wrote nothing for so long starts anew."""
_SLOW_SECONDS = 1.0
"""After which a send no longer holds up the next one."""


class Pace:
    """Lets each message wait for its turn."""

    def __init__(self, at_a_time: int, a_second: int = OVERALL) -> None:
        """Let `at_a_time` messages be on their way at once, unless one takes long.

        And `a_second` begin their way in a second.
        """
        self._overall = AsyncLimiter(a_second, 1)
        self._chats: OrderedDict[int, list[AsyncLimiter]] = OrderedDict()
        self._gate = asyncio.Semaphore(at_a_time)

    async def turn(self, chat_id: int) -> None:
        """Wait until a message to that chat may be sent."""
        for limiter in self._of(chat_id):
            await limiter.acquire()
        await self._overall.acquire()

    @contextlib.asynccontextmanager
    async def on_its_way(self) -> AsyncIterator[None]:
        """Be one of the few that are on their way; a slow one lets the next go."""
        await self._gate.acquire()
        released = False

        def release() -> None:
            nonlocal released
            if not released:
                released = True
                self._gate.release()

        timer = asyncio.get_running_loop().call_later(_SLOW_SECONDS, release)
        try:
            yield
        finally:
            timer.cancel()
            release()

    def _of(self, chat_id: int) -> list[AsyncLimiter]:
        limiters = self._chats.get(chat_id)
        if limiters is None:
            limiters = [AsyncLimiter(_BURST, _BURST / _IN_A_CHAT)]
            if chat_id < 0:
                limiters.append(AsyncLimiter(_IN_A_GROUP, 60))
            self._chats[chat_id] = limiters
        self._chats.move_to_end(chat_id)
        while len(self._chats) > _KEPT:
            self._chats.popitem(last=False)
        return limiters
