"""What a line of the log looks like, and what is not in it."""

import json
import logging
import sys

from telegram.error import NetworkError

from bot.telegram.logs import FIELDS, SecretFormatter
from config.secret import Secret

SECRET = Secret("123:pass1234")


def record(message: str, error: Exception | None = None, **fields: object) -> logging.LogRecord:
    """Something that is logged."""
    info = None
    if error is not None:
        try:
            raise error
        except type(error):
            info = sys.exc_info()
    made = logging.LogRecord("bot.x", logging.WARNING, "x.py", 1, message, None, info)
    setattr(made, FIELDS, fields)
    return made


def test_a_line_for_people() -> None:
    """Values follow the words, before a traceback; the secret is nowhere."""
    error = ValueError(f"about {SECRET.reveal()}")

    line = SecretFormatter([SECRET]).format(record(f"{SECRET.reveal()} failed", error, number=3))

    head, *rest = line.splitlines()
    assert head.endswith("WARNING bot.x: *** failed number=3")
    assert rest[-1] == "ValueError: about ***"
    assert SECRET.reveal() not in line


def test_an_object_for_programs() -> None:
    """The same, by name, on one line."""
    error = ValueError(f"about {SECRET.reveal()}")

    line = SecretFormatter([SECRET], as_json=True).format(
        record(f"{SECRET.reveal()} failed", error, number=3)
    )

    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"]) == ("warning", "bot.x", "*** failed")
    assert told["number"] == 3
    assert told["time"].endswith("+00:00")
    assert told["traceback"].endswith("ValueError: about ***")
    assert "\n" not in line
    assert SECRET.reveal() not in line


def test_telegrams_faults_have_no_traceback() -> None:
    """One line is enough for a lost connection."""
    lost = record("no answer", NetworkError("lost"))

    assert SecretFormatter([]).format(lost).endswith("no answer (NetworkError: lost)")
    assert "traceback" not in json.loads(SecretFormatter([], as_json=True).format(lost))
