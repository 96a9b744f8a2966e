"""Articles of made-up terms, as common and as rare as words are."""

import random

import numpy as np

from retrieval.index.cluster.loading import Shelf
from retrieval.index.cluster.searching import info
from retrieval.protocols import ArticleTerms

TERMS = tuple(f"词{number}" for number in range(500))
_WEIGHTS = [1 / (1 + number) for number in range(len(TERMS))]


def article(name: str, passages: int = 5, seed: int = 1) -> ArticleTerms:
    """One of passages of 10 to 60 terms."""
    chance = random.Random(f"{name} {seed}")
    return ArticleTerms(
        name,
        TERMS,
        [
            np.array(
                chance.choices(range(len(TERMS)), _WEIGHTS, k=chance.randint(10, 60)), np.int32
            )
            for _ in range(passages)
        ],
    )


def question(chance: random.Random, most: int = 12) -> dict[str, float]:
    """Terms with the few weights that questions have."""
    terms = chance.sample(TERMS, chance.randint(1, most))
    return {term: chance.choice([1.0, 0.5, 0.3]) for term in terms}


def left(shelf: Shelf) -> list[str]:
    """What the shelf has on its node: keys and index, whatever they are for."""
    mine = shelf.names.shelf
    found: list[str] = []
    for keys, indexes in shelf.cluster.ask_each(("KEYS", f"*{mine}*"), ("FT._LIST",)):
        found += [*keys, *(name for name in indexes if mine in name)]
    return found


def held(shelf: Shelf) -> int:
    """Number of passages in the index that is asked."""
    contents = shelf.read()
    assert contents is not None
    (told,) = shelf.cluster.ask(shelf.names.now, info(shelf.names.index(contents.build)))
    return int(dict(zip(told[::2], told[1::2], strict=True))["num_docs"])
