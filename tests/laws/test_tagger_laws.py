"""The laws of `Tagger`, for every implementation."""

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.model import Tag
from retrieval.models.tagger import LacTagger
from tests.laws.strategies import texts

EXAMPLES = settings(max_examples=60)


@EXAMPLES
@given(text=st.one_of(texts, st.text(max_size=60)))
def test_words_are_in_order_and_cover_what_is_seen(tagger: LacTagger, text: str) -> None:
    """No two overlap, and every character that is not blank is in one; every time."""
    words = tagger(text)

    covered = [place for word in words for place in range(word.span.start, word.span.end)]
    assert covered == sorted(set(covered))
    assert all(place in covered for place, character in enumerate(text) if not character.isspace())
    assert tagger(text) == words


def test_both_scripts_get_the_same_tags(tagger: LacTagger) -> None:
    """The network only knows Simplified; a Traditional text is folded for it."""
    simplified, traditional = "刘明祥参加会议。", "劉明祥參加會議。"

    assert tagger(simplified) == tagger(traditional)


def test_people_places_and_times_are_told(tagger: LacTagger) -> None:
    """The four that questions ask for most."""
    text = "5月24日，朱晓东到山西省太原市的中国人民银行调研。"

    named = {word.span.of(text): word.tag for word in tagger(text)}

    assert named["朱晓东"] is Tag.PERSON
    assert named["5月24日"] is Tag.TIME
    assert named["中国人民银行"] is Tag.ORGANISATION
