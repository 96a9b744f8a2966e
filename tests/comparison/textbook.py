"""BM25 as the textbooks have it: the twin that the fast one must equal.

Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, with Lucene's idf
and rank_bm25's factor (k1 + 1).
"""

import math
from collections.abc import Sequence


def textbook_bm25(
    query: Sequence[str], documents: Sequence[Sequence[str]], k1: float, b: float
) -> list[float]:
    """The score of every document, straight from the formula."""
    average = sum(map(len, documents)) / len(documents)
    scores = []
    for document in documents:
        score = 0.0
        for term in query:
            holding = sum(term in other for other in documents)
            idf = math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
            frequency = document.count(term)
            if frequency:
                norm = k1 * (1 - b + b * len(document) / average)
                score += idf * frequency * (k1 + 1) / (frequency + norm)
        scores.append(score)
    return scores
