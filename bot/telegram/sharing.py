"""The queue of one of several processes that share a store.

Whichever of them is told of an update writes it down; the one to which its chat belongs deals
with it, so that what a process remembers of a chat, and the order in it, is as with one alone.
What a process had that lives no more, the others take over.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial

from telegram import Bot, Update

from bot.store import replicas, updates
from bot.store.database import Database, StoreError
from bot.store.listening import Listener
from bot.store.replicas import EVERYBODY, Left, Living, Turn, owner_of
from bot.store.updates import Claim
from bot.telegram.journal import TWICE, JournaledQueue
from bot.telegram.ordering import place_of, turn_of
from bot.telegram.receipts import Receipts
from config.secret import Secret

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 0.5
"""Between looks at who lives, and at what is left."""
_DEAD_SECONDS = 2.5
"""After which who is not seen is dead. One who lost its connection, and with it the lock by
which it is seen, notices that when it looks, and may take two seconds to make it anew."""


class SharedQueue(JournaledQueue):
    """Holds what is this process's to deal with."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], float],
        receipts: Receipts,
        replica: int,
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        """Be that replica; tell `changed` when another one comes or goes."""
        super().__init__(database, clock, receipts)
        self._replica = replica
        self._changed = changed
        self._bot: Bot | None = None
        self._known: set[int] = set()
        """Numbers of the updates that are here, and not finished."""
        self._done: set[int] = set()
        """Those of them that are dealt with, which could not be written down."""
        self._unreadable: set[int] = set()
        self._living = Living(frozenset(), frozenset())
        self._missing_since: dict[int, float] = {}
        """By number of a replica, since when it was not seen, by the event loop's clock."""
        self._called = asyncio.Event()
        self._due = 0.0
        """When to look next, by the same clock."""
        self._watching: asyncio.Task[None] | None = None

    async def replay(self, bot: Bot) -> int:
        """See who lives; what is left is taken over later, if it is for us."""
        self._bot = bot
        self._living = await self._database.run(replicas.living)
        return 0

    async def begin(self) -> None:
        """Let others give us what is ours, and take over what is left."""
        await self._database.run(lambda found: replicas.open_for(found, self._replica))
        self._watching = asyncio.create_task(self._watch())

    async def put(self, item: object) -> None:
        """Return once `item` is written down; whose it is then takes it."""
        if not isinstance(item, Update):
            await super().put(item)
            return
        owner = owner_of(place_of(item), self._living.open) or self._replica
        was_known = item.update_id in self._known
        is_ours = owner == self._replica
        if is_ours:
            self._known.add(item.update_id)
        is_new = False
        try:
            is_new = await self._is_new(item, Claim(owner, turn_of(item), calls=not is_ours))
        finally:
            if not is_new and not was_known:
                self._known.discard(item.update_id)
        if not is_new:
            _log.info(TWICE)
        elif is_ours:
            await self._take(item)

    async def turn(self, update_id: int) -> Turn:
        """Whether an update may be dealt with: others may have taken it over, or forgotten it."""
        try:
            turn = await self._database.insist(
                lambda found: replicas.turn(found, update_id, self._replica)
            )
        except StoreError:
            self._known.discard(update_id)  # to be taken up again, once that can be told
            raise
        if turn is Turn.GONE:
            self._receipts.forget(update_id)
            self._known.discard(update_id)
        return turn

    async def finish(self, update_id: int) -> None:
        """It is dealt with."""
        try:
            await super().finish(update_id)
        except BaseException:
            self._done.add(update_id)  # not to be taken up again: it is finished later
            raise
        self._known.discard(update_id)

    async def leave(self) -> int:
        """Give what waits to the others, and take no more: how many."""
        await self._stop_watching()
        left = {each.update_id for each in self._emptied() if isinstance(each, Update)}
        finishing = self._known - left
        await _tried(
            self._database.run(lambda found: replicas.leave(found, self._replica, finishing))
        )
        return len(left)

    async def let_go(self) -> None:
        """Give the others what was not finished."""
        await self._stop_watching()
        await _tried(self._finish_done())
        await _tried(self._database.run(lambda found: replicas.release(found, self._replica)))

    async def _stop_watching(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watching
            self._watching = None

    async def _watch(self) -> None:
        """Take what others give us when they call, and look now and then who lives."""
        loop = asyncio.get_running_loop()

        def heard(replica: int) -> None:
            loop.call_soon_threadsafe(self._hear, replica)

        place = self._database.place
        assert isinstance(place, Secret), "only a store on a server is shared"  # noqa: S101
        with contextlib.closing(Listener(place, heard)):
            while True:
                now = loop.time()
                if is_due := now >= self._due:
                    self._due = now + _LOOK_SECONDS
                try:
                    await self._finish_done()
                    await self._take_given()
                    if is_due:
                        await self._look(now)
                except Exception as error:  # noqa: BLE001 - of any kind: it is looked again
                    _log.error("others cannot be looked after: %s", type(error).__name__)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout_at(self._due):
                        await self._called.wait()
                self._called.clear()

    def _hear(self, replica: int) -> None:
        if replica in {self._replica, EVERYBODY}:
            self._called.set()
        if replica == EVERYBODY:
            self._due = 0.0

    async def _finish_done(self) -> None:
        for update_id in list(self._done):
            await self._database.run(partial(updates.finish, update_id=update_id))
            self._done.discard(update_id)
            self._known.discard(update_id)

    async def _take_given(self) -> None:
        """What others wrote down for us."""
        held = await self._database.run(lambda found: replicas.held_by(found, self._replica))
        if new := set(held) - self._known - self._unreadable:
            left = await self._database.run(lambda found: replicas.unfinished(found, new))
            for update in await self._read_back(left):
                self._known.add(update.update_id)
                await self._take(update)

    async def _look(self, now: float) -> None:
        """Who lives, and what nobody deals with."""
        living, holders = await self._database.run(
            lambda found: (replicas.living(found), replicas.holders(found))
        )
        if self._replica not in living.open:
            # A connection that was made anew has lost it.
            await self._database.run(lambda found: replicas.open_for(found, self._replica))
            living = replace(living, open=living.open | {self._replica})
        if living.open != self._living.open:
            _log.info("replicas that take updates: %d", len(living.open))
            await self._changed()
        self._living = living
        missing = {each for each in holders if each is not None} - living.alive
        dead = self._dead(missing, now)
        if dead or None in holders:
            await self._take_over(dead)

    def _dead(self, missing: Collection[int], now: float) -> list[int]:
        """Those that have been missing for long enough."""
        self._missing_since = {each: self._missing_since.get(each, now) for each in missing}
        since = self._missing_since.items()
        return [each for each, begun in since if now - begun >= _DEAD_SECONDS]

    async def _take_over(self, dead: Sequence[int]) -> None:
        """Give out what those had: one that has just started does not know yet that they died."""
        left = await self._database.run(lambda found: replicas.left_by(found, dead))
        owners = {
            update.update_id: owner_of(place_of(update), self._living.open) or self._replica
            for update in await self._read_back(left)
        }
        number = await self._database.run(lambda found: replicas.give(found, left, owners))
        if number:
            _log.warning("taking over %d updates of other processes", number)
            await self._take_given()

    async def _read_back(self, left: Iterable[Left]) -> list[Update]:
        """Those that can be; the others of its chat do not wait for one that cannot."""
        found: list[Update] = []
        for each in left:
            try:
                found.append(Update.de_json(json.loads(each.content), self._bot))
            except Exception as error:  # noqa: BLE001 - of any kind: others are waiting
                if each.id not in self._unreadable:
                    _log.error("an update cannot be read back: %s", type(error).__name__)
                    await self._database.run(partial(replicas.let_pass, update_id=each.id))
                    self._unreadable.add(each.id)
        return found


async def _tried(work: Awaitable[None]) -> None:
    try:
        await work
    except StoreError as error:
        # They take it over once our connection ends.
        _log.error("nothing can be given to others: %s", type(error).__name__)
