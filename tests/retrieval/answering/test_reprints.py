"""Which articles are reprints, and what they share."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.analysis.analysis import Analysis
from retrieval.analysis.columns import Column, Sentences, Vocabulary
from retrieval.analysis.prints import letters_of, prints_of
from retrieval.answering.reprints import Copies, Reprints
from retrieval.answering.shelved import ShelvedArticle
from retrieval.lexicon import Lexicon
from retrieval.model import Article, Sentence
from retrieval.models.encoder import UseEncoder
from retrieval.protocols import Tools
from retrieval.replies import Answer
from retrieval.text.splitting.sentences import split_sentences
from tests.retrieval.answering.shelves import BRIDGE, LIBRARY, SPLITTING, answerer_on

TEXT = (
    "滨江大桥昨日通车。大桥全长两千米，由第三工程局建造，历时四年零两个月。\n"
    "通车仪式上，局长高远讲话，感谢两万名建设者。市民可以步行过桥，每天六点到二十二点开放。"
)
FOOTER = "\n欢迎来电垂询，工作日上午九点到下午五点均有专人接听，请勿在其他时间拨打。"


def shared(*texts: str) -> set[tuple[str, ...]]:
    """The places that the texts share, as `article.paragraph.sentence`."""
    articles = [Article(str(number), text) for number, text in enumerate(texts)]
    return {tuple(map(_place, places)) for places in copies_in(articles).values()}


def copies_in(articles: Iterable[Article]) -> Copies:
    """What reprints among `articles` have in common."""
    places = {place: shelved(article) for place, article in enumerate(articles)}
    return Reprints.none().changed(places, places, {}).copies


def shelved(article: Article) -> ShelvedArticle:
    """An article in which nothing was read but sentences and prints."""
    sentences = Sentences.of(article, split_sentences(article))
    nothing = np.zeros((0, 1), np.int32)
    column = Column(nothing, np.zeros(len(sentences) + 1, np.int32))
    prints = prints_of(letters_of(article.text))
    words, _ = Vocabulary.of(())
    analysis = Analysis(sentences, "", words, column, column, None, None, {}, prints)
    return ShelvedArticle(article, analysis, SPLITTING)


def _place(sentence: Sentence) -> str:
    return f"{sentence.article_id}.{sentence.paragraph}.{sentence.number}"


ALL_FOUR = {("0.1.1", "1.1.1"), ("0.1.2", "1.1.2"), ("0.2.1", "1.2.1"), ("0.2.2", "1.2.2")}


def test_the_same_text() -> None:
    """Each of its sentences stands in both."""
    assert shared(TEXT, TEXT) == ALL_FOUR


@pytest.mark.parametrize(
    ("reprint", "places"),
    [
        (
            f"本报讯 昨天有两条消息传来。\n{TEXT}",
            {(a, f"1.{int(b[2]) + 1}{b[3:]}") for a, b in ALL_FOUR},
        ),
        (TEXT + FOOTER, ALL_FOUR),
        (TEXT.replace("感谢", "感謝").replace("，", ","), ALL_FOUR),
        (TEXT.replace("两万名", "三万名"), ALL_FOUR - {("0.2.1", "1.2.1")}),
        (TEXT.partition("\n")[0], {("0.1.1", "1.1.1"), ("0.1.2", "1.1.2")}),
    ],
    ids=["a lead", "a footer", "marks and script", "an edit", "a part"],
)
def test_reprints(reprint: str, places: set[tuple[str, ...]]) -> None:
    """They share what has the same letters; what was edited is another sentence."""
    assert shared(TEXT, reprint) == places


def test_a_form_of_words_makes_no_reprint() -> None:
    """Two articles with the same footer are two articles."""
    assert shared(TEXT + FOOTER, LIBRARY.text + FOOTER) == set()


def test_reprints_of_reprints() -> None:
    """All of a kind are found, whatever stands between them on the shelf."""
    places = shared(TEXT, "无关的一篇文章，说的是别的事。", f"按语一句。\n{TEXT}", TEXT + FOOTER)

    assert ("0.1.1", "2.2.1", "3.1.1") in places
    assert len(places) == 4


@given(st.lists(st.text(st.sampled_from("甲乙丙。\n ,"), max_size=30), max_size=6))
def test_what_is_shared_has_the_same_letters(texts: list[str]) -> None:
    """Whatever the texts: in two articles at least, and each place names all."""
    articles = [Article(str(number), text) for number, text in enumerate(texts)]
    copies = copies_in(articles)

    for sentence, places in copies.items():
        assert sentence in places
        assert len({place.article_id for place in places}) > 1
        assert {letters_of(place.text) for place in places} == {letters_of(sentence.text)}


def test_a_reprint_is_shown_once(tools: Tools, encoder: UseEncoder, lexicon: Lexicon) -> None:
    """The other place stands beside the sentence, and it is as sure as without the reprint."""
    reading = Tools(tools.tokenizer, tools.tagger, encoder)
    reprint = Article("reprint", f"据市报消息。\n{BRIDGE.text}")
    question = "谁在通车仪式上讲话？"

    alone = answerer_on(reading, lexicon, LIBRARY, BRIDGE).answer(question)
    both = answerer_on(reading, lexicon, LIBRARY, BRIDGE, reprint).answer(question)

    assert isinstance(alone, Answer)
    assert isinstance(both, Answer)
    assert [each.sentence.text for each in both.sentences] == ["通车仪式上，局长高远讲话。"]
    assert alone.sentences[0].also == ()
    (also,) = both.sentences[0].also
    assert {both.sentences[0].sentence.article_id, also.article_id} == {"bridge", "reprint"}
    assert also.text == both.sentences[0].sentence.text
    assert both.confidence > 0.9 * alone.confidence
    assert both.runner_up is None or both.runner_up.sentence.text != also.text


def test_ten_reprints_leave_room_for_others(tools: Tools, lexicon: Lexicon) -> None:
    """They count once among the passages that are read."""
    reprints = [Article(f"r{number}", f"第{number}版。\n{TEXT}") for number in range(10)]
    other = Article("other", "大桥收费站今天启用。站长是周平。")
    answerer = answerer_on(tools, lexicon, *reprints, other)

    ranked = answerer.rank(answerer.analyse("大桥由谁建造，站长是谁？"))

    assert "站长是周平。" in [each.sentence.text for each in ranked]


def test_a_sentence_that_two_articles_share_is_shown_once(tools: Tools, lexicon: Lexicon) -> None:
    """They are no reprints, but the same words need not be read twice."""
    hours = "开放时间为周二至周日的九点到十七点。"
    hall = Article("hall", f"纪念馆建于一九五六年，藏有文物三千件。馆内有四个展厅。\n{hours}")
    museum = Article("museum", f"博物馆的前身是市立书院，二〇一〇年迁入新址。\n{hours}")

    reply = answerer_on(tools, lexicon, hall, museum).answer("开放时间是几点？")

    assert isinstance(reply, Answer)
    assert [each.sentence.text for each in reply.sentences].count(hours) == 1
    assert reply.sentences[0].sentence.text == hours
    assert [each.text for each in reply.sentences[0].also] == [hours]
