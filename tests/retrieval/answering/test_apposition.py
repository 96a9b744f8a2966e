"""Who bears a post."""

from dataclasses import replace

import pytest

from retrieval.answering.apposition import post_asked_for
from retrieval.answering.question import QuestionAnalyser
from retrieval.lexicon import Lexicon
from retrieval.model import Article
from retrieval.models.encoder import UseEncoder
from retrieval.protocols import Tools
from retrieval.replies import Answer
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import answerer_on


@pytest.mark.parametrize(
    ("question", "post"),
    [
        ("谁是党委书记？", "党委书记"),
        ("黨委書記是誰？", "党委书记"),
        ("谁担任总经理？", "总经理"),
        ("谁主持开幕式？", None),
        ("母亲是谁？", None),
        ("党委书记是哪年上任的？", None),
    ],
)
def test_the_post(
    tokenizer: JiebaTokenizer, lexicon: Lexicon, question: str, post: str | None
) -> None:
    """Only in a question for who it is, and only a noun long enough to be one."""
    assert post_asked_for(QuestionAnalyser(lexicon.question, tokenizer).analyse(question)) == post


def test_the_sentence_that_names_the_bearer(
    tools: Tools, encoder: UseEncoder, lexicon: Lexicon
) -> None:
    """It comes before one that repeats more of the question's words."""
    article = Article(
        "news",
        "5月24日,忻州市委书记朱晓东到二所调研。忻州市委常委、秘书长张文伟,市委常委、"
        "副市长温建军,忻州区党委书记、主任张宇光一同调研。\n"
        "在所长唐景庭、党委书记王俊峰的陪同下,朱晓东参观了车间。",
    )

    reply = answerer_on(replace(tools, encoder=encoder), lexicon, article).answer(
        "谁是二所的党委书记？"
    )

    assert isinstance(reply, Answer)
    assert reply.sentences[0].sentence.text.startswith("在所长唐景庭、党委书记王俊峰")
    assert reply.sentences[0].signals["bearer_named"] == 1.0
