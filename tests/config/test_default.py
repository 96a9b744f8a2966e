"""The file of defaults."""

import re

import pytest

from config.documents import Value, read_document
from config.fields import Key, dotted, leaves
from config.loading import DEFAULT_FILE, load_settings
from config.settings import Settings

SETTABLE = [key for key, _ in leaves(Settings) if dotted(key) != "telegram.token"]


def keys(value: Value, above: Key = ()) -> list[Key]:
    """Every key of a document that does not hold a section; an empty one is a value."""
    if not isinstance(value, dict) or not value:
        return [above]
    return [key for name, inner in value.items() for key in keys(inner, (*above, name))]


def test_loads() -> None:
    """The defaults are settings, and their one article is there."""
    settings = load_settings(None, {})

    assert [path.is_file() for path in settings.shelf.files] == [True]
    assert settings.telegram.token is None


def test_has_exactly_the_keys_of_the_settings() -> None:
    """Every key but the token has its default in the file, and in the same order."""
    document = read_document(DEFAULT_FILE)

    assert keys(document.value) == SETTABLE


@pytest.mark.parametrize("key", SETTABLE, ids=dotted)
def test_every_key_has_a_comment(key: Key) -> None:
    """The line above a key is a comment."""
    lines = DEFAULT_FILE.read_text(encoding="utf-8").splitlines()
    section = lines.index(next(line for line in lines if line.startswith(f"{key[0]}:")))

    found = next(n for n in range(section + 1, len(lines)) if lines[n].startswith(f"  {key[1]}:"))

    assert re.match(r"  # \S", lines[found - 1])
