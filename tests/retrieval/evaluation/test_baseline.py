"""The naive baseline is as naive as it says."""

from retrieval.evaluation.baseline import NaiveRanker, naive_sentences


def test_sentences() -> None:
    """Closing quotes stay with their sentence; blank ones do not count."""
    text = "他说：“好！”走了。\n\n  \n还有；完"

    assert [span.of(text).strip() for span in naive_sentences(text)] == [
        "他说：“好！”",
        "走了。",
        "还有；",
        "完",
    ]


def test_ranking() -> None:
    """All sentences, the one with the rarest shared word first."""
    ranker = NaiveRanker(["馆长是林小梅", "新馆有三层", "儿童参加读书会"])

    ranked = ranker.rank("儿童读书会")

    assert ranked[0] == 2
    assert sorted(ranked) == [0, 1, 2]


def test_nothing_to_rank() -> None:
    """No sentence is no division by zero."""
    assert NaiveRanker([]).rank("谁？") == []
