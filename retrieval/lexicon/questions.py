"""The words by which questions are understood; Simplified and lower case throughout."""

from dataclasses import dataclass

from retrieval.lexicon.contrasts import ContrastWords
from retrieval.lexicon.kinds import KindLexicon
from retrieval.lexicon.narrowing import NarrowingWords


@dataclass(frozen=True, slots=True)
class FieldCues:
    """Words that ask for one field of the page itself."""

    nouns: tuple[str, ...]
    """Words that name the field: 来源, title."""
    noun_asks: tuple[str, ...]
    """Question words beside a noun; with any other one (为什么, 几) it is not asked for."""
    verbs: tuple[str, ...]
    """Words that ask for it only beside a word for the article: 来自, called."""
    verb_asks: tuple[str, ...]
    """Question words before or behind a verb."""


@dataclass(frozen=True, slots=True)
class MetadataCues:
    """Words that ask for the page's own title, date, source or author."""

    article: tuple[str, ...]
    """Words for the article itself: 文章, the article."""
    fillers: tuple[str, ...]
    """What may stand between them; no other word may."""
    title: FieldCues
    published: FieldCues
    source: FieldCues
    author: FieldCues


@dataclass(frozen=True, slots=True)
class Counted:
    """Question words that stand before a unit, with or without a space: 几 (天), 哪 (家)."""

    words: tuple[str, ...]
    units: tuple[str, ...]

    def phrases(self) -> dict[str, str]:
        """Every word with every unit, and that unit."""
        return {word + unit: unit for word in self.words for unit in self.units}


@dataclass(frozen=True, slots=True)
class QuestionLexicon:
    """The words of a question that are not what is asked about."""

    function_words: tuple[str, ...]
    """Question words and particles: never searched while anything else is there."""
    quantities: tuple[Counted, ...]
    """Questions for a number or a time: 几天, 多少名, 哪一年."""
    which: Counted
    """Questions that the kind of the answer follows: 哪些 (设施), 哪两家 (公司)."""
    which_words: tuple[str, ...]
    """The same without a unit: which (year)."""
    kinds: KindLexicon
    contrasts: ContrastWords
    narrowing: NarrowingWords
    metadata: MetadataCues

    def quantity_units(self) -> dict[str, str]:
        """Every question for a number or a time, and the unit in it."""
        return {
            phrase: unit
            for counted in self.quantities
            for phrase, unit in counted.phrases().items()
        }

    def which_phrases(self) -> frozenset[str]:
        """Every question that the kind of the answer follows."""
        return frozenset(self.which.phrases()) | frozenset(self.which_words)
