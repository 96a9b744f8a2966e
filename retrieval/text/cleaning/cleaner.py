"""Raw text → canonical text, with the way back and the metadata."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from retrieval.lexicon.cleaning import CleaningLexicon
from retrieval.model import Metadata
from retrieval.text.cleaning.characters import clean_characters
from retrieval.text.cleaning.headline import headline_of, known_headline, normal_title
from retrieval.text.cleaning.lines import lines_of, spans_without
from retrieval.text.cleaning.patterns import Patterns, patterns_of
from retrieval.text.cleaning.pinyin import strip_glued_pinyin
from retrieval.text.cleaning.summary import summary_spans
from retrieval.text.cleaning.telling import Field
from retrieval.text.cleaning.zones import furniture_of
from retrieval.text.mapping import MappedText

_NOTHING = Metadata()


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """A text after cleaning."""

    text: str
    """The canonical text: paragraphs joined by single line feeds."""
    map: MappedText
    """Leads from the canonical text back to the raw one."""
    metadata: Metadata


def clean(
    raw: str,
    lexicon: CleaningLexicon,
    *,
    detect_title: bool = True,
    told: Metadata = _NOTHING,
) -> Cleaned:
    """The article's own text without the page around it.

    Cleaning its own result changes nothing: one and the same step is
    taken until the text stays, and no step looks at anything but the text. A step
    never makes a text longer, so this ends.

    Args:
        raw: What a file or a message holds, decoded.
        lexicon: Words by which the page's furniture is known.
        detect_title: Whether headline lines become metadata.
        told: What is known of the article; the text adds what is missing. With a title,
            no other headline is looked for.
    """
    patterns = patterns_of(lexicon)
    mapped = MappedText.of(raw)
    metadata = told
    title = normal_title(told.title)
    while True:
        before = mapped.text
        mapped = strip_glued_pinyin(clean_characters(mapped))
        mapped, metadata, announced = _without_furniture(mapped, metadata, patterns)
        if detect_title:
            mapped, metadata = _without_headline(mapped, metadata, announced, title, patterns)
        mapped = mapped.delete(summary_spans(lines_of(mapped.text), patterns))
        if mapped.text == before:
            return Cleaned(mapped.text, mapped, metadata)


def _without_furniture(
    mapped: MappedText, metadata: Metadata, patterns: Patterns
) -> tuple[MappedText, Metadata, int]:
    """Also: how many of the lines that stay stand above the first that told something."""
    lines = lines_of(mapped.text)
    furniture = furniture_of(lines, patterns)
    above = range(furniture.first_telling or 0)
    return (
        mapped.delete(spans_without(lines, furniture.numbers)),
        _told(metadata, furniture.fields),
        sum(number not in furniture.numbers for number in above),
    )


def _told(metadata: Metadata, fields: Iterable[tuple[Field, str]]) -> Metadata:
    """What was told first stays; a date of an update counts where no other is told."""
    found = sorted(fields, key=lambda told: told[0] == "updated")
    for field, value in found:
        name = "published" if field == "updated" else field
        if name != "others" and getattr(metadata, name) is None:
            metadata = replace(metadata, **{name: value})
    return metadata


def _without_headline(
    mapped: MappedText, metadata: Metadata, announced: int, known: str | None, patterns: Patterns
) -> tuple[MappedText, Metadata]:
    """Headline lines to the metadata; further ones than the title to the deck.

    `known` is the title that was told, as its line would read.
    """
    lines = lines_of(mapped.text)
    headline = headline_of(lines, announced, patterns)
    if known:
        headline = known_headline(lines, headline, known)
    title = metadata.title or headline.title
    taken = [line.text for line in lines[: headline.taken] if line.text != (known or title)]
    deck = "\n".join(dict.fromkeys([*filter(None, [metadata.deck]), *taken])) or None
    return (
        mapped.delete(spans_without(lines, set(range(headline.taken)))),
        replace(metadata, title=title, deck=deck),
    )
