"""The answer's own words."""

import pytest

from retrieval.answering.question import QuestionAnalyser
from retrieval.answering.spans import own_words
from retrieval.lexicon import Lexicon
from retrieval.model import Sentence, Span, TaggedWord
from retrieval.models.tagger import LacTagger
from retrieval.protocols import Tools
from retrieval.replies import Answer, NoAnswer
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import LIBRARY, answerer_on

_BEFORE = "前文。"
"""The sentence does not begin where its article does."""


def found(
    question: str,
    text: str,
    tokenizer: JiebaTokenizer,
    lexicon: Lexicon,
    tagger: LacTagger | None = None,
) -> str | None:
    """The own words for `question` in the sentence `text` of an article."""
    start = len(_BEFORE)
    sentence = Sentence("a", 1, 2, Span(start, start + len(text)), text)
    tags = [
        TaggedWord(word.span.shifted(start), word.tag) for word in (tagger(text) if tagger else ())
    ]
    query = QuestionAnalyser(lexicon.question, tokenizer).analyse(question)
    span = own_words(query, sentence, tags, tokenizer(text), lexicon.question.kinds.spans)
    return None if span is None else span.of(_BEFORE + text)


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("谁设计了大桥？", "大桥由王立新设计，李建国负责施工。", "王立新"),
        ("谁负责施工？", "大桥由王立新设计，李建国负责施工。", "李建国"),
        ("誰負責施工？", "大橋由王立新設計，李建國負責施工。", "李建國"),
        ("谁翻译了这部小说？", "这部小说由约翰·史密斯翻译。", "约翰·史密斯"),
        ("他什么时候到北京？", "他5月24日上午到北京，6月回上海。", "5月24日上午"),
        ("大桥哪一年通车？", "大桥于1998年3月开工，2002年10月通车。", "2002年10月"),
        ("哪个世纪建成？", "古城建成于19世纪，1998年重修。", "19世纪"),
        ("大桥全长多少公里？", "大桥全长12公里，投资3亿元。", "12公里"),
        ("投资多少？", "大桥全长12公里，投资3亿元。", "3亿元"),
        ("新馆有几层？", "新馆有三层，藏书二十万册。", "三层"),
        ("女性占多大比例？", "工人共有500人，女性占百分之四十。", "百分之四十"),
        ("展览什么时候开幕？", "3月5日，宋代瓷器特展开幕。", "3月5日"),
        ("他出生在哪里？", "他出生在上海，后来在北京工作。", "上海"),
        ("哪家公司负责施工？", "中国建筑集团有限公司负责施工。", "中国建筑集团有限公司"),
    ],
)
def test_the_span_of_the_kind(  # noqa: PLR0913, PLR0917 - half of them are fixtures
    tokenizer: JiebaTokenizer,
    lexicon: Lexicon,
    tagger: LacTagger,
    question: str,
    text: str,
    words: str,
) -> None:
    """Of several the one that stands to the question's words as the question word does."""
    assert found(question, text, tokenizer, lexicon, tagger) == words


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("谁陪同王立新？", "王立新来到大桥。"),
        ("为什么停电？", "因为检修，5月24日停电。"),
        ("谁参加了会议？", "王立新、李建国参加了会议。"),
        ("大桥通车了吗？", "大桥2002年通车。"),
        ("门票多少钱？", "馆藏文物12件，门票免费。"),
        ("When did it open?", "大桥于1998年开工，2002年通车。"),
    ],
)
def test_none_rather_than_wrong(
    tokenizer: JiebaTokenizer, lexicon: Lexicon, tagger: LacTagger, question: str, text: str
) -> None:
    """What the question says, lists, other kinds and units, and what nothing tells apart."""
    assert found(question, text, tokenizer, lexicon, tagger) is None


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("大桥哪一年通车？", "大桥2002年通车。", "2002年"),
        ("大桥全长多少公里？", "大桥全长12公里。", "12公里"),
        ("谁设计了大桥？", "大桥由王立新设计。", None),
    ],
)
def test_without_a_tagger(
    tokenizer: JiebaTokenizer, lexicon: Lexicon, question: str, text: str, words: str | None
) -> None:
    """Times and numbers are known by how they are written; names are not."""
    assert found(question, text, tokenizer, lexicon) == words


def test_an_answer_has_them(
    tokenizer: JiebaTokenizer, lexicon: Lexicon, tagger: LacTagger
) -> None:
    """As a span of the article; what is no answer has none."""
    answerer = answerer_on(Tools(tokenizer, tagger), lexicon, LIBRARY)

    said = answerer.answer("馆长是谁？")
    declined = answerer.answer("北京的馆长是谁？")

    assert isinstance(said, Answer)
    assert said.sentences[0].answer is not None
    assert said.sentences[0].answer.of(LIBRARY.text) == "林小梅"
    assert said.runner_up is None or said.runner_up.answer is None
    assert isinstance(declined, NoAnswer)
    assert declined.nearest is not None
    assert declined.nearest.answer is None
