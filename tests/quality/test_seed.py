"""What must always hold on the seed article, one by one, and what the READMEs claim of it."""

import re
from functools import cache

import pytest
from click.testing import CliRunner

from bot.asking import Asking
from bot.assembly import assemble
from bot.catalogue import load_catalogue
from bot.cli.app import yuanju
from config.lexicon import load_lexicon
from config.loading import load_settings
from retrieval.replies import Answer, NoAnswer
from tests.repository.places import ROOT

_GLUE = re.compile(r"[\u4e00-\u9fff][(（][a-zà-ǜ]+[)）]")


@cache
def asking() -> Asking:
    """The default shelf of the default configuration."""
    settings = load_settings(None, {})
    assembly = assemble(settings, load_lexicon())
    return Asking.reading(assembly, load_catalogue(), "zh-Hans", settings.shelf.files)


def answers(question: str) -> list[str]:
    """The sentences shown, in document order."""
    asked = asking().ask(question)
    assert isinstance(asked.reply, Answer)
    return [quote.text for quote in asked.shown.quotes]


def test_who_attended() -> None:
    """The sentence that lists them all, from the first to the last."""
    (sentence,) = answers("谁参加了会议？")

    names = ["郭建平", "王建峰", "劉明祥", "呂琴紅", "曾曉斌", "趙斌"]
    assert all(name in sentence for name in names)


def test_which_facilities() -> None:
    """Both sentences that name some."""
    first, second = answers("參觀了哪些設施？")

    assert "裝調現場" in first
    assert "車間" in first
    assert "太原第一實驗室" in second
    assert "mini線" in second


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Who attended the meeting?", "谁参加了会议？"),
        ("Which facilities were visited?", "参观了哪些设施？"),
    ],
)
def test_lists_in_english(english: str, chinese: str) -> None:
    """The same items and sentences as in Chinese."""
    replies = [asking().ask(question).reply for question in (english, chinese)]
    first, second = (reply for reply in replies if isinstance(reply, Answer))
    assert first.items == second.items
    assert first.items
    assert {each.sentence for each in first.sentences} == {
        each.sentence for each in second.sentences
    }


def test_when() -> None:
    """The sentence with the day, though the headline repeats the question's words."""
    sentences = answers("朱晓东什么时候到2所调研？")

    assert sentences[0].startswith("5月24日")


def test_at_what_core() -> None:
    """Real text in brackets is kept."""
    (sentence,) = answers("2所以什么为核心推动半导体产业发展？")

    assert "國家第三代半導體技術創新中心(山西)" in sentence


def test_a_mayor_of_another_city() -> None:
    """Is not in the article, though a mayor is; the missing city is named."""
    asked = asking().ask("北京市长是谁？")

    assert isinstance(asked.reply, NoAnswer)
    assert "“北京”" in "".join(asked.shown.notes)


def test_no_glue_is_left_anywhere() -> None:
    """In no sentence that could ever be shown."""
    for article, _ in asking().articles():
        assert _GLUE.search(article.text) is None
        assert "(山西)" in article.text


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "docs/answers.md"])
def test_claimed_figures_are_measured(name: str) -> None:
    """What the pages say of the questions in `seed.yaml` is what the command counts."""
    file = ROOT / "tests" / "quality" / "seed.yaml"
    result = CliRunner().invoke(yuanju, ["evaluate", str(file)], env={"LC_ALL": "C"})
    row = next(line for line in result.stdout.splitlines() if "seed.yaml" in line)
    _, _, *figures = row.split()[1::2]

    page = (ROOT / name).read_text(encoding="utf-8")
    claimed = re.findall(r"\b\d+/\d+\b", page)

    assert claimed[: len(figures)] == figures
