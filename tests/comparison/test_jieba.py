"""The tokenizer that learns jieba's words as it meets them, against jieba itself."""

from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.model import Span
from retrieval.text.folding import fold
from retrieval.text.tokenizing import JiebaTokenizer
from tests.laws.strategies import texts
from tests.repository.places import ROOT

FILES = sorted([*ROOT.glob("seeds/*.txt"), *ROOT.glob("tests/quality/lists/*.txt")])


@pytest.fixture(scope="session")
def plain() -> jieba.Tokenizer:
    """As it comes, with all of its dictionary, and without the file that it keeps elsewhere."""
    cutter = jieba.Tokenizer()
    cutter.FREQ, cutter.total = cutter.gen_pfdict(cutter.get_dict_file())
    cutter.initialized = True
    return cutter


def assert_same(tokenizer: JiebaTokenizer, plain: jieba.Tokenizer, text: str) -> None:
    """Both cut a text at the same places, and count its words alike."""
    folded = fold(text)
    expected = [
        (word, folded.origin(Span(start, end)), plain.FREQ.get(word, 0))
        for word, start, end in plain.tokenize(folded.text)
    ]

    found = tokenizer.words(text)

    assert [(token.term, token.span) for token in found] == [each[:2] for each in expected]
    told = [tokenizer.information(token) for token in found]
    rarest_first = sorted(range(len(told)), key=lambda place: -told[place])
    counts = [expected[place][2] for place in rarest_first]
    assert counts == sorted(counts)


def test_equals_jieba_on_articles(tokenizer: JiebaTokenizer, plain: jieba.Tokenizer) -> None:
    """Line by line, and as a whole."""
    for file in FILES:
        text = file.read_text("utf-8")
        for part in [*text.splitlines(), text]:
            assert_same(tokenizer, plain, part)


@settings(max_examples=200)
@given(text=st.one_of(texts, st.text("\u4e00\u4e01会议中国人民银行m\ud800 -%", max_size=30)))
def test_equals_jieba(tokenizer: JiebaTokenizer, plain: jieba.Tokenizer, text: str) -> None:
    """Whatever comes first: what was learned for one text changes no other."""
    assert_same(tokenizer, plain, text)


def test_a_new_one_equals_jieba(
    tokenizer: JiebaTokenizer, plain: jieba.Tokenizer, cache_folder: Path
) -> None:
    """One that knows no word yet, asked for a word before any text."""
    new = JiebaTokenizer(cache_folder)

    for text in ("银行", "忻州"):
        (token,) = [each for each in tokenizer.words(text) if each.term == text]
        assert new.information(token) == tokenizer.information(token)
    assert_same(new, plain, "中国人民银行行长参加会议")
