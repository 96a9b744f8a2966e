"""The words by which questions are understood; Simplified and lower case throughout."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MetadataCues:
    """Words that ask for the page's own title, date, source or author."""

    article: tuple[str, ...]
    """Ways to name the article itself: 这篇文章, the article."""
    title: tuple[str, ...]
    published: tuple[str, ...]
    """Only together with a word from `time`: who published it is another question."""
    time: tuple[str, ...]
    source: tuple[str, ...]
    author: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionLexicon:
    """The words of a question that are not what is asked about."""

    function_words: tuple[str, ...]
    """Question words and particles: never searched while anything else is there."""
    which: tuple[str, ...]
    """Question words that the kind of the answer follows: 哪些 (设施), which (year)."""
    metadata: MetadataCues
