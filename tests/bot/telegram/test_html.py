"""Replies as Telegram's HTML."""

import re

from bot.catalogue import load_catalogue
from bot.replies.shown import Piece, Quote, Shown, shown
from bot.telegram.html import MESSAGE_LIMIT, MOST_MESSAGES, messages, plain
from tests.bot.replies.examples import ANSWER, ARTICLES, DECLINED

WORDS = load_catalogue()["zh-Hans"].reply


def units(text: str) -> int:
    """UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def test_an_answer() -> None:
    """Own words bold, matching words underlined, marks escaped, the citation below."""
    (text,) = messages(shown(ANSWER, ARTICLES, WORDS), WORDS)

    assert text == (
        "甲<u>馆</u>&lt;新&gt;<u>开馆</u>。\n"
        "<i>— 开馆 · 2024-04-01 · 市报 · 第1段第1句</i>\n\n"
        "<u>馆长</u>是<b>林小梅</b>。\n"
        "<i>— 开馆 · 2024-04-01 · 市报 · 第1段第2句</i> · 最贴近"
    )


def test_a_refusal() -> None:
    """The reason first; the nearest sentence announced as no answer, in a quote."""
    (text,) = messages(shown(DECLINED, ARTICLES, WORDS), WORDS)

    assert text == (
        "文章里没有说。\n\n"
        "问题里的“医院”在文章中没有出现。\n\n"
        "最接近的一句（不是答案）：\n"
        "<blockquote>馆长是林小梅。</blockquote>"
        "<i>— 开馆 · 2024-04-01 · 市报 · 第1段第2句</i>"
    )


def test_a_word_may_be_both() -> None:
    """Bold around underlined, each closed in its turn."""
    quote = Quote((Piece("三层", matched=True, answer=True),), "某处", best=False)

    (text,) = messages(Shown((), (quote,), None), WORDS)

    assert text == "<b><u>三层</u></b>\n<i>— 某处</i>"


def quote_of(length: int) -> Quote:
    """A sentence of rare characters, which take two UTF-16 units each."""
    half = length // 2
    pieces = (Piece("𠮷" * half, matched=True), Piece("<" * half, matched=False))
    return Quote(pieces, "某处", best=False)


def test_long_answers_take_several_messages() -> None:
    """Each fits, whole sentences where they can be, and no character is lost."""
    quotes = (quote_of(1500), quote_of(1500), quote_of(2000))

    texts = messages(Shown((), quotes, None), WORDS)

    assert all(units(plain(text)) <= MESSAGE_LIMIT for text in texts)
    assert len(texts) == 3
    shown_text = "".join(plain(text) for text in texts)
    for mark in "𠮷<":
        assert shown_text.count(mark) == sum(quote.text.count(mark) for quote in quotes)
    assert quotes[0].text in plain(texts[0])
    assert quotes[1].text in plain(texts[1])


def test_an_endless_sentence_is_cut() -> None:
    """A chat is not flooded; that something is missing is said."""
    texts = messages(Shown((), (quote_of(90_000),), None), WORDS)

    assert len(texts) == MOST_MESSAGES + 1
    assert texts[-1] == WORDS.cut


def test_tags_are_never_cut() -> None:
    """Every message closes what it opens."""
    for text in messages(Shown((), (quote_of(9000),), None), WORDS):
        assert text.count("<u>") == text.count("</u>")
        assert "<" not in re.sub(r"</?[ui]>", "", text)
