"""A YAML text as plain values, with every mistake that the YAML itself can hold."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from config.problems import Problem
from config.scalars import Scalar, scalar

Value = Scalar | list["Value"] | dict[str, "Value"]

# The base loaders resolve no types (`config.scalars` does); the one in C is ten times faster.
_Loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader

# https://yaml.org/spec/1.2.2/#51-character-set
_TOO_DEEP = "maximum nesting depth"
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]",
)
_STRING_TAG = "tag:yaml.org,2002:str"
_COLLECTION_TAGS = frozenset({"tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"})


@dataclass(frozen=True, slots=True)
class Document:
    """What a file or a variable says."""

    value: Value
    """As much as could be read; none where nothing could, or nothing is there."""
    problems: tuple[Problem, ...]


def read_document(path: Path) -> Document:
    """The document in a file: UTF-8, one mapping or nothing."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _broken(str(path), f"is not UTF-8 (byte {error.start + 1})")
    except FileNotFoundError:
        return _broken(str(path), "there is no such file")
    except OSError as error:
        return _broken(str(path), f"cannot be read: {error.strerror}")
    document = parse_document(text, str(path))
    if not isinstance(document.value, dict | None):
        return _broken(str(path), "must consist of `key: value` lines")
    return document


def parse_document(text: str, where: str) -> Document:
    """The value of a YAML text; `where` names it in problems."""
    if odd := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, odd.start())
        column = odd.start() - text.rfind("\n", 0, odd.start()) - 1
        return _broken(_place(where, line, column), f"has a control character {odd[0]!a}")
    try:
        node = yaml.compose(text, Loader=_Loader)
        reader = _Reader(where)
        value = None if node is None else reader.value(node)
    except yaml.MarkedYAMLError as error:
        # PyYAML counts levels itself from 6.0.4 on.
        if _TOO_DEEP in (error.problem or ""):
            return _broken(where, "is nested too deeply")
        return _broken(*_explained(error, where))
    except RecursionError:
        return _broken(where, "is nested too deeply")
    return Document(value, tuple(reader.problems))


def _broken(where: str, what: str) -> Document:
    return Document(None, (Problem(where, what),))


def _place(where: str, line: int, column: int) -> str:
    return f"{where}, line {line + 1}, column {column + 1}"


def _explained(error: yaml.MarkedYAMLError, where: str) -> tuple[str, str]:
    """Place and mistake; the text itself is not quoted, for it may hold a password."""
    mark = error.problem_mark or error.context_mark
    place = where if mark is None else _place(where, mark.line, mark.column)
    reasons = ", ".join(part for part in (error.context, error.problem) if part)
    return place, f"is not YAML: {reasons}"


@dataclass(slots=True)
class _Reader:
    """Turns nodes into values and gathers what is wrong on the way."""

    where: str
    problems: list[Problem] = field(default_factory=list)
    inside: list[yaml.Node] = field(default_factory=list)

    def value(self, node: yaml.Node) -> Value:
        if node in self.inside:
            self._add(node, "an anchor holds itself")
            return None
        if node.tag != _STRING_TAG and node.tag not in _COLLECTION_TAGS:
            self._add(node, "tags such as `!name` are not used here")
        self.inside.append(node)
        try:
            return self._collection(node)
        finally:
            self.inside.pop()

    def _collection(self, node: yaml.Node) -> Value:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        word = str(node.value)
        # An unquoted scalar has no style: "" from the loader in C, none from the other.
        return word if getattr(node, "style", None) else scalar(word)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Value]:
        found: dict[str, Value] = {}
        lines: dict[str, int] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._add(key, "a key must be one word")
                continue
            if key.value in found:
                first = lines[key.value]
                self._add(key, f"duplicate key `{key.value}`, first on line {first + 1}")
            lines.setdefault(key.value, key.start_mark.line)
            found[key.value] = self.value(item)
        return found

    def _add(self, node: yaml.Node, what: str) -> None:
        mark = node.start_mark
        self.problems.append(Problem(_place(self.where, mark.line, mark.column), what))
