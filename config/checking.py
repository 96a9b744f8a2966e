"""Plain values against a dataclass: the value it makes, or every mistake.

Strict both ways: no text passes for a number, no key is ignored. Lists become
tuples, whole numbers pass for fractions, texts become paths.
"""

import difflib
import json
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from config.documents import Value
from config.fields import Location, dotted, fields, inside, known, leaves
from config.problems import ConfigurationError, Problem

T = TypeVar("T")
Place = Callable[[Location], str]
"""Names the place of a location for people: a file and a key, or a variable."""

_CONFIG = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
_UNKNOWN = frozenset({"unexpected_keyword_argument", "extra_forbidden"})
_SHOWN_CHARS = 60
_WANTED = {
    "missing": "is missing",
    "dataclass_type": "must be a section of `key: value` lines",
    "dict_type": "must be a section of `key: value` lines",
    "tuple_type": "must be a list such as [one, two]",
    "list_type": "must be a list such as [one, two]",
    "frozen_set_type": "must be a list such as [one, two]",
    "set_type": "must be a list such as [one, two]",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "string_type": "must be text",
    "literal_error": "must be {expected}",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be less than {lt}",
    "too_short": "must have at least {min_length} entries",
    "too_long": "must have at most {max_length} entries",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
}
# In place of a section somebody may have written a password, so it is not shown.
_SILENT = frozenset({"missing", "dataclass_type", "dict_type"})


def check(value: Value, type_: type[T], place: Place) -> T:
    """The dataclass that `value` describes.

    Raises:
        ConfigurationError: the value does not fit; holds every mistake.
    """
    try:
        adapter = _adapter(type_)  # type: ignore[arg-type] # a class can be hashed
        # Only from JSON does strictness let a list be a tuple and a text be a path.
        checked: tuple[T] = adapter.validate_json(json.dumps([value]))
    except ValidationError as error:
        details = error.errors(include_url=False)
    else:
        return checked[0]
    # Outside of the handler, so that no traceback shows pydantic's error with its input.
    raise ConfigurationError(tuple(_problem(detail, type_, place) for detail in details))


@cache
def _adapter(type_: Hashable) -> TypeAdapter[tuple[Any]]:
    """What checks values against `type_`; it takes longer to make than to use."""
    # pydantic takes no configuration for a dataclass itself, but hands down that of a tuple.
    return TypeAdapter(tuple[type_], config=_CONFIG)  # type: ignore[valid-type]


def _problem(detail: ErrorDetails, type_: object, place: Place) -> Problem:
    location = detail["loc"][1:]
    if detail["type"] in _UNKNOWN:
        return Problem(place(location), _unknown(location, type_))
    location = location[: known(type_, location)]
    return Problem(place(location), _sentence(detail))


def _unknown(location: Location, type_: object) -> str:
    current: object | None = type_
    for step in location[:-1]:
        current = inside(current, step)
    return _unknown_key(str(location[-1]), list(fields(current)), type_)


def _unknown_key(name: str, here: list[str], type_: object) -> str:
    elsewhere = [dotted(key) for key, _ in leaves(type_) if key[-1] == name]
    near = difflib.get_close_matches(name, here, n=1) or elsewhere[:1]
    return "unknown key" + (f"; did you mean {near[0]}?" if near else "")


def _sentence(detail: ErrorDetails) -> str:
    context: dict[str, Any] = detail.get("ctx", {})
    kind = detail["type"]
    if kind == "value_error":
        return str(context["error"])
    wanted = _WANTED.get(kind)
    if wanted is None:
        return f"does not fit ({kind.replace('_', ' ')})"
    sentence = wanted.format_map({name: _plain(value) for name, value in context.items()})
    return sentence if kind in _SILENT else f"{sentence}, is {_shown(detail['input'])}"


def _plain(value: object) -> object:
    """A bound as people write it: 1 for 1.0, words without quotes."""
    if isinstance(value, str):
        return value.replace("'", "")
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a section"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN_CHARS else text[:_SHOWN_CHARS] + "…"
