"""Logs that hold no token and no message."""

import json
import logging
import re
from collections.abc import Iterable
from datetime import UTC, datetime

from telegram.error import TelegramError

from config.secret import Secret
from config.settings import LoggingSettings

FIELDS = "fields"
"""Name of the `extra` with values that belong to a line: numbers and words of ours."""
_HIDDEN = "***"


_PLACEHOLDER = re.compile(r"%[-#0-9.]*[a-zA-Z]")


class SecretFormatter(logging.Formatter):
    """Hides secrets in whatever is logged, tracebacks included."""

    def __init__(self, secrets: Iterable[Secret], *, as_json: bool = False) -> None:
        """Hide these; write a line for people, or a JSON object."""
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = tuple(secrets)
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`; only faults of our own have tracebacks."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, TelegramError):
            # PTB tells every lost connection with a traceback of a hundred lines.
            told = f"{record.getMessage()} ({type(error).__name__}: {error})"
            changed = {"msg": told, "args": None, "exc_info": None}
            record = logging.makeLogRecord({**record.__dict__, **changed})
        return self._object(record) if self._as_json else self._line(record)

    def _line(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        fields = (f" {name}={value}" for name, value in _fields(record).items())
        head, end, traceback = text.partition("\n")
        return self._hidden(head + "".join(fields) + end + traceback)

    def _object(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._hidden(record.getMessage()),
            **_fields(record),
        }
        if record.exc_info:
            told["traceback"] = self._hidden(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False)

    def _hidden(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret.reveal(), _HIDDEN)
        return text


def _fields(record: logging.LogRecord) -> dict[str, object]:
    found = getattr(record, FIELDS, None)
    return found if isinstance(found, dict) else {}


def _without_content(record: logging.LogRecord) -> bool:
    """Take out of what PTB's bot says the values that it says it of."""
    record.msg = _PLACEHOLDER.split(str(record.msg), maxsplit=1)[0].rstrip(" :,'\"")
    record.args = None
    record.exc_info = None
    return True


def start_logging(settings: LoggingSettings, *secrets: Secret | None) -> None:
    """Log to standard error as configured."""
    handler = logging.StreamHandler()
    as_json = settings.format == "json"
    handler.setFormatter(SecretFormatter(filter(None, secrets), as_json=as_json))
    logging.basicConfig(level=settings.level.upper(), handlers=[handler], force=True)
    # At INFO, httpx logs every address, and Telegram's addresses hold the token.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    # At DEBUG, PTB logs every message, and whatever it cannot parse at any level.
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLogger().level))
    for name in (
        "telegram.Bot",
        "telegram.ext.ExtBot",
        "telegram.ext.Updater",
        "telegram.request.BaseRequest",
    ):
        logging.getLogger(name).addFilter(_without_content)
