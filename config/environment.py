"""Which environment variables set which keys.

`YUANJU_SECTION__KEY` sets any of them; a few have a short name as well, which wins.
"""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path

from config.documents import Document, parse_document
from config.fields import Key, bare, is_textual, leaves
from config.layers import Layers, Origin
from config.problems import Problem

PREFIX = "YUANJU_"
NESTED = "__"
TOKEN_KEY: Key = ("telegram", "token")
TOKEN_VARIABLE = "TELEGRAM_BOT_TOKEN"  # noqa: S105 - its name, not its value
TOKEN_ADVICE = f"belongs in {TOKEN_VARIABLE}, not in a file"
PROXY_KEY: Key = ("telegram", "proxy")
PROXY_VARIABLE = "YUANJU_TELEGRAM_PROXY"
STORE_KEY: Key = ("store", "url")
STORE_VARIABLE = "YUANJU_STORE_URL"
INDEX_KEY: Key = ("index", "url")
INDEX_VARIABLE = "YUANJU_INDEX_URL"
SHORT: Mapping[str, Key] = {
    TOKEN_VARIABLE: TOKEN_KEY,
    "YUANJU_TELEGRAM_API_BASE": ("telegram", "api_base"),
    PROXY_VARIABLE: PROXY_KEY,
    STORE_VARIABLE: STORE_KEY,
    INDEX_VARIABLE: INDEX_KEY,
}
RESERVED = frozenset({"YUANJU_DATABASE_URL"})
"""A name that deployments set for what is still to come."""


def overlay_environment(
    layers: Layers, environment: Mapping[str, str], type_: object
) -> tuple[Layers, tuple[Problem, ...]]:
    """The layers with all variables that concern `type_` on top, and their mistakes."""
    hints = dict(leaves(type_))
    long_names, problems = _long_names(environment, hints)
    for name, key in (*long_names, *_short_names(environment)):
        document = _parsed(environment[name], hints[key], name)
        problems += document.problems
        if not document.problems:
            layers = layers.put(key, document.value, Origin(name, is_variable=True, base=Path()))
    return layers, tuple(problems)


def long_name(key: Key) -> str:
    """The variable that sets a key, such as `YUANJU_INDEX__K1`."""
    return PREFIX + NESTED.join(key).upper()


def _short_names(environment: Mapping[str, str]) -> list[tuple[str, Key]]:
    """The short names that are set; an empty one counts as not set."""
    return [(name, key) for name, key in SHORT.items() if environment.get(name, "").strip()]


def _long_names(
    environment: Mapping[str, str], keys: Iterable[Key]
) -> tuple[list[tuple[str, Key]], list[Problem]]:
    """The long names that are set, and those that mean nothing."""
    known = {long_name(key): key for key in keys}
    found: list[tuple[str, Key]] = []
    problems: list[Problem] = []
    for name in sorted(environment):
        upper = name.upper()
        if not upper.startswith(PREFIX) or upper in SHORT or upper in RESERVED:
            continue
        if known.get(upper) == TOKEN_KEY:
            problems.append(Problem(name, f"belongs in {TOKEN_VARIABLE}"))
        elif upper in known:
            found.append((name, known[upper]))
        else:
            problems.append(Problem(name, "sets no known key" + _advice(upper, known)))
    return found, problems


def _advice(name: str, known: Iterable[str]) -> str:
    # Without the prefix, which would make all names alike.
    own_parts = [variable.removeprefix(PREFIX) for variable in known]
    near = difflib.get_close_matches(name.removeprefix(PREFIX), own_parts, n=1)
    return f"; did you mean {PREFIX}{near[0]}?" if near else ""


def _parsed(raw: str, hint: object, name: str) -> Document:
    """A variable's text as the value of a key of this type."""
    if any("\ud800" <= character <= "\udfff" for character in raw):
        return Document(None, (Problem(name, "is not UTF-8"),))
    inner, may_be_none = bare(hint)
    if not is_textual(inner):
        return parse_document(raw, name)
    return Document(None if may_be_none and raw.strip() in {"", "null"} else raw, ())
