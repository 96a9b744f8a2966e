"""Tokens, by example."""

from retrieval.model import TokenKind
from retrieval.text.tokenizing import JiebaTokenizer


def terms(tokenizer: JiebaTokenizer, text: str, kind: TokenKind) -> list[str]:
    """The terms of one kind."""
    return [token.term for token in tokenizer(text) if token.kind is kind]


def test_words_units_and_pairs(tokenizer: JiebaTokenizer) -> None:
    """A word is marked, so that it never counts as the pair of its letters."""
    assert terms(tokenizer, "參加會議", TokenKind.WORD) == ["参加/", "会议/"]
    assert terms(tokenizer, "參加會議", TokenKind.UNIT) == ["参", "加", "会", "议"]
    assert terms(tokenizer, "參加會議", TokenKind.PAIR) == ["参 加", "加 会", "会 议"]


def test_chinese_and_arabic_numerals_compare_equal(tokenizer: JiebaTokenizer) -> None:
    """二所 is 2所, and 二十三日 is 23日."""
    for ours, theirs in (("二所", "2所"), ("二十三日", "23日"), ("二〇二二年", "2022年")):
        assert terms(tokenizer, ours, TokenKind.PAIR) == terms(tokenizer, theirs, TokenKind.PAIR)


def test_pairs_stop_at_punctuation_and_spaces(tokenizer: JiebaTokenizer) -> None:
    """What does not stand together is no pair."""
    assert terms(tokenizer, "甲，乙 丙", TokenKind.PAIR) == []


def test_latin_words_and_numbers_are_units(tokenizer: JiebaTokenizer) -> None:
    """A word of letters, and a number with its point and percent sign, stay whole."""
    assert terms(tokenizer, "mini線增長3.5%", TokenKind.UNIT) == ["mini", "线", "增", "长", "3.5%"]


def test_tokens_point_into_the_text_as_typed(tokenizer: JiebaTokenizer) -> None:
    """The span is in the text before folding."""
    text = "㎡的２所"

    assert [token.span.of(text) for token in tokenizer(text) if token.term == "2 所"] == ["２所"]


def test_a_rare_word_tells_more_than_a_common_one(tokenizer: JiebaTokenizer) -> None:
    """Information falls with how common a word is in general text."""
    (common,) = (token for token in tokenizer("我们") if token.kind is TokenKind.WORD)
    (rare,) = (token for token in tokenizer("忻州") if token.kind is TokenKind.WORD)

    assert tokenizer.information(common) < tokenizer.information(rare)
