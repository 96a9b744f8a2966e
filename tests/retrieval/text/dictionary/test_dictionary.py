"""Chinese for English words, and for Chinese ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.text.dictionary.dictionary import Dictionary
from retrieval.text.dictionary.english import english_words
from retrieval.text.dictionary.entries import Entry, entries_of
from retrieval.text.dictionary.storing import open_tables
from retrieval.text.dictionary.tables import Tables, tabulated

LINES = [
    "燈 灯 [deng1] /lamp/light/lantern/",
    "燈籠 灯笼 [deng1 long5] /lantern/",
    "光 光 [guang1] /light/ray/",
    "光線 光线 [guang1 xian4] /light/ray/",
    "燈塔 灯塔 [deng1 ta3] /lighthouse/light tower/",
    "塔 塔 [ta3] /tower/pagoda/",
    "會見 会见 [hui4 jian4] /to meet/",
    "會議 会议 [hui4 yi4] /meeting/conference/",
    "看守人 看守人 [kan1 shou3 ren2] /keeper of the light tower/",
]


def small_entries() -> Iterator[Entry]:
    """A dictionary of a few words."""
    return (entry for line in LINES for entry in entries_of(line))


@pytest.fixture(scope="module")
def small() -> Dictionary:
    """It can be asked."""
    return Dictionary(lambda: Tables(tabulated(small_entries())))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Dictionary:
    """CC-CEDICT."""
    folder = tmp_path_factory.mktemp("cache")
    return Dictionary(lambda: open_tables(folder))


def translated(dictionary: Dictionary, question: str) -> dict[str, list[str]]:
    """Each phrase of the question with its candidates."""
    words = english_words(question)
    return {
        " ".join(words[found.start : found.end]): [one.word for one in found.candidates]
        for found in dictionary.translations(words)
    }


def test_the_longest_phrase_goes_first_and_its_words_follow(small: Dictionary) -> None:
    """A text may use the one or the other."""
    found = translated(small, "Who built the light towers?")

    assert list(found) == ["light towers", "light", "towers"]
    assert found["light towers"] == ["灯塔"]


def test_a_gloss_that_is_the_word_beats_one_that_holds_it(small: Dictionary) -> None:
    """And a word that means little else beats one that means much."""
    assert translated(small, "lantern")["lantern"] == ["灯笼", "灯"]
    assert translated(small, "tower")["tower"] == ["塔", "灯塔", "看守人"]


def test_the_form_that_was_asked_for_is_best(small: Dictionary) -> None:
    """Meeting and meet share a stem."""
    assert translated(small, "a meeting")["meeting"] == ["会议", "会见"]
    assert translated(small, "to meet")["meet"] == ["会见", "会议"]


def test_weights_are_shares(small: Dictionary) -> None:
    """Above 0, at most 1, best first."""
    for found in small.translations(english_words("the meeting at the light tower")):
        weights = [candidate.weight for candidate in found.candidates]
        assert weights == sorted(weights, reverse=True)
        assert all(0 < weight <= 1 for weight in weights)


@pytest.mark.parametrize("question", ["", "who is it", "xyzzy", "谁？", "of the"])
def test_what_the_dictionary_lacks_is_left_out(small: Dictionary, question: str) -> None:
    """Function words mean nothing alone."""
    assert translated(small, question) == {}


def test_synonyms_share_a_meaning(small: Dictionary) -> None:
    """In both scripts; a single character is none of a longer word."""
    assert small.synonyms("光線") == small.synonyms("光线") == ()
    assert set(small.synonyms("光")) == {"光线", "灯"}
    assert small.synonyms("灯塔") == ()
    assert small.synonyms("没有的词") == ()


def test_the_shipped_dictionary_knows_everyday_words(shipped: Dictionary) -> None:
    """Verbs in any form, compounds, and foreign names."""
    found = translated(shipped, "Which reporters attended the conference at Newton's observatory?")

    assert "记者" in found["reporters"]
    assert "出席" in found["attended"]
    assert "会议" in found["conference"]
    assert "牛顿" in found["newton"]
    assert "天文台" in found["observatory"]


def test_the_shipped_dictionary_knows_synonyms(shipped: Dictionary) -> None:
    """A dozen at most."""
    assert "参加" in shipped.synonyms("出席")
    assert "建造" in shipped.synonyms("修建")
    assert len(shipped.synonyms("美丽")) <= 12


def test_the_cache_says_the_same(tmp_path: Path) -> None:
    """Built, written, and read again; also after somebody damaged it."""
    built: list[str] = []

    def entries() -> Iterator[Entry]:
        built.append("once more")
        return small_entries()

    def answer() -> dict[str, list[str]]:
        return translated(Dictionary(lambda: open_tables(tmp_path, entries)), "a light tower")

    first = answer()
    assert (answer(), len(built)) == (first, 1)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:1_000])
    assert (answer(), len(built)) == (first, 2)
    assert (answer(), len(built)) == (first, 2)


def test_works_without_a_cache(tmp_path: Path) -> None:
    """Where the folder cannot be made, or none is given."""
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")

    for folder in (blocked / "cache", None):
        assert open_tables(folder, small_entries).words.find("灯塔") is not None


def test_it_is_opened_at_the_first_question() -> None:
    """Nobody pays for a dictionary that is not needed; and once for one that is."""
    opened: list[Tables] = []

    def open_small() -> Tables:
        opened.append(open_tables(None, small_entries))
        return opened[-1]

    dictionary = Dictionary(open_small)

    assert not opened
    dictionary.translations(["lamp"])
    dictionary.synonyms("灯")
    assert len(opened) == 1
