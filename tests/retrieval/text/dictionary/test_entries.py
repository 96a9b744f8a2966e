"""What is taken from a line of CC-CEDICT, and what is left."""

import pytest

from retrieval.text.dictionary.entries import entries_of


def glosses(line: str) -> list[str]:
    """The glosses of the first entry of a line."""
    entry, *_ = entries_of(line)
    return [" ".join(gloss.words) for gloss in entry.glosses]


@pytest.mark.parametrize(
    ("meanings", "expected"),
    [
        ("to attend/to be present", ["attend", "present"]),
        ("the lamp; a lantern", ["lamp", "lantern"]),
        ("lamp (made of (thin) paper)", ["lamp"]),
        ("big, heavy lamp", ["big", "heavy lamp"]),
        ("to light sb's way/to light (sth)", ["light way", "light"]),
        ("lamp/CL:盞|盏[zhan3]", ["lamp"]),
        ("old variant of 燈|灯[deng1]/lamp", ["lamp"]),
        ("surname Deng/lamp/see also 燈籠|灯笼[deng1 long5]", ["lamp"]),
        ("see 燈籠|灯笼[deng1 long5]/lamp", ["lamp"]),
    ],
)
def test_glosses(meanings: str, expected: list[str]) -> None:
    """Split, without notes and references, without what every verb begins with."""
    assert glosses(f"燈 灯 [deng1] /{meanings}/") == expected


def test_the_more_meanings_the_less_each_weighs() -> None:
    """A word that means one thing means it more."""
    (one,) = entries_of("甲 甲 [jia3] /lamp/")
    (many,) = entries_of("乙 乙 [yi3] /lamp/bridge/boat/river/")

    assert one.glosses[0].weight == 1
    assert many.glosses[0].weight == pytest.approx(0.5)


def test_a_name_is_told_from_what_it_names() -> None:
    """A capital in the reading marks a name; what it is comes behind."""
    line = "青石市 青石市 [Qing1 shi2 Shi4] /Qingshi city in the north, Hebei/"

    assert glosses(line) == ["qingshi city in the north", "qingshi"]


def test_parts_of_a_foreign_name_are_names() -> None:
    """Where both sides have as many."""
    entries = list(entries_of("約翰·多伊 约翰·多伊 [Yue1 han4 · Duo1 yi1] /John Doe/"))

    assert [(entry.word, entry.glosses[0].words) for entry in entries] == [
        ("约翰·多伊", ("john", "doe")),
        ("约翰", ("john",)),
        ("多伊", ("doe",)),
    ]


@pytest.mark.parametrize("line", ["# CC-CEDICT", "#! version=1", "", "燈 灯 deng1 lamp"])
def test_other_lines_have_no_entry(line: str) -> None:
    """Comments, and whatever is no entry."""
    assert list(entries_of(line)) == []
