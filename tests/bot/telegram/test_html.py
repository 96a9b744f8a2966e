"""Pages of Telegram's HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.html import (
    EXPANDABLE,
    MESSAGE_LIMIT,
    MOST_MARKS,
    QUOTE,
    Block,
    Run,
    pages,
    plain,
)
from tests.telegram_fakes import html_mode, utf16


def sentence_of(characters: int) -> str:
    """A long sentence of emoji, each two UTF-16 units, with pauses and HTML's own marks."""
    return ("𠮷🧪<&，" * characters)[: characters - 1] + "。"


def test_marks_are_escaped_and_closed() -> None:
    """Bold around underlined, each closed in its turn; what looks like a tag is text."""
    (text,) = pages([[Run("三层", ("b", "u")), Run(" <b>&amp;")]])

    assert text == "<b><u>三层</u></b> &lt;b&gt;&amp;amp;"


def test_neighbours_in_a_quote_are_one_quote() -> None:
    """Whatever their marks; what follows begins a line of its own."""
    (text,) = pages(
        [
            [Run("甲", ("b",), EXPANDABLE), Run("乙。\n\n", quote=EXPANDABLE)],
            [Run("丙。\n\n", quote=EXPANDABLE)],
            [Run("丁。")],
        ]
    )

    assert text == "<blockquote expandable><b>甲</b>乙。\n\n丙。</blockquote>\n丁。"


def test_sentences_stay_whole() -> None:
    """What does not fit any more begins the next page."""
    first, second = sentence_of(1500), sentence_of(2000)

    texts = [plain(text) for text in pages([[Run(first)], [Run(second)]])]

    assert texts == [first, second]


@pytest.mark.parametrize("quote", [None, QUOTE, EXPANDABLE])
@pytest.mark.parametrize("tags", [(), ("u",), ("b", "u")])
def test_an_endless_sentence_goes_on(quote: str | None, tags: tuple[str, ...]) -> None:
    """Nothing of it is lost, it is cut behind a pause, and every page stands by itself."""
    endless = sentence_of(30_000)

    texts = pages([[Run(endless, tags, quote)]])

    read = [html_mode.parse(text) for text in texts]
    assert "".join(text for text, _ in read) == endless
    assert all(utf16.units(text) <= MESSAGE_LIMIT for text, _ in read)
    assert all(text.endswith(("，", "。")) for text, _ in read)


def test_too_many_marks_begin_a_page() -> None:
    """Telegram drops those above its limit, and takes them where they are fewer."""
    entries: list[Block] = [[Run(f"{number}", ("b",)), Run("\n")] for number in range(250)]

    texts = pages(entries)

    assert [len(html_mode.parse(text)[1]) <= MOST_MARKS for text in texts] == [True] * len(texts)
    assert "".join(plain(text).replace("\n", "") for text in texts) == "".join(
        map(str, range(250))
    )


RUNS = st.builds(
    Run,
    st.text("甲𠮷🧪<>&\"'。，\n ", max_size=3000),
    st.sampled_from([(), ("b",), ("b", "u")]),
    st.sampled_from([None, QUOTE, EXPANDABLE]),
)


@given(st.lists(st.lists(RUNS, max_size=4), max_size=6))
def test_every_page_can_be_sent(blocks: list[Block]) -> None:
    """Telegram reads it, it is short enough, and in order it is the text but for spaces."""
    read = [html_mode.parse(text) for text in pages(blocks)]

    assert all(utf16.units(text) <= MESSAGE_LIMIT for text, _ in read)
    assert all(len(entities) <= MOST_MARKS for _, entities in read)
    whole = "".join(run.text for block in blocks for run in block)
    assert "".join("".join(text for text, _ in read).split()) == "".join(whole.split())


def test_plain_is_what_people_read() -> None:
    """For a server that does not take the tags."""
    text = "<blockquote expandable><b>甲</b>&lt;乙&gt;</blockquote>\n<i>丙</i>"

    assert plain(text) == "甲<乙>\n丙" == html_mode.parse(text)[0]
