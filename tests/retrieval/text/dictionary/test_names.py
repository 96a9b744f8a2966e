"""Names in pinyin are found in Chinese text."""

import pytest

from retrieval.text.dictionary.names import Sounds, names_in

TEXT = "气象台台长吕秋虹陪同欧阳海兰考察西安和吉林，单晓东、马慧腾没有到场。李娜说：我们到了。"


def found(question: str, text: str = TEXT) -> dict[str, list[str]]:
    """The question's names that stand in the text, and the characters there."""
    named = Sounds(text).named(names_in(question))
    return {
        name.span.of(question): [span.of(text) for span in spans] for name, spans in named.items()
    }


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Did Ouyang Hailan come?", {"Ouyang Hailan": ["欧阳海兰"]}),
        ("Did Hailan Ouyang come?", {"Hailan Ouyang": ["欧阳海兰"]}),
        ("what did ma huiteng say", {"ma huiteng": ["马慧腾"]}),
        ("Who visited Xi'an?", {"Xi'an": ["西安"]}),
        ("Who visited Xi’an or Jilin?", {"Xi’an": ["西安"], "Jilin": ["吉林"]}),
        ("Who visited Xian?", {"Xian": ["西安"]}),
        ("Did Lü Qiuhong speak?", {"Lü Qiuhong": ["吕秋虹"]}),
        ("Did Lyu Qiu-hong speak?", {"Lyu Qiu-hong": ["吕秋虹"]}),
        ("Did Lv Qiuhong speak?", {"Lv Qiuhong": ["吕秋虹"]}),
        ("Did Lǚ Qiūhóng speak?", {"Lǚ Qiūhóng": ["吕秋虹"]}),
        ("What did Qiuhong see?", {"Qiuhong": ["秋虹"]}),
        ("What did Li Na say?", {"Li Na": ["李娜"]}),
    ],
)
def test_a_name_is_found(question: str, expected: dict[str, list[str]]) -> None:
    """Surname first or last, with and without tones, apostrophe, hyphen and capitals."""
    assert found(question) == expected


def test_a_character_has_several_readings() -> None:
    """单 is Shan as a surname and dan elsewhere: both find it."""
    assert found("Was Shan Xiaodong there?") == {"Shan Xiaodong": ["单晓东"]}
    assert found("Was Dan Xiaodong there?") == {"Dan Xiaodong": ["单晓东"]}


def test_both_scripts_are_read_alike() -> None:
    """The article's own glyphs are looked at."""
    assert found("Did Lu Qiuhong speak?", "臺長呂秋虹發言。") == {"Lu Qiuhong": ["呂秋虹"]}


def test_every_place_is_told_in_order() -> None:
    """As often as the name stands there."""
    text = "西安的夏天长，西安的冬天短。"

    (name,) = names_in("Xi'an")

    assert [span.start for span in Sounds(text).spans(name)] == [0, 7]


@pytest.mark.parametrize(
    "question",
    ["what do women say", "Where is London?", "Who?", "Li, Na", "我们 went", "", "X" * 3_000],
)
def test_other_words_are_no_names(question: str) -> None:
    """Lower-case words that happen to be pinyin, foreign names, marks between, rubbish."""
    assert found(question) == {}


@pytest.mark.parametrize("word", ["an" * 500, "xi'" * 500 + "an", "a" * 1_000, "Anan " * 200])
def test_no_word_takes_long(word: str) -> None:
    """A word that can be split in very many ways is given up."""
    assert all(len(name.readings) <= 8 for name in names_in(word))
