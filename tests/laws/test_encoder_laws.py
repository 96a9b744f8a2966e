"""The laws of `Encoder`, for every implementation."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from retrieval.models.encoder import UseEncoder
from tests.laws.strategies import texts

EXAMPLES = settings(max_examples=60)
ROUNDING = 1e-5
"""The same sums in another order."""


@EXAMPLES
@given(batch=st.lists(st.one_of(texts, st.text(max_size=60)), max_size=6))
def test_vectors_have_length_one(encoder: UseEncoder, batch: list[str]) -> None:
    """One row a text, none for none; also for empty texts and broken characters."""
    vectors = encoder.encode(batch)

    assert vectors.dtype == np.float32
    assert vectors.shape == (len(batch), encoder.dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=ROUNDING)


@EXAMPLES
@given(text=texts, others=st.lists(texts, max_size=4))
def test_company_makes_no_difference(encoder: UseEncoder, text: str, others: list[str]) -> None:
    """A text has the same vector alone and among others, first or last; every time."""
    alone = encoder.encode([text])

    assert np.array_equal(encoder.encode([text]), alone)
    assert np.allclose(encoder.encode([text, *others])[0], alone[0], atol=ROUNDING)
    assert np.allclose(encoder.encode([*others, text])[-1], alone[0], atol=ROUNDING)


def test_broken_characters_are_read(encoder: UseEncoder) -> None:
    """Half a surrogate pair, as a cut text may end in, is one unknown character."""
    vectors = encoder.encode(["气象站\ud83d", "气象站?"])

    assert np.array_equal(vectors[0], vectors[1])


def test_both_scripts_agree(encoder: UseEncoder) -> None:
    """Traditional text is folded before it is read."""
    vectors = encoder.encode(["气象站建在山顶上。", "氣象站建在山頂上。"])

    assert np.array_equal(vectors[0], vectors[1])


def test_a_question_lies_near_its_answer_in_another_language(encoder: UseEncoder) -> None:
    """What the encoder is for: English on one side, Chinese on the other."""
    answer, other = "气象站建在海拔两千米的山顶上。", "食堂星期天不供应早餐。"

    question, near, far = encoder.encode(["Where was the weather station built?", answer, other])

    assert _cosine(question, near) > _cosine(question, far) + 0.2


def test_a_text_without_end_is_read(encoder: UseEncoder) -> None:
    """A line of a megabyte takes no more memory than a page."""
    endless = "数据" * 500_000

    assert np.array_equal(encoder.encode([endless]), encoder.encode([endless[:1_000]]))


def _cosine(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Of two vectors of length 1."""
    return float(one @ other)
