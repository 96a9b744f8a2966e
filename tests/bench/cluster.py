"""`python -m tests.bench cluster`: how large and how fast an index on a cluster is.

The cluster is that of the tests, with primaries and replicas on one machine; the passages and
questions are those of `make bench`. The table is written for docs/cluster.md, to be copied.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from retrieval.index.cluster.address import Address
from retrieval.index.cluster.connection import Cluster
from retrieval.index.cluster.contents import Names
from retrieval.index.cluster.index import ClusterIndex
from retrieval.index.memory import MemoryIndex
from retrieval.options import IndexOptions
from retrieval.protocols import ArticleTerms, Index
from tests.bench.fitted import load_fitted
from tests.bench.generating import ask, generate
from tests.cluster import Node, RealCluster, served

T = TypeVar("T")

_SCOPE = "bench"
_K = 10
_SEED = 1
_LIKE_THE_SERVER = IndexOptions(k1=1.2, b=0.5)
_KILOBYTE, _MEGABYTE = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Sized:
    """What was measured for one number of sentences, each a passage."""

    sentences: int
    terms: int
    """Of all of them together."""
    primary_bytes: int
    """What the primary took for it: passages, index and all."""
    load_seconds: float
    """Until the first bot could ask it."""
    load_processor_seconds: float
    """What the primary's processor worked of it; the replica's does the same."""
    second_seconds: float
    """The same of another bot, which finds it there."""
    add_seconds: float
    """For one article more."""
    remove_seconds: float
    """For one article less: all others are copied, on the server."""
    p50_seconds: float
    """Of a search, over the loopback address."""
    p99_seconds: float
    search_processor_seconds: float
    """What the primary's processor worked for one, on average."""
    overlap: float
    """Share of the ten best hits that are the formula's."""


def measured(cluster: RealCluster, sentences: int, questions: int) -> Sized:
    """Load, ask, change and forget."""
    fitted = load_fitted()
    corpus = generate(fitted, sentences, _SEED)
    articles = [
        ArticleTerms(f"{number}", vocabulary, passages)
        for number, (vocabulary, passages) in enumerate(corpus.articles())
    ]
    vocabulary = corpus.vocabulary()
    asked = [
        dict.fromkeys((vocabulary[term] for term in terms.tolist()), 1.0)
        for terms in ask(fitted, corpus, questions, _SEED)
    ]
    way = Cluster(Address.parsed(cluster.url()))
    empty = ClusterIndex.empty(way, _SCOPE)
    primary = cluster.primary_of(Names.of(_SCOPE).now)
    before = _memory(primary)
    began = _processor(primary)
    load_seconds, index = _timed(lambda: empty.changed(articles[:-1], ()))
    load_processor = _processor(primary) - began
    second_seconds, _ = _timed(lambda: empty.changed(articles[:-1], ()))
    add_seconds, index = _timed(lambda: index.changed(articles[-1:], ()))
    took = _memory(primary) - before
    began = _processor(primary)
    seconds = [_timed(lambda terms=terms: index.retrieve(terms, _K))[0] for terms in asked]  # type: ignore[misc]
    search_processor = (_processor(primary) - began) / len(asked)
    overlap = _overlap(index, MemoryIndex.empty(_LIKE_THE_SERVER).changed(articles, ()), asked)
    remove_seconds, index = _timed(lambda: index.changed((), ["0"]))
    index.changed((), [each.article_id for each in articles])
    way.close()
    p50, p99 = np.percentile(seconds, [50, 99]).tolist()
    return Sized(
        len(corpus),
        len(corpus.terms),
        took,
        load_seconds,
        load_processor,
        second_seconds,
        add_seconds,
        remove_seconds,
        p50,
        p99,
        search_processor,
        overlap,
    )


def table(sizes: Sequence[Sized]) -> str:
    """In Markdown."""
    rows = [
        "| | " + " | ".join(f"{each.sentences:,} sentences" for each in sizes) + " |",
        "|---|" + "--:|" * len(sizes),
    ]
    lines: Sequence[tuple[str, Callable[[Sized], str]]] = (
        ("terms of all of them", lambda each: f"{each.terms:,}"),
        ("memory of the primary", lambda each: f"{each.primary_bytes / _MEGABYTE:,.0f} MB"),
        (
            "memory, a sentence",
            lambda each: f"{each.primary_bytes / each.sentences / _KILOBYTE:.1f} kB",
        ),
        ("load", lambda each: f"{each.load_seconds:.1f} s"),
        ("load, of the primary's processor", lambda each: f"{each.load_processor_seconds:.1f} s"),
        ("a second bot finds it", lambda each: f"{each.second_seconds:.1f} s"),
        ("one article more", lambda each: f"{each.add_seconds * 1_000:.0f} ms"),
        ("one article less", lambda each: f"{each.remove_seconds:.1f} s"),
        ("a search, p50", lambda each: f"{each.p50_seconds * 1_000:.1f} ms"),
        ("a search, p99", lambda each: f"{each.p99_seconds * 1_000:.1f} ms"),
        (
            "a search, of the primary's processor",
            lambda each: f"{each.search_processor_seconds * 1_000:.1f} ms",
        ),
        ("of the ten best hits the formula's", lambda each: f"{each.overlap:.4f}"),
    )
    rows += [f"| {name} | {' | '.join(map(tell, sizes))} |" for name, tell in lines]
    return "\n".join(rows)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


def _processor(node: Node) -> float:
    told = node.client.info("cpu")
    return float(told["used_cpu_user"]) + float(told["used_cpu_sys"])


def _memory(node: Node) -> int:
    return int(node.client.info("memory")["used_memory"])


def _overlap(one: Index, other: Index, questions: Sequence[dict[str, float]]) -> float:
    shares = []
    for terms in questions:
        ours, theirs = (
            {(hit.article_id, hit.number) for hit in index.retrieve(terms, _K)}
            for index in (one, other)
        )
        shares.append(len(ours & theirs) / max(len(theirs), 1))
    return float(np.mean(shares))


def main(arguments: Sequence[str]) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="bench cluster", description=__doc__)
    parser.add_argument("--sizes", default="10000,100000", help="sentences")
    parser.add_argument("--questions", type=int, default=1_000)
    chosen = parser.parse_args(arguments)
    with served() as cluster:
        sizes = [
            measured(cluster, int(size), chosen.questions) for size in chosen.sizes.split(",")
        ]
    print(table(sizes))  # noqa: T201
