"""`python -m tests.bench fit`, on a file that is too small to be fitted to."""

import json
from pathlib import Path

import pytest

from retrieval.model import TokenKind
from retrieval.text.tokenizing import JiebaTokenizer
from tests.bench.fit import keep
from tests.bench.fitted import load_fitted
from tests.bench.generating import generate
from tests.repository.places import ROOT
from tests.retrieval.text.cleaning.pages import cleaned

QUESTION = "二所的所长是谁？"
TIMES = 5
"""Contexts: of rare terms nothing is known."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed article several times, each with a question."""
    raw = (ROOT / "seeds" / "seed-article.txt").read_text(encoding="utf-8")
    context = cleaned(raw).text
    answer = {"text": "唐景庭", "answer_start": context.index("唐景庭")}
    asked = {"id": "1", "question": QUESTION, "answers": [answer]}
    paragraph = {"context": context, "qas": [asked]}
    file = tmp_path_factory.mktemp("fit") / "seed.json"
    document = {"data": [{"title": "seed", "paragraphs": [paragraph] * TIMES}]}
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def test_what_was_fitted_is_kept(file: Path, tokenizer: JiebaTokenizer) -> None:
    """With where it is from; and sentences can be drawn by it."""
    kept = file.with_name("fitted.json")

    keep([file], "the seed", tokenizer, kept)

    fitted = load_fitted(kept)
    assert fitted.origin == "the seed"
    assert set(fitted.kinds) == set(TokenKind)
    # 2, 所 and 长; the words that only make it a question are not looked for.
    assert fitted.measured[TokenKind.UNIT].asked == 3
    assert len(generate(fitted, 40, seed=1)) == 40
