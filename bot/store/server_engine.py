"""PostgreSQL: the store is a database on a server.

Its driver, psycopg, is an optional extra; SQLAlchemy loads it.
"""

import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine.base import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.store.places import url_of
from bot.store.problems import NEWER, OLDER, HeldError, UnfitError
from bot.store.revisions import REVISION, newest
from bot.store.tables import forgettable
from bot.store.tenure import NOBODY_ELSE, SCHEMA, Tenure
from config.secret import Secret

_log = logging.getLogger(__name__)

_DRIVER = "postgresql+psycopg"
_NO_DRIVER = "needs the driver of PostgreSQL: pip install 'psycopg[binary]'"
_NOT_UTF8 = "does not keep its texts in UTF-8; make it with ENCODING 'UTF8'"

_PATIENCE_SECONDS = 10.0
"""For a process that is about to end, and for a server that starts anew."""
_PAUSE_SECONDS = 0.1

# https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS: a server
# that vanished without a word is noticed within a minute, not within hours.
_DEFAULTS = {
    "application_name": "yuanju",
    "client_encoding": "utf8",
    "connect_timeout": "5",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}
_QUICKLY = {"connect_timeout": "2"}
"""For one of several, which is taken for dead if that takes longer; libpq's least."""
# The same for the server's end: what a machine that vanished held is free after a minute.
_SESSION = (
    "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"
)

_NUL, _IN_ITS_PLACE = "\0", "\ufffd"
_LONGEST_WAIT = "5s"
"""For whoever reads a table that is to be written anew."""


class ServerEngine:
    """A database on a server."""

    def __init__(self, address: Secret, tenure: Tenure | None = None) -> None:
        """Connect with the first use; each connection takes the locks of `tenure`, or is none.

        Raises:
            UnfitError: the driver is not installed.
        """
        is_shared = tenure is not None and tenure.replica is not None
        self.connections = _connections(address, _DEFAULTS | (_QUICKLY if is_shared else {}))
        self._was_reached = False
        event.listen(self.connections, "connect", _prepare)
        if tenure is not None:
            event.listen(self.connections, "connect", _holding(tenure))
        event.listen(self.connections, "before_cursor_execute", _without_nul, retval=True)

    def connect(self) -> Connection:
        """A connection that works, in no transaction yet, though the server may start anew."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                connection = self.connections.connect()
            except SQLAlchemyError as error:
                # At the start a wrong address or password is told at once.
                waits = self._was_reached or isinstance(error, HeldError)
                if not waits or time.monotonic() > until:
                    raise
                time.sleep(_PAUSE_SECONDS)
            else:
                self._was_reached = True
                return connection

    def hold_schema(self, connection: Connection) -> None:
        """Let nobody else change the schema until the transaction ends.

        Raises:
            UnfitError: it cannot keep every text.
        """
        self.refuse_unfit(connection)
        connection.exec_driver_sql(SCHEMA)

    @staticmethod
    def refuse_others(connection: Connection) -> None:
        """Go on only where no process has the store, alone or shared; none begins meanwhile.

        Raises:
            HeldError: one does not end.
        """
        until = time.monotonic() + _PATIENCE_SECONDS
        while not connection.exec_driver_sql(NOBODY_ELSE).scalar_one():
            if time.monotonic() > until:
                raise HeldError(OLDER)
            time.sleep(_PAUSE_SECONDS)

    @staticmethod
    def refuse_unfit(connection: Connection) -> None:
        """Go on only where the database can keep every text.

        Raises:
            UnfitError: it cannot.
        """
        if connection.exec_driver_sql("SHOW server_encoding").scalar_one() != "UTF8":
            raise UnfitError(_NOT_UTF8)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees one moment, while others go on writing."""
        with self.connect() as connection:
            reading = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            with reading.begin():
                yield reading

    def wipe(self) -> None:
        """Write the tables anew without what was deleted: until then its bytes stay in them."""
        with self.connect() as connection:
            in_no_transaction = connection.execution_options(isolation_level="AUTOCOMMIT")
            in_no_transaction.exec_driver_sql(f"SET lock_timeout = '{_LONGEST_WAIT}'")
            try:
                for table in forgettable:
                    in_no_transaction.exec_driver_sql(f'VACUUM (FULL) "{table.name}"')
            except OperationalError as error:
                # Somebody reads all of it, a backup for one. It is deleted; the next time
                # also wipes what this one could not.
                _log.warning("what was deleted is not wiped yet: %s", type(error.orig).__name__)
            finally:
                if not in_no_transaction.invalidated:
                    in_no_transaction.exec_driver_sql("RESET lock_timeout")


def _connections(address: Secret, defaults: Mapping[str, str]) -> Engine:
    given = url_of(address)
    missing = {name: value for name, value in defaults.items() if name not in given.query}
    try:
        return create_engine(
            given.set(drivername=_DRIVER).update_query_dict(missing),
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            pool_pre_ping=True,  # a server that was started anew has forgotten the connection
            hide_parameters=True,  # or a question would stand in a log
        )
    except ImportError:
        raise UnfitError(_NO_DRIVER) from None


def _prepare(connection: DBAPIConnection, _: object) -> None:
    _asked(connection, _SESSION)


def _holding(tenure: Tenure) -> Callable[[DBAPIConnection, object], None]:
    """Each connection takes the locks and loses them with its end: none writes without them.

    While one of several had no connection, a newer version may have changed the schema.
    """
    # Read before that one may be installed in our place.
    ours = newest()

    def hold(connection: DBAPIConnection, _: object) -> None:
        for statement in tenure.locks:
            (is_ours,) = _asked(connection, statement, rows=True)
            if not is_ours:
                connection.close()
                raise HeldError
        if tenure.replica is not None and _asked(connection, REVISION, rows=True) != (ours,):
            connection.close()
            raise HeldError(NEWER)

    return hold


def _asked(connection: DBAPIConnection, statement: str, *, rows: bool = False) -> Sequence[Any]:
    cursor = connection.cursor()
    cursor.execute(statement)
    row: Sequence[Any] = cursor.fetchone() or () if rows else ()
    cursor.close()
    connection.commit()
    return row


def _without_nul(  # noqa: PLR0913, PLR0917 - SQLAlchemy's own
    connection: Connection,
    cursor: object,
    statement: str,
    parameters: Any,  # noqa: ANN401
    context: object,
    many: bool,  # noqa: FBT001
) -> tuple[str, Any]:
    """Parameters without NUL, which PostgreSQL refuses; every other character keeps its place."""
    del connection, cursor, context
    if many:
        return statement, [_replaced(each) for each in parameters]
    return statement, _replaced(parameters)


def _replaced(parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    if not any(isinstance(value, str) and _NUL in value for value in parameters.values()):
        return parameters
    return {
        name: value.replace(_NUL, _IN_ITS_PLACE) if isinstance(value, str) else value
        for name, value in parameters.items()
    }
