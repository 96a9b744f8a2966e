"""What an analysing process is asked for. Requests are pickled: they come from us alone.

A request is a frame, one with the number of those that go with it, and those.
"""

import pickle
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.analysis.reading import analyse, joined, read_run
from retrieval.analysis.storing import to_bytes
from retrieval.model import Article
from retrieval.protocols import Tools
from retrieval.text.splitting.sentences import split_sentences

LONGEST = 1 << 34
"""Bytes of a frame, at most: more than any article's."""
COUNT = struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class RunRequest:
    """Read a run of sentences."""

    texts: Sequence[str]

    def answered(self, tools: Tools, _: Sequence[bytes]) -> bytes:
        """What was read, for an `ArticleRequest`: only such a process may look inside."""
        return pickle.dumps(read_run(self.texts, tools))


@dataclass(frozen=True, slots=True)
class ArticleRequest:
    """Make the analysis of an article of its runs, or read it all if there are none."""

    article: Article

    def answered(self, tools: Tools, read: Sequence[bytes]) -> bytes:
        """The analysis, as the store keeps it."""
        if not read:
            return to_bytes(self.article, analyse(self.article, tools))
        runs = [pickle.loads(each) for each in read]  # noqa: S301 - of another process of ours
        sentences = split_sentences(self.article)
        return to_bytes(self.article, joined(self.article, sentences, runs, tools.tokenizer))


Request = RunRequest | ArticleRequest
