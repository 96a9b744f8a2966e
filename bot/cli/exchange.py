"""Articles as JSON Lines: what `export` writes and `import` reads, one article a line."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from retrieval.articles.ingest import article_of
from retrieval.model import Article, Metadata

FORMAT = 1
"""Grows when a line of this version could not be read by an older one."""

_SHELF, _ORIGIN, _SAID, _TEXT = "shelf", "origin", "metadata", "text"
# What a terminal would obey, and what no encoding can write: no article holds them.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_FIELDS = tuple(field.name for field in fields(Metadata))


@dataclass(frozen=True, slots=True)
class Exchanged:
    """An article outside of the store, and where it belongs."""

    article: Article
    origin: str | None
    shelf: str | None
    """As it is typed; None: the shelf that every chat sees."""


class NotJsonError(ValueError):
    """A line that is no JSON object."""


class FormatNumberError(ValueError):
    """A line of a format that is not understood."""


class FieldError(ValueError):
    """A field is missing, or holds what it cannot."""

    def __init__(self, name: str) -> None:
        """Tell which."""
        super().__init__(name)
        self.name = name


def to_line(exchanged: Exchanged) -> str:
    """The line of an article, without its end."""
    article = exchanged.article
    told = {
        "format": FORMAT,
        _SHELF: exchanged.shelf,
        _ORIGIN: exchanged.origin,
        _SAID: asdict(article.metadata),
        _TEXT: article.text,
    }
    return json.dumps(told, ensure_ascii=False)


def from_line(line: bytes) -> Exchanged:
    """The article of a line; its id is made anew, from its text.

    Raises:
        NotJsonError: it is no JSON object.
        FormatNumberError: it is of another format.
        FieldError: a field is missing, or holds what it cannot.
    """
    try:
        told = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotJsonError from error
    if not isinstance(told, dict):
        raise NotJsonError
    if told.get("format") != FORMAT or isinstance(told["format"], bool):
        raise FormatNumberError
    text = _text(told, _TEXT)
    if text is None or not text.strip():
        raise FieldError(_TEXT)
    metadata = told.get(_SAID)
    if not isinstance(metadata, dict):
        raise FieldError(_SAID)
    said = Metadata(*(_text(metadata, name) for name in _FIELDS))
    return Exchanged(article_of(text, said), _text(told, _ORIGIN), _text(told, _SHELF))


def _text(told: Mapping[str, Any], name: str) -> str | None:
    value = told.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or _INVISIBLE.search(value):
        raise FieldError(name)
    return value
