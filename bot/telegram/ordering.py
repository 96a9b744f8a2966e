"""In which order updates are dealt with: one after the other in a chat, chats side by side."""

import asyncio
import inspect
from collections import defaultdict
from collections.abc import Awaitable
from typing import Any, Protocol

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.store.replicas import Turn
from bot.telegram.sources import adds

_MOST = 10_000
"""Updates that wait or are being dealt with; more wait in the queue. A chat with a thousand
of them must not hold up another one."""

_PAUSE_SECONDS = 0.05
"""Between looks at whether another process has dealt with what came before."""

_WAITING = frozenset({"chat", "adding"})

Key = tuple[str, int]


class Ledger(Protocol):
    """Knows what is to be dealt with."""

    async def turn(self, update_id: int) -> Turn:
        """Whether an update may be dealt with, as far as other processes go."""
        ...

    async def finish(self, update_id: int) -> None:
        """It is dealt with."""
        ...


class _Waiting:
    """An update that waits in a line, or is being dealt with."""

    def __init__(self, update_id: int) -> None:
        """Nobody called it yet."""
        self.update_id = update_id
        self.called = asyncio.Event()


class _Line:
    """The updates of a chat that are here."""

    def __init__(self) -> None:
        """Nobody waits."""
        self.lock = asyncio.Lock()
        """Of the one that is being dealt with."""
        self.waiting: set[_Waiting] = set()

    async def pause(self, one: _Waiting) -> None:
        """Until it may be its turn, which others had when it asked.

        Only the first has to look for what other processes do.
        """
        if self._first() is one:
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            one.called.clear()
            await one.called.wait()

    def leave(self, one: _Waiting) -> None:
        """Go out of it, and call who is the first then."""
        self.waiting.remove(one)
        if self.waiting:
            self._first().called.set()

    def _first(self) -> _Waiting:
        return min(self.waiting, key=lambda each: each.update_id)


class PerChat(BaseUpdateProcessor):
    """Keeps the order of each chat, and says when an update is dealt with."""

    def __init__(self, ledger: Ledger) -> None:
        """Ask `ledger` before an update is dealt with, and tell it afterwards."""
        super().__init__(_MOST)
        self._ledger = ledger
        self._lines: defaultdict[Key, _Line] = defaultdict(_Line)
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def under_way(self) -> int:
        """How many updates are being dealt with, or wait for others of their chat."""
        return len(self._tasks)

    async def break_off(self) -> None:
        """Give up what is under way, without finishing it."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for those before it in the same chat, then do it."""
        if not isinstance(update, Update):
            await coroutine
            return
        task = asyncio.current_task()
        assert task is not None, "a coroutine runs in a task"  # noqa: S101 - asyncio's type is wider
        self._tasks.add(task)
        try:
            await self._in_turn(key_of(update), update.update_id, coroutine)
        finally:
            self._tasks.discard(task)
            if inspect.iscoroutine(coroutine):
                coroutine.close()  # it may never have had its turn

    async def _in_turn(self, key: Key, update_id: int, coroutine: Awaitable[Any]) -> None:
        line, one = self._lines[key], _Waiting(update_id)
        line.waiting.add(one)
        try:
            # Without the lock it waits: what came before may be given to this process.
            while await self._tried(line, update_id, coroutine) is Turn.LATER:
                await line.pause(one)
        finally:
            line.leave(one)
            if not line.waiting:
                del self._lines[key]

    async def _tried(self, line: _Line, update_id: int, coroutine: Awaitable[Any]) -> Turn:
        async with line.lock:
            turn = await self._ledger.turn(update_id)
            if turn is Turn.NOW:
                await coroutine
                await self._ledger.finish(update_id)
            return turn

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def turn_of(update: Update) -> str | None:
    """By what an update waits for others of its chat; None if it waits for none."""
    kind, number = key_of(update)
    return f"{kind} {number}" if kind in _WAITING else None


def place_of(update: Update) -> int:
    """What keeps to one process: a chat, or a person where there is none."""
    place = update.effective_chat or update.effective_user
    return update.update_id if place is None else place.id


def key_of(update: Update) -> Key:
    """A press or an inline question waits for no question that is being answered.

    Nor for another press: each is answered at once, however long the one before takes.
    What people type waits for nothing here: an older query is dropped for a newer one. What
    is added takes a while, and questions are answered meanwhile.
    """
    if update.callback_query is not None:
        return "press", update.update_id
    if update.inline_query is not None:
        return "inline", update.update_id
    if update.message is not None and adds(update.message):
        return "adding", update.message.chat_id
    if update.effective_chat is not None:
        return "chat", update.effective_chat.id
    return "update", update.update_id
