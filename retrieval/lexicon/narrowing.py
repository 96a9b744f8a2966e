"""Words by which a question says in which article to look; Simplified and lower case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NarrowingWords:
    """What stands around the title or the date of an article, where a question names one."""

    nouns: tuple[str, ...]
    """What an article is: 报道, 通知. A word for its text, not for a book or a film."""
    pointing: tuple[str, ...]
    """Words with which such a noun points at one article: 这篇, 那条."""
    short: tuple[str, ...]
    """Nouns that need no pointing: 一文."""
    issued: tuple[str, ...]
    """Verbs between a date and such a noun: 发布."""
    before: tuple[str, ...]
    """Prepositions: 在, 根据."""
    relying: tuple[str, ...]
    """Those that need nothing behind the name: 根据《…》, …."""
    inside: tuple[str, ...]
    """What stands behind a text that is looked into: 里, 中."""
    says: tuple[str, ...]
    """Verbs that a text may have: 说, 提到."""
    about: tuple[str, ...]
    """What stands before what an article is about: 关于."""
    english_nouns: tuple[str, ...]
    english_before: tuple[str, ...]
    """Prepositions: in, according to."""
    english_of: tuple[str, ...]
    """What stands between a noun and a title or a date: titled, of."""
