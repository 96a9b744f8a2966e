"""Passages and queries as the search commands take them.

A term goes over the wire as `t` and the hexadecimal digits of its bytes: nothing in it
has to be quoted, and nothing that a person types can be taken for the query language.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.protocols import ArticleTerms

_LONGEST_BYTES = 32
"""Of a term that goes over the wire as it is: servers leave out words above some length."""
_DIGITS = 9
"""That count of a score: servers add up in an order of their own, partly in single precision,
and two passages with the same words must tie."""


def coded(term: str) -> str:
    """A term in letters and digits alone; a long one by its digest."""
    data = term.encode(errors="surrogatepass")
    if len(data) > _LONGEST_BYTES:
        return "d" + hashlib.blake2b(data, digest_size=16).hexdigest()
    return "t" + data.hex()


def texts(article: ArticleTerms) -> list[str]:
    """Each passage as a text of coded terms."""
    codes = [coded(term) for term in article.vocabulary]
    return [" ".join([codes[number] for number in passage]) for passage in article.passages]


def digest(passages: Sequence[str]) -> str:
    """What tells the same article's passages from other ones, after other words or tools."""
    found = hashlib.blake2b(digest_size=16)
    for each in passages:
        found.update(each.encode())
        found.update(b"\n")
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Query:
    """A query, and what its scores have to be multiplied by."""

    text: str
    unit: float


def any_of(terms: Mapping[str, float]) -> Query:
    """The query for passages with any of `terms`, at least one, each with its weight.

    Servers heed the weight of a group of words, and some of them not that of a word: so
    the weight that most terms have is the unit, and a term of another one is a group with
    itself, which counts it twice.
    """
    (unit, _), *_ = Counter(map(float, terms.values())).most_common(1)
    words = [_weighted(coded(term), float(weight) / unit) for term, weight in terms.items()]
    return Query("|".join(words), unit)


def _weighted(code: str, weight: float) -> str:
    return code if weight == 1 else f"(({code} {code}) => {{$weight: {weight / 2!r}}})"


def holding(term: str) -> str:
    """The query for passages with one term, whatever their scores."""
    return coded(term)


def score(text: str, unit: float) -> float:
    """A score as it is compared."""
    return float(f"{float(text) * unit:.{_DIGITS}g}")


_KEY = re.compile(r".*:(?P<order>[0-9]+)\.(?P<number>[0-9]+)")


def place(key: str) -> tuple[int, int]:
    """The article's order and the passage's number in a passage's key."""
    found = _KEY.fullmatch(key)
    if found is None:
        message = "no passage of ours has such a key"
        raise ValueError(message)
    return int(found["order"]), int(found["number"])
