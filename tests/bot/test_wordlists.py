"""Entries of a word list as people write them."""

import pytest

from bot.catalogue import load_catalogue
from bot.wordlists import Mistake, Problem, WordListError, changed, mistakes_told
from retrieval.answering.wordlist import NO_WORDS, WordList

WORDS = load_catalogue()["zh-Hans"]
LISTED = WordList((("村支书", "村党支部书记"), ("全过程人民民主",)))


@pytest.mark.parametrize(
    ("text", "groups", "told"),
    [
        ("全过程人民民主", [("全过程人民民主",)], "已加入：全过程人民民主"),
        (
            "村支书 = 村党支部书记 ＝ 支书",
            [("村支书", "村党支部书记", "支书")],
            "已加入：村支书 = 村党支部书记 = 支书",
        ),
        ("  data   base=資料庫 ", [("data base", "資料庫")], "已加入：data base = 資料庫"),
        ("甲乙 = 甲乙", [("甲乙",)], "已加入：甲乙"),
        ("# 注释\n\n甲乙", [("甲乙",)], "已加入：甲乙"),
    ],
)
def test_entries(text: str, groups: list[tuple[str, ...]], told: str) -> None:
    """A word alone, or several that mean the same; told word for word."""
    words, done = changed(NO_WORDS, text)

    assert list(words.groups) == groups
    assert [each.told(WORDS.wordlist) for each in done] == [told]


@pytest.mark.parametrize(
    ("text", "left", "told"),
    [
        ("-全過程人民民主", [("村支书", "村党支部书记")], "已去掉：全过程人民民主"),
        ("－ 村支书", [("全过程人民民主",)], "已去掉：村支书"),
        ("村支書", list(LISTED.groups), "词表里已经有：村支书 = 村党支部书记"),
        (
            "支书 = 村支书",
            [("全过程人民民主",), ("村支书", "村党支部书记", "支书")],
            "已加入：村支书 = 村党支部书记 = 支书",
        ),
    ],
)
def test_changes_of_a_list(text: str, left: list[tuple[str, ...]], told: str) -> None:
    """In either script; what is told is what stands on the list."""
    words, done = changed(LISTED, text)

    assert list(words.groups) == left
    assert [each.told(WORDS.wordlist) for each in done] == [told]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("甲乙 =", Problem.EMPTY),
        ("=", Problem.EMPTY),
        ("？！", Problem.EMPTY),
        ("-", Problem.UNKNOWN),
        ("-没有", Problem.UNKNOWN),
        ("甲", Problem.TOO_SHORT),
        ("甲乙 = 丙", Problem.TOO_SHORT),
        ("长" * 31, Problem.TOO_LONG),
    ],
)
def test_entries_that_cannot_be(entry: str, problem: Problem) -> None:
    """Each says why, with the line, and nothing is changed, whatever the others are."""
    with pytest.raises(WordListError) as error:
        changed(LISTED, f"对的词\n{entry}")

    (mistake,) = error.value.mistakes
    assert (mistake.line, mistake.problem) == (2, problem)
    assert mistake.told(WORDS.wordlist)


def test_a_full_list() -> None:
    """The two hundredth word is taken, the next one is not, and one may be taken out."""
    full = WordList(tuple((f"词语{number}",) for number in range(199)))
    words, _ = changed(full, "最后一个")
    assert len(words) == 200

    with pytest.raises(WordListError) as error:
        changed(words, "再来一个")
    assert "200" in mistakes_told(error.value, WORDS)

    words, _ = changed(words, "-词语0\n再来一个")
    assert len(words) == 200


def test_all_mistakes_are_told() -> None:
    """Of one entry without a line, of several each with its own, of a file always."""
    mistakes = [Mistake(2, Problem.UNKNOWN, "没有"), Mistake(5, Problem.TOO_SHORT, "甲")]

    several = mistakes_told(WordListError(mistakes), WORDS)
    one = mistakes_told(WordListError(mistakes[:1]), WORDS)
    in_file = mistakes_told(WordListError(mistakes[:1]), WORDS, in_file=True)

    assert several.splitlines() == [
        "第 2 行：词表里没有“没有”。",
        "第 5 行：“甲”太短：至少 2 个字。",
    ]
    assert one == "词表里没有“没有”。"
    assert in_file == "第 2 行：词表里没有“没有”。"
