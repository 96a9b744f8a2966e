"""Articles of made-up terms, as an index takes them."""

import numpy as np

from retrieval.protocols import ArticleTerms


def made_up(name: str, passages: int, seed: int, words: int = 300) -> ArticleTerms:
    """An article whose passages have a few frequent and many rare of the same words."""
    random = np.random.default_rng(seed)
    return ArticleTerms(
        name,
        [f"词{number}" for number in range(words)],
        [
            (random.random(random.integers(1, 60)) ** 3 * words).astype(np.int32)
            for _ in range(passages)
        ],
    )


def query(seed: int, words: int = 300) -> dict[str, float]:
    """Some of those words, each with a weight."""
    random = np.random.default_rng(seed)
    chosen = random.choice(words, 8, replace=False)
    return {f"词{number}": float(random.uniform(0.2, 2)) for number in chosen}
