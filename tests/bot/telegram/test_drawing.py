"""Replies as Telegram shows them."""

from dataclasses import replace

from bot.catalogue import load_catalogue
from bot.replies.context import Excerpt
from bot.replies.shown import Entry, Piece, Quote, Shown, shown
from bot.telegram.drawing import excerpt_blocks, messages
from bot.telegram.html import pages
from tests.bot.replies.examples import ANSWER, ARTICLES, DECLINED

WORDS = load_catalogue()["zh-Hans"].reply


def drawn(view: Shown) -> str:
    """The HTML of a reply that fits one page."""
    (text,) = messages(view, WORDS)
    return text


def test_an_answer() -> None:
    """Own words bold, matching words underlined, marks escaped, the citation below."""
    assert drawn(shown(ANSWER, ARTICLES, WORDS)) == (
        "甲<u>馆</u>&lt;新&gt;<u>开馆</u>。\n"
        "<i>— 开馆 · 2024-04-01 · 市报 · 第1段第1句</i>\n\n"
        "<u>馆长</u>是<b>林小梅</b>。\n"
        "<i>— 开馆 · 2024-04-01 · 市报 · 第1段第2句</i> · 最贴近"
    )


def test_a_refusal() -> None:
    """The reason first; the nearest sentence announced as no answer, in a quote."""
    assert drawn(shown(DECLINED, ARTICLES, WORDS)) == (
        "文章里没有说。\n\n"
        "问题里的“医院”在文章中没有出现。\n\n"
        "最接近的一句（不是答案）：\n"
        "<blockquote>馆长是林小梅。</blockquote>\n"
        "<i>— 开馆 · 2024-04-01 · 市报 · 第1段第2句</i>"
    )


def test_a_list() -> None:
    """The members with their roles as lines; the sentences that prove it folded below."""
    quote = Quote((Piece("甲、乙等到会。", matched=False),), "某处", best=False)
    entries = (Entry("甲", "馆长"), Entry("乙", None))

    assert drawn(Shown((), (quote,), None, entries, "（等）")) == (
        "· <b>甲</b> — 馆长\n· <b>乙</b>\n\n<i>（等）</i>\n\n"
        "<blockquote expandable>甲、乙等到会。\n<i>— 某处</i></blockquote>"
    )


def test_our_words_beside_a_quote() -> None:
    """In lines of their own below the citation, in a list's folded quote as well."""
    quote = Quote(
        (Piece("甲、乙到会。", matched=False),),
        "一",
        best=True,
        beside=("也见于：<二>", "昨日 = 三"),
    )
    listed = Shown((), (quote,), None, (Entry("甲", None), Entry("乙", None)))

    below = "甲、乙到会。\n<i>— 一</i> · 最贴近\n<i>也见于：&lt;二&gt;</i>\n<i>昨日 = 三</i>"
    assert drawn(Shown((), (quote,), None)) == below
    assert f"<blockquote expandable>{below}</blockquote>" in drawn(listed)


def test_where_was_looked() -> None:
    """Above everything else."""
    view = replace(shown(DECLINED, ARTICLES, WORDS), scope="只查了《甲<》。")

    assert drawn(view).startswith("<i>只查了《甲&lt;》。</i>\n\n文章里没有说。")


def test_a_gap_is_marked() -> None:
    """Where the article has more between two sentences."""
    first = Quote((Piece("甲。", matched=False),), "一", best=False)
    second = replace(first, pieces=(Piece("丙。", matched=False),), citation="三", gap=True)

    assert drawn(Shown((), (first, second), None)) == (
        "甲。\n<i>— 一</i>\n\n…\n\n丙。\n<i>— 三</i>"
    )


def test_an_excerpt() -> None:
    """As the article runs, in a quote, with one citation for all of it."""
    sentences = (
        (Piece("甲。", matched=False), Piece("\n", matched=False)),
        (Piece("乙", matched=True), Piece("。", matched=False), Piece("", matched=False)),
    )

    (text,) = pages(excerpt_blocks([Excerpt(sentences, "一至二")]))

    assert text == "<blockquote>甲。\n<u>乙</u>。</blockquote>\n<i>— 一至二</i>"
