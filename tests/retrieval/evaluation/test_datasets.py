"""SQuAD's format."""

from typing import Any

import pytest

from retrieval.evaluation.datasets import Context, DatasetError, LabelledQuestion, parse_squad
from retrieval.model import Span


def document(**question: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON may hold
    """One context with one question."""
    asked = {"id": 7, "question": "谁？", "answers": [{"text": "甲", "answer_start": 0}] * 2}
    paragraph = {"context": "甲来了。", "qas": [{**asked, **question}]}
    return {"data": [{"title": "甲", "paragraphs": [paragraph]}]}


def test_a_question() -> None:
    """Each accepted place once."""
    (context,) = parse_squad(document())

    assert context == Context(
        "甲", "甲来了。", (LabelledQuestion("7", "谁？", (Span(0, 1),), impossible=False),)
    )


def test_an_answer_that_stands_nowhere() -> None:
    """CMRC 2018 has some; the question stays, and no sentence is right."""
    answers = [{"text": "乙", "answer_start": -1}]

    (context,) = parse_squad(document(answers=answers))

    assert context.questions == (LabelledQuestion("7", "谁？", (), impossible=False),)


def test_an_impossible_question() -> None:
    """Its plausible answers are none."""
    (context,) = parse_squad(document(is_impossible=True))

    assert context.questions == (LabelledQuestion("7", "谁？", (), impossible=True),)


def test_entries_without_titles_are_articles_of_their_own() -> None:
    """So that another title's context can be found."""
    both = document()["data"] * 2
    for entry in (both := [dict(entry) for entry in both]):
        del entry["title"]

    assert [context.title for context in parse_squad({"data": both})] == ["0", "1"]


@pytest.mark.parametrize("broken", [None, [], {}, {"data": [{}]}, document(answers=None)])
def test_another_format(broken: object) -> None:
    """Said as such."""
    with pytest.raises(DatasetError, match="not in SQuAD's format"):
        parse_squad(broken)
