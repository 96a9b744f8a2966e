"""Bringing a shelf on a cluster to what the store says."""

import contextlib
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from retrieval.index.cluster import searching
from retrieval.index.cluster.connection import Cluster, Command, LostLockError, Refused
from retrieval.index.cluster.contents import Contents, Entry, Names, planned, read_plan
from retrieval.index.cluster.problems import (
    IndexChangedError,
    OutOfReachError,
    Unfit,
    UnfitServerError,
)
from retrieval.protocols import IndexUnavailableError

_LOCK_MILLISECONDS = 10_000
"""From when on a lock is nobody's: whoever had it writes much more often, or was killed."""
_BUSY_SECONDS = 60.0
"""How long others are waited for."""
_PAUSE_SECONDS = 0.05
_AT_ONCE = 100
"""Commands that are done in one step: a node does nothing else meanwhile."""

Texts = Mapping[str, Sequence[str]]
"""By article id, its passages as they are written."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One shelf on a cluster."""

    cluster: Cluster
    names: Names

    def synchronised(self, wanted: Sequence[Entry], texts: Texts) -> Contents:
        """Have the cluster hold just `wanted`, in that order; it may hold it already.

        Whoever comes later finds it done. Somebody who is stopped at it at any time leaves
        what may be asked as it was, or nothing that may be asked.

        Raises:
            IndexChangedError: an article is neither there nor in `texts`.
            OutOfReachError: the cluster does not do it in time.
            UnfitServerError: it does not let us in, or refuses to make an index.
        """
        until = time.monotonic() + self.cluster.patience_seconds
        while True:
            try:
                return self._synchronised(tuple(wanted), texts)
            except OutOfReachError:
                # No step is done twice; all of it can be, from what the cluster has now.
                if time.monotonic() > until:
                    raise
            except LostLockError:
                # In a failover it may be lost, or to somebody else while we stood still.
                if time.monotonic() > until:
                    raise IndexChangedError from None

    def _synchronised(self, wanted: tuple[Entry, ...], texts: Texts) -> Contents:
        found = self.read()
        if found is not None and found.entries == wanted:
            return found
        with self._locked() as token:
            found = self.read()
            kept = () if found is None else found.entries
            if found is not None and kept == wanted:
                return found
            if found is not None and kept == wanted[: len(kept)]:
                return self._appended(token, found, wanted[len(kept) :], texts)
            return self._built(token, found, wanted, texts)

    def read(self) -> Contents | None:
        """What may be asked; None if nothing may, or not all of it is there."""
        names = self.names
        (now,) = self.cluster.ask(names.now, ("GET", names.now))
        if now is None:
            return None
        build, mark = now.split(":")
        lines, still = self.cluster.ask(
            names.now, ("HGETALL", names.plan(build)), ("GET", names.now)
        )
        if still != now:
            return None
        found = Contents(build, mark, read_plan(lines))
        return found if self._is_complete(found) else None

    def forget(self) -> None:
        """Take all of it off the cluster.

        Raises:
            OutOfReachError: the cluster does not do it in time.
            UnfitServerError: it does not let us in.
        """
        names = self.names
        with self._locked() as token, contextlib.suppress(LostLockError):
            self._tell(token, [("DEL", names.now, names.used)])
            self._clear(token)

    def _is_complete(self, contents: Contents) -> bool:
        """Wait for a node that is still reading what it took over."""
        until = time.monotonic() + self.cluster.patience_seconds
        info = searching.info(self.names.index(contents.build))
        while True:
            (reply,) = self.cluster.ask(self.names.now, info)
            if searching.is_complete(reply, contents.passages):
                return True
            if isinstance(reply, Refused) or time.monotonic() > until:
                return False
            time.sleep(_PAUSE_SECONDS)

    def _appended(
        self, token: str, found: Contents, new: Sequence[Entry], texts: Texts
    ) -> Contents:
        """Put articles behind those that are there."""
        orders = dict(enumerate(new, max(found.orders, default=-1) + 1))
        commands = [
            self._written(found.build, order, entry, texts) for order, entry in orders.items()
        ]
        self._tell(token, [("DEL", self.names.now)])
        self._fill(token, found.build, orders, chain.from_iterable(commands))
        return self._put_in_place(token, found.build, {**found.orders, **orders})

    def _built(
        self, token: str, found: Contents | None, wanted: Sequence[Entry], texts: Texts
    ) -> Contents:
        """Make another build, of what is there already and what is not."""
        names, build = self.names, secrets.token_hex(8)
        there = {} if found is None else {entry: order for order, entry in found.orders.items()}
        orders = dict(enumerate(wanted))
        commands = [
            self._copied(found.build, there[entry], build, order, entry)
            if found is not None and entry in there
            else self._written(build, order, entry, texts)
            for order, entry in orders.items()
        ]
        self._tell(token, [("SADD", names.builds, build)])
        create = searching.create(names.index(build), names.prefix(build))
        (reply,) = self.cluster.tell(names.now, create)
        if isinstance(reply, Refused):
            raise UnfitServerError(Unfit.NO_SEARCH, reply.text)
        self._fill(token, build, orders, chain.from_iterable(commands))
        contents = self._put_in_place(token, build, orders)
        self._clear(token, but=build)
        return contents

    def _written(self, build: str, order: int, entry: Entry, texts: Texts) -> Iterator[Command]:
        if entry.article_id not in texts:
            raise IndexChangedError
        keys = self.names.passages(build, order, entry)
        pairs = zip(keys, texts[entry.article_id], strict=True)
        return (("HSET", key, "terms", text) for key, text in pairs)

    def _copied(
        self, old_build: str, old_order: int, build: str, order: int, entry: Entry
    ) -> Iterator[Command]:
        old = self.names.passages(old_build, old_order, entry)
        new = self.names.passages(build, order, entry)
        return (("COPY", *pair) for pair in zip(old, new, strict=True))

    def _fill(
        self, token: str, build: str, orders: Mapping[int, Entry], commands: Iterable[Command]
    ) -> None:
        """The plan first: by it all else is found again, if we are stopped."""
        plan = self.names.plan(build)
        planning = (
            ("HSET", plan, entry.article_id, planned(order, entry))
            for order, entry in orders.items()
        )
        self._tell(token, planning)
        self._tell(token, commands)

    def _put_in_place(self, token: str, build: str, orders: Mapping[int, Entry]) -> Contents:
        contents = Contents(build, secrets.token_hex(8), orders)
        if not self._is_complete(contents):
            message = "the server did not index all that it was given"
            raise OutOfReachError(message)
        names = self.names
        (reply,) = self.cluster.ask(names.now, searching.everything(names.index(build)))
        found = 0 if isinstance(reply, Refused) else searching.total(reply)
        if found != contents.passages:
            raise UnfitServerError(Unfit.FEW_HITS, f"{found} / {contents.passages}")
        used = ("SET", names.used, int(time.time()))
        self._tell(token, [("SET", names.now, contents.now), used])
        return contents

    def _clear(self, token: str, but: str | None = None) -> None:
        """Remove all builds but one."""
        names = self.names
        (builds,) = self.cluster.ask(names.builds, ("SMEMBERS", names.builds))
        for build in builds:
            if build != but:
                self._remove(token, build)

    def _remove(self, token: str, build: str) -> None:
        names, plan = self.names, self.names.plan(build)
        _, lines = self.cluster.ask(
            names.now, searching.drop(names.index(build)), ("HGETALL", plan)
        )
        passages = (
            ("UNLINK", key)
            for order, entry in read_plan(lines).items()
            for key in names.passages(build, order, entry)
        )
        self._tell(token, passages)
        self._tell(token, [("DEL", plan), ("SREM", names.builds, build)])

    def _tell(self, token: str, commands: Iterable[Command]) -> None:
        """Do `commands` step by step, as long as nobody else changes the shelf."""
        lock, rest = self.names.lock, iter(commands)
        renew = ("PEXPIRE", lock, _LOCK_MILLISECONDS)
        while step := list(islice(rest, _AT_ONCE)):
            self.cluster.tell_holding(lock, token, renew, *step)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[str]:
        """Be the only one who changes the shelf; gives what proves it."""
        lock, token = self.names.lock, secrets.token_hex(8)
        until = time.monotonic() + _BUSY_SECONDS
        take = ("SET", lock, token, "NX", "PX", _LOCK_MILLISECONDS)
        while self.cluster.ask(lock, take, ("GET", lock))[1] != token:
            if time.monotonic() > until:
                message = "somebody else has been changing the shelf for long"
                raise OutOfReachError(message)
            time.sleep(_PAUSE_SECONDS)
        try:
            yield token
        finally:
            # What is not released is nobody's after a while.
            with contextlib.suppress(IndexUnavailableError):
                self.cluster.release(lock, token)
