"""Hearing what other processes on the same server call."""

import logging
import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from bot.store.replicas import CHANNEL
from bot.store.server_engine import ServerEngine
from config.secret import Secret

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 0.25
"""Between looks at whether to end."""
_PAUSE_SECONDS = 1.0
"""Before a connection that broke is made anew."""


class Listener:
    """Listens by a connection and a thread of its own, for the other ones are busy.

    What is called while the connection is made anew is not heard.
    """

    def __init__(self, address: Secret, heard: Callable[[int], None]) -> None:
        """Tell `heard`, in that thread, of the replica that is called."""
        self._engine = ServerEngine(address)
        self._heard = heard
        self._ended = threading.Event()
        self._telling = threading.Lock()
        self._is_deaf = False
        self._thread = threading.Thread(target=self._listen, name="listener", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Tell nobody of anything any more; the connection ends soon."""
        with self._telling:
            self._ended.set()

    def _listen(self) -> None:
        driver = self._engine.connections.dialect.loaded_dbapi
        while not self._ended.is_set():
            try:
                self._listen_once()
            except (SQLAlchemyError, driver.Error) as error:
                self._warn(error)
            self._ended.wait(_PAUSE_SECONDS)
        self._engine.connections.dispose()

    def _listen_once(self) -> None:
        with self._engine.connections.connect() as plain:
            connection = plain.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql(f"LISTEN {CHANNEL}")
            self._is_deaf = False
            driver = connection.connection.driver_connection
            assert driver is not None, "it is connected"  # noqa: S101 - SQLAlchemy's type is wider
            try:
                while not self._ended.is_set():
                    for call in driver.notifies(timeout=_LOOK_SECONDS):
                        self._tell(call.payload)
            finally:
                connection.invalidate()  # nobody else should be called by it

    def _warn(self, error: Exception) -> None:
        """Once, until it listens again."""
        if not self._is_deaf:
            self._is_deaf = True
            _log.warning("calls of other processes are not heard: %s", type(error).__name__)

    def _tell(self, payload: str) -> None:
        try:
            replica = int(payload)
        except ValueError:
            return  # called by another program: whoever may connect may call
        with self._telling:
            if not self._ended.is_set():
                self._heard(replica)
