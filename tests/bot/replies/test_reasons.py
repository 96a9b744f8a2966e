"""Why a reply, in words for people."""

import pytest

from bot.catalogue import load_catalogue
from bot.replies.reasons import certainty, heading, runner_up, word_line
from retrieval.model import Span
from retrieval.replies import FoundWord
from tests.bot.replies.examples import (
    ANSWER,
    DECLINED,
    METADATA_ANSWER,
)

CATALOGUE = load_catalogue()
WORDS = CATALOGUE["zh-Hans"]
QUESTION = "医院的馆长？"
HOSPITAL = FoundWord(Span(0, 2), 0.604, (), on_shelf=False)
DIRECTOR = FoundWord(Span(3, 5), 0.396, ("馆长", "館長"), on_shelf=True)
ELSEWHERE = FoundWord(Span(3, 5), 0.396, (), on_shelf=True)


@pytest.mark.parametrize(
    ("word", "language", "line"),
    [
        (HOSPITAL, "zh-Hans", "问题里的“医院”（占 60%）：文章里没有"),
        (DIRECTOR, "zh-Hans", "问题里的“馆长”（占 40%）：句中有“馆长”“館長”"),
        (ELSEWHERE, "zh-Hant", "問題裡的「馆长」（佔 40%）：這裡沒有，別的句子裡有"),
        (DIRECTOR, "en", "“馆长” (40% of the question): the text has “馆长”, “館長”"),
    ],
)
def test_a_word(word: FoundWord, language: str, line: str) -> None:
    """As the question has it, with its weight, and what the text has for it."""
    assert word_line(word, QUESTION, CATALOGUE[language]) == line


def test_the_runner_up() -> None:
    """Is told by what it has of the question, or that it has nothing of it."""
    assert runner_up([HOSPITAL, DIRECTOR], QUESTION, WORDS) == (
        "排在下一位的句子，有问题里的“馆长”："
    )
    assert runner_up([HOSPITAL], QUESTION, WORDS) == WORDS.views.runner_up_without


def test_how_sure() -> None:
    """In percent, beside what is needed."""
    assert certainty(ANSWER, 0.1, WORDS) == "把握 90%，达到 10% 才回答。"


def test_what_is_explained() -> None:
    """An answer, or that there is none."""
    assert heading(ANSWER, WORDS) == heading(METADATA_ANSWER, WORDS) == WORDS.views.why
    assert heading(DECLINED, WORDS) == WORDS.views.why_not
