"""Logs that hold no token and no message."""

import logging

from telegram.error import TelegramError

from config.secret import Secret

_HIDDEN = "***"


class SecretFormatter(logging.Formatter):
    """Hides secrets in whatever is logged, tracebacks included."""

    def __init__(self, secrets: tuple[Secret, ...]) -> None:
        """Hide these."""
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`; only faults of our own have tracebacks."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, TelegramError):
            # PTB tells every lost connection with a traceback of a hundred lines.
            record = logging.makeLogRecord({**record.__dict__, "exc_info": None})
            text = f"{super().format(record)} ({type(error).__name__}: {error})"
        else:
            text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret.reveal(), _HIDDEN)
        return text


def _without_content(record: logging.LogRecord) -> bool:
    """Take out of what PTB's bot says the values that it says it of."""
    record.args = None
    record.exc_info = None
    return True


def start_logging(level: str, *secrets: Secret | None) -> None:
    """Log to standard error from `level` on."""
    handler = logging.StreamHandler()
    handler.setFormatter(SecretFormatter(tuple(filter(None, secrets))))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # At INFO, httpx logs every address, and Telegram's addresses hold the token.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    # At DEBUG, PTB logs every message, and whatever it cannot parse at any level.
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLogger().level))
    for name in ("telegram.Bot", "telegram.ext.ExtBot", "telegram.request.BaseRequest"):
        logging.getLogger(name).addFilter(_without_content)
