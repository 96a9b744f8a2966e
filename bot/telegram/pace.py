"""Telegram's own limits, kept before it has to say so: the other chats go on meanwhile.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import asyncio
import contextlib
from collections import OrderedDict, deque
from collections.abc import AsyncIterator

OVERALL = 30
"""Messages a second, in all chats."""
_IN_A_CHAT = 3
"""Messages in three seconds: one a second, of which a few may come at once."""
_IN_A_GROUP = 20
"""Messages a minute."""
_MARGIN_SECONDS = 0.05
"""Telegram counts when a message arrives, which may be that much closer to the next one."""
_KEPT = 2_000
"""Chats whose pace is kept; one that wrote nothing for so long starts anew."""
_SLOW_SECONDS = 1.0
"""After which a send no longer holds up the next one."""


class _Window:
    """Lets so many through in any stretch of that length, and no more, in order of arrival.

    A bucket that leaks would let twice as many through in the first stretch.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self._seconds = seconds + _MARGIN_SECONDS
        self._passed: deque[float] = deque(maxlen=most)
        self._lock = asyncio.Lock()

    async def turn(self) -> None:
        """Wait until there is room."""
        clock = asyncio.get_running_loop().time
        async with self._lock:
            if len(self._passed) == self._passed.maxlen:
                await asyncio.sleep(self._passed[0] + self._seconds - clock())
            self._passed.append(clock())


class Pace:
    """Lets each message wait for its turn."""

    def __init__(self, at_a_time: int, a_second: int = OVERALL) -> None:
        """Let `at_a_time` messages be on their way at once, unless one takes long.

        And `a_second` begin their way in a second.
        """
        self._overall = _Window(a_second, 1)
        self._chats: OrderedDict[int, list[_Window]] = OrderedDict()
        self._gate = asyncio.Semaphore(at_a_time)

    async def turn(self, chat_id: int) -> None:
        """Wait until a message to that chat may be sent."""
        for window in self._of(chat_id):
            await window.turn()

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

        try:
            await self._overall.turn()
            timer = asyncio.get_running_loop().call_later(_SLOW_SECONDS, release)
            try:
                yield
            finally:
                timer.cancel()
        finally:
            release()

    def _of(self, chat_id: int) -> list[_Window]:
        windows = self._chats.get(chat_id)
        if windows is None:
            windows = [_Window(_IN_A_CHAT, _IN_A_CHAT)]
            if chat_id < 0:
                windows.append(_Window(_IN_A_GROUP, 60))
            self._chats[chat_id] = windows
        self._chats.move_to_end(chat_id)
        while len(self._chats) > _KEPT:
            self._chats.popitem(last=False)
        return windows
