"""Whether a cluster can be used, found out at the start by using it."""

import math
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.index.bm25 import lucene_idf
from retrieval.index.cluster.connection import Cluster, Refused
from retrieval.index.cluster.contents import Names
from retrieval.index.cluster.index import ClusterIndex
from retrieval.index.cluster.loading import Shelf
from retrieval.index.cluster.problems import Unfit, UnfitServerError
from retrieval.options import IndexOptions
from retrieval.protocols import ArticleTerms, IndexUnavailableError

_KNOWN = (IndexOptions(k1=1.2, b=0.5), IndexOptions(k1=1.2, b=0.75))
"""What servers have for the parameters of BM25: Redis Stack's module the first, Valkey's the
second (https://valkey.io/topics/search-scoring/)."""
_NEAR = 1e-5
"""How much a score may differ from the formula's, as a share of it: servers count with single
precision here and there."""
_LONG_QUESTION = 2_000
"""Terms of about the longest question that may be typed."""
_PASSAGES: Sequence[Sequence[str]] = (
    ("甲", "甲", "乙"),
    ("甲", "丙", "丁", "丁", "丁", "戊"),
    ("乙",),
    ("丙", "丙", "戊", "己", "己", "己", "己", "己"),
    ("甲", "乙", "丙", "丁"),
    ("己",),
)
_GONE: Sequence[Sequence[str]] = (("甲",) * 9, ("庚", "辛"))
_TERMS = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛")
_MOST = 10
_MODULE = "search"
_QUERIES: Sequence[Mapping[str, float]] = (
    {"甲": 1.0},
    {"甲": 1.0, "乙": 1.0, "庚": 1.0},
    {"甲": 0.5, "丁": 2.0, "己": 0.25, "戊": 0.25, "辛": 0.5},
)


@dataclass(frozen=True, slots=True)
class Probed:
    """A cluster that can be used."""

    server: str
    """The server's name and version, and those of its search module, as far as it tells."""
    parameters: IndexOptions
    """What it has for those of BM25."""


def probe(cluster: Cluster) -> Probed:
    """Create, add, search, remove, and compare with the formula.

    Raises:
        OutOfReachError: the cluster cannot be reached.
        UnfitServerError: it is one that cannot be used.
    """
    scope = f"probe {secrets.token_hex(8)}"
    names = Names.of(scope)
    (list_,) = cluster.ask(names.now, ("FT._LIST",))
    if isinstance(list_, Refused):
        raise UnfitServerError(Unfit.NO_SEARCH, list_.text)
    articles = [_article(f"probe {number}", [text]) for number, text in enumerate(_PASSAGES)]
    try:
        # What is removed again must leave no trace in the scores of what is kept.
        index = ClusterIndex.empty(cluster, scope).changed(
            [*articles, _article("gone", _GONE)], ()
        )
        index = index.changed((), ["gone"])
        parameters = _parameters(index)
        _check_long_question(index)
    finally:
        Shelf(cluster, names).forget()
    return Probed(_server(cluster, names), parameters)


def _article(name: str, texts: Sequence[Sequence[str]]) -> ArticleTerms:
    numbers = {term: number for number, term in enumerate(_TERMS)}
    passages = [np.array([numbers[term] for term in text], dtype=np.int32) for text in texts]
    return ArticleTerms(name, _TERMS, passages)


def _parameters(index: ClusterIndex) -> IndexOptions:
    """Those by which the scores are the formula's."""
    found = [
        {int(hit.article_id.split()[1]): hit.score for hit in index.retrieve(terms, _MOST)}
        for terms in _QUERIES
    ]
    for parameters in _KNOWN:
        expected = [_scores(terms, parameters) for terms in _QUERIES]
        if all(map(_is_near, found, expected)):
            return parameters
    raise UnfitServerError(Unfit.OTHER_SCORES)


def _is_near(found: Mapping[int, float], expected: Mapping[int, float]) -> bool:
    return found.keys() == expected.keys() and all(
        math.isclose(found[each], expected[each], rel_tol=_NEAR) for each in expected
    )


def _scores(terms: Mapping[str, float], parameters: IndexOptions) -> dict[int, float]:
    """BM25 of each of the passages that has one of the terms, by the textbook."""
    average = sum(map(len, _PASSAGES)) / len(_PASSAGES)
    frequency = Counter(term for text in _PASSAGES for term in set(text))
    scores: dict[int, float] = {}
    for number, text in enumerate(_PASSAGES):
        length = parameters.k1 * (1 - parameters.b + parameters.b * len(text) / average)
        for term in terms.keys() & set(text):
            idf = lucene_idf(len(_PASSAGES), frequency[term])
            times = text.count(term)
            part = terms[term] * idf * times * (parameters.k1 + 1) / (times + length)
            scores[number] = scores.get(number, 0.0) + part
    return scores


def _check_long_question(index: ClusterIndex) -> None:
    terms = {f"{number}": 1.0 for number in range(_LONG_QUESTION)}
    try:
        found = index.retrieve({**terms, "甲": 1.0}, _MOST)
    except UnfitServerError as error:
        raise UnfitServerError(Unfit.SHORT_QUERIES, error.detail) from None
    if len(found) != sum("甲" in text for text in _PASSAGES):
        raise UnfitServerError(Unfit.SHORT_QUERIES)


def _server(cluster: Cluster, names: Names) -> str:
    """Where a server is not to tell of itself, we know less."""
    try:
        told, modules = cluster.ask(names.now, ("INFO", "server"), ("MODULE", "LIST"))
    except IndexUnavailableError:
        return "?"
    version = told.get("valkey_version") or told.get("redis_version", "?")
    parts = [f"{told.get('server_name', 'redis')} {version}"]
    for module in modules:
        about = dict(zip(module[::2], module[1::2], strict=False))
        parts += [f"{_MODULE} {about['ver']}"] if about["name"] == _MODULE else []
    return ", ".join(parts)
