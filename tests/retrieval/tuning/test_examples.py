"""Labelled questions as the networks see them."""

import numpy as np
import pytest

from retrieval.answering.question import QuestionAnalyser
from retrieval.evaluation.datasets import Context, LabelledQuestion
from retrieval.evaluation.measuring import CleanedContext
from retrieval.lexicon import Lexicon
from retrieval.model import Article, Span
from retrieval.models.encoder import UseEncoder
from retrieval.models.tagger import LacTagger
from retrieval.protocols import Tools
from retrieval.text.mapping import MappedText
from retrieval.text.tokenizing import JiebaTokenizer
from retrieval.tuning.examples import SIGNALS, Example, ExampleMaker
from retrieval.tuning.glossing import Glosser, Translator
from tests.retrieval.answering.shelves import PARAMETERS

TEXTS = ("大桥昨日通车。王立新设计了大桥。高远讲话。", "新馆去年开放。馆长是林小梅。")
PLACE = TEXTS[0].index("王立新")
ASKED = LabelledQuestion("1", "谁设计了大桥？", (Span(PLACE, PLACE + 3),), impossible=False)
IMPOSSIBLE = LabelledQuestion("2", "谁拆了大桥？", (), impossible=True)


@pytest.fixture
def maker(
    tokenizer: JiebaTokenizer, tagger: LacTagger, encoder: UseEncoder, lexicon: Lexicon
) -> ExampleMaker:
    """A maker with all of the real tools."""
    return maker_with(Tools(tokenizer, tagger, encoder), lexicon)


def maker_with(tools: Tools, lexicon: Lexicon) -> ExampleMaker:
    """A maker with an empty dictionary."""
    analyser = QuestionAnalyser(lexicon.question, tools.tokenizer)
    translator = Translator(Glosser((), 1), analyser.analyse, 1)
    return ExampleMaker(tools, analyser, translator, PARAMETERS, 1)


def made(maker: ExampleMaker, *questions: LabelledQuestion) -> list[tuple[int, Example]]:
    """The examples of a first context with these questions, and a second one."""
    contexts = [Context("a", TEXTS[0], questions), Context("b", TEXTS[1], ())]
    cleaned = [
        CleanedContext(Article(context.title, context.text), MappedText.of(context.text))
        for context in contexts
    ]
    return list(maker.of(contexts, cleaned))


def test_a_question_comes_with_its_sentence_and_its_answer(maker: ExampleMaker) -> None:
    """Each array has a row for each piece or sentence, and the answer lies in the right one."""
    number, example = made(maker, ASKED)[0]
    assert number == 0
    assert example.right == (1,)
    assert example.signals.shape == (3, len(SIGNALS))
    assert example.sentences[list(example.begins)].tolist() == [1]
    assert example.begins[0] <= example.ends[0]
    assert len(example.pieces) == len(example.sentences) == len(example.tags)


def test_an_impossible_question_teaches_nothing(maker: ExampleMaker) -> None:
    """There is no sentence to find."""
    assert made(maker, IMPOSSIBLE) == []


def test_some_come_again_in_another_language_or_blind(maker: ExampleMaker) -> None:
    """With the same sentence to find, by fewer words."""
    examples = [example for _, example in made(maker, *[ASKED] * 40)]
    assert 40 < len(examples) < 80
    assert all(example.right == (1,) for example in examples)
    coverage = [example.signals[1, SIGNALS.index("coverage")] for example in examples]
    assert min(coverage) < max(coverage)
    assert len({example.question.tobytes() for example in examples}) > 1


def test_as_many_come_again_as_is_said(maker: ExampleMaker) -> None:
    """A quarter once more, blind, with half of their words; 35 % in another language."""
    asked = 400
    examples = [example for _, example in made(maker, *[ASKED] * asked)]
    plain = examples[0].question.tobytes()
    own = [example for example in examples if example.question.tobytes() == plain]
    coverage = np.array([example.signals[1, SIGNALS.index("coverage")] for example in own])
    hidden = 1 - coverage / coverage.max()

    assert (len(own) - asked) / asked == pytest.approx(0.25, abs=0.06)
    assert (len(examples) - len(own)) / asked == pytest.approx(0.35, abs=0.06)
    assert hidden.sum() / (len(own) - asked) == pytest.approx(0.5, abs=0.1)


def test_the_encoder_is_needed(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> None:
    """Without it there is nothing to read."""
    with pytest.raises(ValueError, match="encoder"):
        maker_with(Tools(tokenizer), lexicon)


def test_the_tagger_may_be_off(
    tokenizer: JiebaTokenizer, encoder: UseEncoder, lexicon: Lexicon
) -> None:
    """Pieces have no tags then; what is right is the same."""
    _, example = made(maker_with(Tools(tokenizer, encoder=encoder), lexicon), ASKED)[0]

    assert not example.tags.any()
    assert example.right == (1,)
