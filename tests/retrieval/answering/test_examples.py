"""Questions that an article surely answers."""

import pytest

from bot.assembly import Assembly
from config.lexicon import load_lexicon
from config.loading import load_settings
from retrieval.answering.answerer import Answerer
from retrieval.answering.examples import proven_examples
from retrieval.articles.ingest import article_of
from retrieval.model import Metadata
from retrieval.models.weights import load_weights
from retrieval.protocols import Tools
from retrieval.replies import Answer
from retrieval.text.tokenizing import JiebaTokenizer

NOTICE = (
    "2024年5月12日，校长何明主持召开了校庆大会。\n"
    "王小红在体育馆介绍了学校的历史。\n"
    "学校去年培养了8000名学生。\n"
    "大家都很高兴。"
)


@pytest.fixture(scope="module")
def answerers(tools: Tools) -> Assembly:
    """Makes answerers with a tagger and without an encoder."""
    return Assembly(load_settings(None, {}), load_lexicon(), tools, load_weights("full"))


def on(assembly: Assembly, text: str) -> tuple[Answerer, str]:
    """An answerer on that text, and the text's id."""
    article = article_of(text, Metadata())
    return assembly.answerer([article]), article.id


def test_each_is_answered(answerers: Assembly) -> None:
    """By the sentence that it was made of, in which stands what it asks for."""
    answerer, article_id = on(answerers, NOTICE)

    questions = proven_examples(answerer, article_id, 3)

    assert len(questions) == 3
    assert questions[0] in {"谁主持召开了校庆大会？", "谁在体育馆介绍了学校的历史？"}
    for question in questions:
        reply = answerer.answer(question)
        assert isinstance(reply, Answer)
        assert reply.sentences[0].answer is not None or reply.items


def test_in_its_own_script(answerers: Assembly) -> None:
    """A text in Traditional is asked in Traditional."""
    answerer, article_id = on(answerers, "校長何明主持召開了校慶大會。\n學校歷史悠久。")

    assert proven_examples(answerer, article_id, 3) == ("誰主持召開了校慶大會？",)


@pytest.mark.parametrize("text", ["大家都很高兴。", "The dean opened the hall.", "第一章"])
def test_nothing_to_ask_for(answerers: Assembly, text: str) -> None:
    """Better no example than one that is not answered."""
    assert proven_examples(*on(answerers, text), 3) == ()


def test_without_a_tagger(tokenizer: JiebaTokenizer) -> None:
    """Nobody knows what a text names: there are none."""
    plain = Assembly(
        load_settings(None, {}), load_lexicon(), Tools(tokenizer), load_weights("full")
    )

    assert proven_examples(*on(plain, NOTICE), 3) == ()
