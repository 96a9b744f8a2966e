"""The way to a cluster: to the node that has a shelf, and again after a failover."""

import contextlib
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from redis import Redis
from redis.cluster import ClusterNode, RedisCluster
from redis.exceptions import (
    AskError,
    AuthenticationError,
    ClusterDownError,
    MasterDownError,
    MovedError,
    NoPermissionError,
    ReadOnlyError,
    RedisClusterException,
    RedisError,
    ResponseError,
    TryAgainError,
    WatchError,
)

from retrieval.index.cluster.address import Address
from retrieval.index.cluster.problems import OutOfReachError, Unfit, UnfitServerError

_CONNECT_SECONDS = 1.0
_REPLY_SECONDS = 2.0
"""How long a node may take for its replies to all commands that are sent together."""
_PATIENCE_SECONDS = 8.0
"""How long it is asked again; a replica takes the place of a primary in two to three seconds."""
_PAUSE_SECONDS = 0.05
_ELSEWHERE = (
    AskError,
    ClusterDownError,
    MasterDownError,
    MovedError,
    ReadOnlyError,
    TryAgainError,
)
"""What a node says that has not, or not any more, what it is asked for."""
_CODED = re.compile(r"\b[td][0-9a-f]{2,}\b")
_NO_CLUSTER = "Cluster mode is not enabled"

Argument = str | int
Command = Sequence[Argument]


@dataclass(frozen=True, slots=True)
class Refused:
    """A node's reply that it does not do a search command."""

    text: str
    """Why, in its own words, but for those of a query."""

    @classmethod
    def of(cls, error: Exception) -> Self:
        """The refusal in an error."""
        return cls(_CODED.sub("…", str(error)))


class LostLockError(Exception):
    """Somebody else has it now."""


def _is_refusal(command: Command, reply: Exception) -> bool:
    """Whether a reply says that, rather than that another node should be asked, or nobody."""
    is_search = str(command[0]).startswith("FT.")
    passing = (*_ELSEWHERE, AuthenticationError, NoPermissionError)
    return is_search and isinstance(reply, ResponseError) and not isinstance(reply, passing)


class _FailedError(Exception):
    """An attempt failed, and another one may not; says how."""


class Cluster:
    """A cluster; many threads may ask it at the same time."""

    def __init__(self, address: Address, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        """Connect when first asked; keep on asking for so long."""
        self.address = address
        self.patience_seconds = patience_seconds
        self._found: RedisCluster | None = None
        self._connecting = threading.Lock()

    def close(self) -> None:
        """End all connections."""
        if self._found is not None:
            self._found.close()
            self._found = None

    def ask(self, key: str, *commands: Command) -> list[Any]:
        """The replies of the node that has `key`, to commands that may be done twice.

        Raises:
            OutOfReachError: no node has it, or it does not reply in time.
            UnfitServerError: it does not let us in.
        """
        return self._insisted(lambda: self._asked(self._node(key), commands))

    def tell(self, key: str, *commands: Command) -> list[Any]:
        """The same of commands that must not be done twice: it is tried once.

        Raises:
            OutOfReachError: they were done, or some of them, or not.
            UnfitServerError: the node does not let us in.
        """
        try:
            return self._asked(self._node(key), commands)
        except _FailedError as error:
            self._forget()
            raise OutOfReachError(str(error)) from None

    def tell_holding(self, lock: str, token: str, *commands: Command) -> None:
        """Do all of `commands` while the key `lock` has that value, or none of them; once.

        Raises:
            LostLockError: it has another one.
            OutOfReachError: they were done or not, or the node refused.
            UnfitServerError: the node does not let us in.
        """
        try:
            self._told_holding(lock, token, commands)
        except _FailedError as error:
            self._forget()
            raise OutOfReachError(str(error)) from None

    def release(self, lock: str, token: str) -> None:
        """Remove the key `lock` if it has that value.

        Raises:
            OutOfReachError: no node has it, or it does not reply in time.
            UnfitServerError: it does not let us in.
        """

        def released() -> list[Any]:
            with contextlib.suppress(LostLockError):
                self._told_holding(lock, token, [("DEL", lock)])
            return []

        self._insisted(released)

    def _told_holding(self, lock: str, token: str, commands: Sequence[Command]) -> None:
        try:
            with _told_apart(), self._node(lock).pipeline(transaction=True) as pipe:
                pipe.watch(lock)
                if pipe.get(lock) != token:
                    raise LostLockError
                pipe.multi()
                for command in commands:
                    pipe.execute_command(*command)
                pipe.execute()
        except WatchError:
            raise LostLockError from None

    def ask_each(self, *commands: Command) -> list[list[Any]]:
        """The replies of every primary.

        Raises:
            OutOfReachError: one does not reply in time.
            UnfitServerError: one does not let us in.
        """

        def asked() -> list[list[Any]]:
            with _told_apart():
                nodes = self._cluster().get_primaries()
            return [self._asked(self._client(node), commands) for node in nodes]

        return self._insisted(asked)

    def _insisted(self, attempt: Callable[[], list[Any]]) -> list[Any]:
        until = time.monotonic() + self.patience_seconds
        while True:
            try:
                return attempt()
            except _FailedError as error:
                self._forget()
                if time.monotonic() > until:
                    raise OutOfReachError(str(error)) from None
            time.sleep(_PAUSE_SECONDS)

    def _asked(self, node: Redis, commands: Sequence[Command]) -> list[Any]:
        with _told_apart(), node.pipeline(transaction=False) as pipe:
            for command in commands:
                pipe.execute_command(*command)
            replies = pipe.execute(raise_on_error=False)
            for command, reply in zip(commands, replies, strict=True):
                if isinstance(reply, Exception) and not _is_refusal(command, reply):
                    raise reply
        return [Refused.of(each) if isinstance(each, Exception) else each for each in replies]

    def _node(self, key: str) -> Redis:
        with _told_apart():
            return self._client(self._cluster().get_node_from_key(key))

    def _client(self, node: ClusterNode | None) -> Redis:
        if node is None:
            message = "no node has this part of the cluster"
            raise _FailedError(message)
        return self._cluster().get_redis_connection(node)

    def _cluster(self) -> RedisCluster:
        with self._connecting:
            found = self._found
            if found is None:
                found = self._found = self._connected()
            return found

    def _connected(self) -> RedisCluster:
        address = self.address
        encrypted: dict[str, Any] = (
            {"ssl": True, "ssl_ca_certs": address.authorities} if address.is_encrypted else {}
        )
        return RedisCluster(
            startup_nodes=[ClusterNode(host, port) for host, port in address.seeds],
            username=address.user,
            password=address.password,
            protocol=2,
            decode_responses=True,
            socket_connect_timeout=_CONNECT_SECONDS,
            socket_timeout=_REPLY_SECONDS,
            **encrypted,
        )

    def _forget(self) -> None:
        """Ask anew which node has what."""
        found = self._found
        if found is None:
            return
        try:
            found.nodes_manager.initialize()
        except (RedisError, RedisClusterException, OSError):
            # None of the nodes that were known: begin with those that the address names.
            self._found = None


@contextlib.contextmanager
def _told_apart() -> Iterator[None]:
    """What may pass is tried again; what does not, is for the operator."""
    try:
        yield
    except WatchError:
        raise
    except (RedisError, RedisClusterException, OSError) as error:
        # What keeps a first connection from being made stands behind the error.
        causes = (error, error.__cause__)
        if any(isinstance(each, (AuthenticationError, NoPermissionError)) for each in causes):
            raise UnfitServerError(Unfit.REFUSED, str(error.__cause__ or error)) from None
        if _NO_CLUSTER in str(error):
            raise UnfitServerError(Unfit.NO_CLUSTER) from None
        message = f"{type(error).__name__}: {error}"
        raise _FailedError(message) from None
