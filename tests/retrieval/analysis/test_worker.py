"""What an analysing process does, in this one."""

import pickle
from io import BytesIO
from pathlib import Path

import pytest

from retrieval.analysis.reading import analyse, runs
from retrieval.analysis.requests import COUNT, ArticleRequest, Request, RunRequest
from retrieval.analysis.storing import to_bytes
from retrieval.analysis.worker import serve
from retrieval.articles.protocol import BrokenConversationError, receive, send
from retrieval.text.splitting.sentences import split_sentences
from tests.retrieval.analysis.fakes import FakeTools
from tests.retrieval.analysis.test_pool import article


def served(request: Request, attached: list[bytes], make_tools: FakeTools) -> bytes:
    """What is answered."""
    source, target = BytesIO(), BytesIO()
    for frame in (pickle.dumps(request), COUNT.pack(len(attached)), *attached):
        send(source, frame)
    source.seek(0)
    serve(source, target, make_tools())
    target.seek(0)
    return receive(target, len(target.getvalue()))


def test_runs_are_read_and_put_together(tmp_path: Path) -> None:
    """They come to what is read in one go."""
    make_tools, one = FakeTools(tmp_path), article("a", 150)
    parts = runs(split_sentences(one))

    read = [served(RunRequest(texts), [], make_tools) for texts in parts]

    expected = to_bytes(one, analyse(one, make_tools()))
    assert served(ArticleRequest(one), read, make_tools) == expected
    assert served(ArticleRequest(one), [], make_tools) == expected


def test_it_ends_with_its_input(tmp_path: Path) -> None:
    """Nobody asks any more."""
    with pytest.raises(BrokenConversationError):
        serve(BytesIO(), BytesIO(), FakeTools(tmp_path)())
