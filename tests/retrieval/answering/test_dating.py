"""Which relative dates of an answer are told, and which are not."""

import pytest

from retrieval.answering.dating import resolved_dates
from retrieval.lexicon import Lexicon
from retrieval.model import Article, Metadata, Span, Tag, TaggedWord
from retrieval.protocols import Tools
from retrieval.replies import Answer
from retrieval.text.splitting.sentences import split_sentences
from tests.retrieval.answering.shelves import BRIDGE, LIBRARY, answerer_on


def told(text: str, published: str | None = "2022-05-25") -> list[str]:
    """The dates of the last sentence of an article, as `words = day` or `words = day..day`."""
    article = Article("one", text, Metadata(published=published))
    found = resolved_dates(split_sentences(article)[-1], article, ())
    return [
        f"{each.span.of(text)} = {each.first}"
        + (f"..{each.last}" if each.last != each.first else "")
        for each in found
    ]


def test_by_the_date_of_the_page() -> None:
    """As spans of the article, in order."""
    text = "大桥通车。\n昨日，大桥开放。本月15日至18日封闭，去年3月动工。"

    assert told(text) == [
        "本月15日至18日 = 2022-05-15..2022-05-18",
        "去年3月 = 2021-03-01..2021-03-31",
    ]


def test_a_number_is_no_year() -> None:
    """What is counted tells of no other time."""
    assert told("大桥有2000名建设者，耗资1900万元，昨天（24日）通车。") == ["昨天 = 2022-05-24"]


@pytest.mark.parametrize("published", [None, "", "昨天", "05/06/2022"])
def test_a_page_without_a_clear_date(published: str | None) -> None:
    """Nothing is said."""
    assert told("大桥昨日通车。", published) == []


@pytest.mark.parametrize(
    "text",
    [
        "新华社太原5月24日电 大桥昨日通车。",
        "大桥昨日通车。\n2022年5月20日",
        "（2022-05-20 10:30）\n大桥昨日通车。",
        "TAIYUAN, May 24 (Xinhua) The bridge opened yesterday.",
    ],
    ids=["dateline", "signed", "dated", "English"],
)
def test_a_text_that_is_dated_otherwise(text: str) -> None:
    """A reprint of another day: nobody knows whose yesterday it is."""
    parts = text.split("\n")
    own = Article("one", text, Metadata(published="2022-05-25"))

    found = [resolved_dates(sentence, own, ()) for sentence in split_sentences(own)]

    assert found == [()] * len(found)
    assert any(told(part.replace("24", "25")) for part in parts if "昨" in part or "yes" in part)


@pytest.mark.parametrize(
    "text",
    [
        "他说：“今天真高兴。”",
        "她写道：今年是大年。",
        "他回忆说，“那时没有明天”，又说“昨天太远。”",
        "歌曲《昨天》上线。",
        "1998年，大桥动工，去年的图纸作废。",
        "2019年3月1日，他说昨天下了雨。",
        "5月20日，人们今天还在等。",
        "大桥昨天（20日）通车。",
        "The bridge was begun in 1998; last year it was forgotten.",
    ],
)
def test_what_may_mean_another_time(text: str) -> None:
    """Speech, names of works, and sentences that tell of another day or year."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("5月24日，代表团抵达。当天下午，他们参观大桥。", ["当天 = 2022-05-24"]),
        ("2021年5月24日，大桥通车，當日免费。", ["當日 = 2021-05-24"]),
        ("12月30日上午开馆，当日闭馆。", []),
        ("代表团抵达。当天下午，他们参观大桥。", []),
        ("5月23日签约，5月24日动工，当日停电。", []),
        ("5月23日至24日放假，当日停电。", []),
        ("昨日签约，5月24日动工，当日停电。", ["昨日 = 2022-05-24"]),
        ("5月24日签约，开馆当天免费。", []),
    ],
)
def test_that_day(text: str, dates: list[str]) -> None:
    """Only where one day is written before it, and its year is clear."""
    assert told(text) == dates


def test_at_the_turn_of_the_year() -> None:
    """A day without its year is the one near the page's date."""
    assert told("12月30日抵达，当日返回。", "2022-01-03") == ["当日 = 2021-12-30"]
    assert told("1月2日抵达，当日返回。", "2021-12-30") == ["当日 = 2022-01-02"]
    assert told("本月上旬开馆，上月动工。", "2022-01-03") == [
        "本月上旬 = 2022-01-01..2022-01-10",
        "上月 = 2021-12-01..2021-12-31",
    ]


def test_inside_of_a_word() -> None:
    """Where the tagger sees a longer word there is no date, unless that is one."""
    text = "他叫昨日红。"
    article = Article("one", text, Metadata(published="2022-05-25"))
    (sentence,) = split_sentences(article)

    untagged = resolved_dates(sentence, article, ())
    name, time = (
        resolved_dates(sentence, article, [TaggedWord(Span(2, 5), tag)])
        for tag in (Tag.PERSON, Tag.TIME)
    )

    assert len(untagged) == 1
    assert name == ()
    assert time == untagged


def test_dates_of_an_answer(tools: Tools, lexicon: Lexicon) -> None:
    """They come with the sentence; one without a relative date has none."""
    answerer = answerer_on(tools, lexicon, LIBRARY, BRIDGE)
    bridge, library = (answerer.answer(each) for each in ("大桥何时通车？", "馆长是谁？"))

    assert isinstance(bridge, Answer)
    assert isinstance(library, Answer)
    (resolved,) = bridge.sentences[0].dates
    assert resolved.span.of(BRIDGE.text) == "昨日"
    assert resolved.first.isoformat() == resolved.last.isoformat() == "2023-10-01"
    assert library.sentences[0].dates == ()
