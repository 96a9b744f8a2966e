"""What everybody would write first: rank_bm25's defaults over jieba's words.

Every sentence is a document. It is measured beside the answers, in the same run.
"""

import re
from collections.abc import Sequence

import jieba
import numpy as np
from rank_bm25 import BM25Okapi

from retrieval.model import Span

_SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;]+[”’」』）)\"']*|\n|$)")


def naive_sentences(text: str) -> list[Span]:
    """Up to 。！？!?；; or a line break, closing quotes included; none that shows nothing."""
    return [Span(*match.span()) for match in _SENTENCE.finditer(text) if match[0].strip()]


class NaiveRanker:
    """`BM25Okapi` with its defaults over `jieba.lcut`."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Each text is a sentence."""
        jieba.setLogLevel("WARNING")
        # rank_bm25 divides by zero if there is no term at all.
        self._bm25 = BM25Okapi([jieba.lcut(text) for text in texts] or [[""]])
        self._count = len(texts)

    def rank(self, question: str) -> list[int]:
        """Numbers of the sentences, best first, ties in text order."""
        scores = self._bm25.get_scores(jieba.lcut(question))
        return [int(number) for number in np.argsort(-scores, kind="stable")[: self._count]]
