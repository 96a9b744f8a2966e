"""Finding one's way in the types of settings, by the keys of a document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from config.secret import Secret

Key = tuple[str, ...]
"""Names of nested keys, outermost first."""
Location = Sequence[str | int]
"""The same with places in lists, counted from 0."""


def fields(hint: object) -> dict[str, object]:
    """Type of each field of a dataclass; of any other type, nothing."""
    return get_type_hints(hint, include_extras=True) if _is_section(hint) else {}


def leaves(hint: object, above: Key = ()) -> Iterator[tuple[Key, object]]:
    """Every key of a dataclass that is not itself a section, with its type."""
    for name, inner in fields(hint).items():
        if _is_section(inner):
            yield from leaves(inner, (*above, name))
        else:
            yield (*above, name), inner


def bare(hint: object) -> tuple[object, bool]:
    """A type without annotations and `None`, and whether it allowed `None`."""
    if get_origin(hint) is Annotated:
        return bare(get_args(hint)[0])
    if get_origin(hint) in {Union, UnionType}:
        members = [member for member in get_args(hint) if member is not NoneType]
        if len(members) == 1:
            inner, _ = bare(members[0])
            return inner, len(members) < len(get_args(hint))
    return hint, False


def is_textual(hint: object) -> bool:
    """Whether a value of this bare type is written as one text, not as a number or a list."""
    if get_origin(hint) is Literal:
        return all(isinstance(word, str) for word in get_args(hint))
    return isinstance(hint, type) and not issubclass(hint, int | float | tuple | list | Mapping)


def inside(hint: object, step: str | int) -> object | None:
    """Type of what stands in a value at a key or place; none where nothing can."""
    hint, _ = bare(hint)
    if _is_section(hint):
        return fields(hint).get(str(step))
    members: tuple[object, ...] = get_args(hint)
    if get_origin(hint) is dict:
        return members[1]
    return members[0] if isinstance(step, int) and members else None


def known(hint: object, location: Location) -> int:
    """How many steps of a location can be taken; unions add steps that stand in no file."""
    current: object | None = hint
    for count, step in enumerate(location):
        current = inside(current, step)
        if current is None:
            return count
    return len(location)


def dotted(location: Location) -> str:
    """A location as people write it: `shelf.files[0]`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return text.removeprefix(".")


def _is_section(hint: object) -> bool:
    return isinstance(hint, type) and is_dataclass(hint) and hint is not Secret
