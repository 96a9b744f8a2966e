"""Questions and replies, on small shelves."""

from dataclasses import replace

import pytest

from retrieval.answering.answerer import QuestionTooLongError
from retrieval.lexicon import Lexicon
from retrieval.model import Article, Metadata
from retrieval.models.encoder import UseEncoder
from retrieval.protocols import Tools
from retrieval.replies import Answer, MetadataAnswer, MetadataField, NoAnswer, Reason
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import BRIDGE, LIBRARY, NOTE, OPTIONS, answerer_on


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("馆长是谁？", "馆长是林小梅。"),
        ("新館有幾層？", "新馆有三层，藏书二十万册。"),
        ("在哪里借书？", "读者可以在二楼借书。"),
        ("大桥由谁建造？", "大桥全长两千米，由第三工程局建造。"),
        ("谁在通车仪式上讲话？", "通车仪式上，局长高远讲话。"),
    ],
)
def test_the_best_sentence(
    tools: Tools, encoder: UseEncoder, lexicon: Lexicon, question: str, sentence: str
) -> None:
    """Of two articles, the sentence that says it, word for word."""
    reading = replace(tools, encoder=encoder)
    reply = answerer_on(reading, lexicon, LIBRARY, BRIDGE).answer(question)

    assert isinstance(reply, Answer)
    assert reply.sentences[0].sentence.text == sentence
    assert OPTIONS.threshold <= reply.confidence <= 1


@pytest.mark.parametrize(
    ("question", "reason", "missing"),
    [
        ("", Reason.EMPTY, []),
        (" \x00", Reason.EMPTY, []),
        ("？？？", Reason.NO_CONTENT_WORDS, []),
        ("😀", Reason.NO_CONTENT_WORDS, []),
        ("你是谁", Reason.NO_CONTENT_WORDS, []),
        ("怎么", Reason.NO_CONTENT_WORDS, []),
        ("食堂的菜单？", Reason.NO_MATCH, ["食堂", "菜单"]),
        ("食堂几点开门？", Reason.NO_MATCH, ["食堂", "开门"]),
        ("北京的馆长是谁？", Reason.LOW_CONFIDENCE, ["北京"]),
    ],
)
def test_why_there_is_no_answer(
    tools: Tools, lexicon: Lexicon, question: str, reason: Reason, missing: list[str]
) -> None:
    """Each reason, and the words that stand nowhere."""
    reply = answerer_on(tools, lexicon, LIBRARY).answer(question)

    assert isinstance(reply, NoAnswer)
    assert reply.reason is reason
    assert [span.of(reply.query.question) for span in reply.missing] == missing


def test_the_nearest_sentence_is_offered_as_such(tools: Tools, lexicon: Lexicon) -> None:
    """A declined question still shows what came closest, outside of any answer."""
    reply = answerer_on(tools, lexicon, LIBRARY).answer("北京的馆长是谁？")

    assert isinstance(reply, NoAnswer)
    assert reply.nearest is not None
    assert reply.nearest.sentence.text == "馆长是林小梅。"


@pytest.mark.parametrize(
    ("question", "field", "text"),
    [
        ("文章的标题是什么？", MetadataField.TITLE, "图书馆新馆开馆"),
        ("這篇文章是什麼時候發布的？", MetadataField.PUBLISHED, "2024-04-01"),
        ("来源是哪里？", MetadataField.SOURCE, "市报"),
        ("这篇报道是谁写的？", MetadataField.AUTHOR, "陈立"),
        ("文章的作者叫什么名字？", MetadataField.AUTHOR, "陈立"),
        ("这篇新闻叫什么？", MetadataField.TITLE, "图书馆新馆开馆"),
        ("文章出自哪里？", MetadataField.SOURCE, "市报"),
        ("哪家媒体报道的？", MetadataField.SOURCE, "市报"),
        ("这条新闻发表于哪一年？", MetadataField.PUBLISHED, "2024-04-01"),
        ("什么时候发布的？", MetadataField.PUBLISHED, "2024-04-01"),
        ("這篇報導是什麼時候發布的？", MetadataField.PUBLISHED, "2024-04-01"),
        ("请问一下文章的标题是什么呀？", MetadataField.TITLE, "图书馆新馆开馆"),
        ("谁写的？", MetadataField.AUTHOR, "陈立"),
        ("Who wrote this?", MetadataField.AUTHOR, "陈立"),
        ("What's the source?", MetadataField.SOURCE, "市报"),
        ("Where does this article come from?", MetadataField.SOURCE, "市报"),
        ("What is the title of the article?", MetadataField.TITLE, "图书馆新馆开馆"),
        ("When was this article published?", MetadataField.PUBLISHED, "2024-04-01"),
    ],
)
def test_questions_about_the_page(
    tokenizer: JiebaTokenizer, lexicon: Lexicon, question: str, field: MetadataField, text: str
) -> None:
    """The page's own title, date, source and author come from its metadata."""
    reply = answerer_on(tokenizer, lexicon, LIBRARY).answer(question)

    assert isinstance(reply, MetadataAnswer)
    assert [(datum.field, datum.text) for datum in reply.data] == [(field, text)]


@pytest.mark.parametrize(
    "question",
    [
        "新馆什么时候开馆？",
        "谁发布了文章？",
        "借书的来源是什么？",
        "它来自哪里？",
        "作者多大？",
        "记者在哪里？",
        "作者为什么写文章？",
        "文章写了什么？",
        "文章写的是谁？",
        "文章发布了什么？",
        "新闻媒体是什么？",
        "发布时间是几点？",
        "来源有几个？",
        "是否转载？",
        "公告什么时间？",
        "通知的时间是什么？",
        "What is it called?",
        "When was it written?",
    ],
)
def test_other_questions_are_not_about_the_page(
    tokenizer: JiebaTokenizer, lexicon: Lexicon, question: str
) -> None:
    """A word more than the page's own fields, and it is a question to the text."""
    reply = answerer_on(tokenizer, lexicon, LIBRARY).answer(question)

    assert not isinstance(reply, MetadataAnswer)


def test_metadata_that_a_page_lacks_are_not_made_up(
    tokenizer: JiebaTokenizer, lexicon: Lexicon
) -> None:
    """Only the articles that state it answer; if none does, there is no answer."""
    both = answerer_on(tokenizer, lexicon, LIBRARY, BRIDGE).answer("作者是谁？")
    neither = answerer_on(tokenizer, lexicon, NOTE).answer("作者是谁？")

    assert isinstance(both, MetadataAnswer)
    assert [datum.article for datum in both.data] == [LIBRARY]
    assert isinstance(neither, NoAnswer)
    assert neither.asked_field is MetadataField.AUTHOR
    assert neither.nearest is None


def test_a_headline_may_say_what_no_sentence_does(
    tokenizer: JiebaTokenizer, lexicon: Lexicon
) -> None:
    """Then it is quoted as the headline; never before a sentence that answers."""
    article = Article(
        "moved", "请准时参加，不得缺席。", Metadata(title="上午九点在三楼会议室开会")
    )
    answerer = answerer_on(tokenizer, lexicon, article)

    said = answerer.answer("几点开会？")
    unsaid = answerer.answer("谁主持？")
    sentence = answerer.answer("谁准时参加？")

    assert isinstance(said, MetadataAnswer)
    assert said.data[0].text == "上午九点在三楼会议室开会"
    assert isinstance(unsaid, NoAnswer)
    assert isinstance(sentence, Answer)


def test_a_headline_must_hold_the_kind(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """A number or a time is only answered by a headline with one of the unit that is asked for."""
    article = Article("kiln", "请准时参加，不得缺席。", Metadata(title="宋代瓷器特展在三门峡开幕"))
    answerer = answerer_on(tokenizer, lexicon, article)

    where = answerer.answer("宋代瓷器特展在哪里开幕？")
    when = answerer.answer("宋代瓷器特展什么时候开幕？")
    years = answerer.answer("宋代有多少年？")

    assert isinstance(where, MetadataAnswer)
    assert where.confidence == OPTIONS.threshold
    assert isinstance(when, NoAnswer)
    assert isinstance(years, NoAnswer)


def test_the_article_itself_is_not_asked_about(
    tokenizer: JiebaTokenizer, lexicon: Lexicon
) -> None:
    """文中提及 only says where to look."""
    answerer = answerer_on(tokenizer, lexicon, LIBRARY)

    plain = answerer.analyse("馆长是谁？")
    named = answerer.analyse("文中提及，馆长是谁？")

    assert [term.term for term in named.terms] == [term.term for term in plain.terms]


def test_no_more_sentences_than_asked_for(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """Sentences that come close are shown with the best one, up to the limit."""
    answerer = answerer_on(
        tokenizer, lexicon, LIBRARY, options=replace(OPTIONS, margin=1.0, threshold=0.0)
    )

    counts = []
    for most in (None, 1, 2):
        reply = answerer.answer("新馆的读书会？", most)
        assert isinstance(reply, Answer)
        counts.append(len(reply.sentences))
    assert counts == [3, 1, 2]


def test_nothing_is_padded(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """With one sentence that says it, one is shown, and the next is the runner-up."""
    reply = answerer_on(tokenizer, lexicon, LIBRARY).answer("馆长是谁？")

    assert isinstance(reply, Answer)
    assert len(reply.sentences) == 1
    assert reply.runner_up is not None
    assert reply.runner_up.sentence != reply.sentences[0].sentence


def test_matching_words_are_pointed_at(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """In the article's own glyphs, whatever script the question was in."""
    reply = answerer_on(tokenizer, lexicon, LIBRARY).answer("館長是誰？")

    assert isinstance(reply, Answer)
    assert [span.of(LIBRARY.text) for span in reply.sentences[0].matched] == ["馆长"]


@pytest.mark.parametrize("question", ["周五停电吗？", "作者是谁？", "何时检修？"])
def test_tiny_shelves(tokenizer: JiebaTokenizer, lexicon: Lexicon, question: str) -> None:
    """An empty shelf declines; one sentence is enough to answer."""
    empty = answerer_on(tokenizer, lexicon).answer(question)
    one = answerer_on(tokenizer, lexicon, NOTE).answer("何时检修？")

    assert isinstance(empty, NoAnswer)
    assert empty.reason is Reason.NO_MATCH
    assert empty.nearest is None
    assert isinstance(one, Answer)


def test_the_same_article_twice_is_one(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """Nothing is shown twice."""
    answerer = answerer_on(tokenizer, lexicon, NOTE, NOTE)

    assert list(answerer.shelf.articles) == ["note"]


def test_a_long_question_is_refused(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """With both numbers, so that the person can be told."""
    with pytest.raises(QuestionTooLongError) as caught:
        answerer_on(tokenizer, lexicon, NOTE).answer("长" * 101)

    assert (caught.value.length, caught.value.limit) == (101, 100)


def test_further_sentences_are_the_next_best(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """Best first, the runner-up before all others, and none of those that are shown."""
    answerer = answerer_on(Tools(tokenizer), lexicon, LIBRARY, BRIDGE)
    for question in ("馆长是谁？", "北京的馆长是谁？"):
        reply = answerer.answer(question)
        assert isinstance(reply, Answer | NoAnswer)

        further = answerer.further(reply, 3)

        assert len(further) == 3
        assert further[0] == reply.runner_up
        assert [each.score for each in further] == sorted(
            (each.score for each in further), reverse=True
        )


def test_what_is_found_of_each_word(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """Its part of the question, what the sentence has for it, and whether any article has."""
    answerer = answerer_on(Tools(tokenizer), lexicon, LIBRARY)
    query = answerer.analyse("北京的馆长是谁？")
    (sentence,) = [each for each in answerer.shelf.sentences if "馆长" in each.text]

    words = answerer.found(query, [sentence])

    named = {word.word.of(query.question): word for word in words}
    assert named["北京"].texts == ()
    assert not named["北京"].on_shelf
    assert named["馆长"].texts == ("馆长",)
    assert named["馆长"].on_shelf
    assert sum(word.share for word in words) == pytest.approx(1)
    assert answerer.found(query, [])[-1].texts == ()


def test_how_sure_an_answer_must_be(tools: Tools, lexicon: Lexicon) -> None:
    """Surer where a name is asked for that no article has; a refusal is below that."""
    answerer = answerer_on(tools, lexicon, LIBRARY)
    plain, foreign = (answerer.answer(each) for each in ("馆长是谁？", "北京的馆长是谁？"))

    assert answerer.needed(plain.query) == OPTIONS.threshold <= plain.confidence
    assert foreign.confidence < answerer.needed(foreign.query)
    assert answerer.needed(foreign.query) > OPTIONS.threshold
