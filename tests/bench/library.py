"""A large library out of real text: sentences put together anew, by a seed.

Analysing 100,000 sentences takes minutes, so only real ones are: what was read in them is
put together as they are. In each article other characters stand for those of names, and
other digits, as if it were about others; and vectors are moved a little.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.analysis import TAG_NUMBERS, Analysis
from retrieval.analysis.columns import Column, Numbers, Sentences, Vocabulary
from retrieval.analysis.prints import letters_of, prints_of
from retrieval.analysis.reading import folded
from retrieval.model import Article, Metadata, Sentence, Span, Tag
from retrieval.replies import MetadataField
from retrieval.text.scripts import fold_in_place

Analysed = tuple[Article, Analysis]

_LENGTHS = (10, 20, 40, 80)
"""Sentences of an article, by chance."""
_OF_A_PARAGRAPH = 5
_MOVED = 0.2
"""How far vectors of length 1 are moved, before they are made of length 1 again."""
_NAMES = [TAG_NUMBERS[tag] for tag in (Tag.PERSON, Tag.PLACE, Tag.ORGANISATION)]
_MOSTLY = 0.5
"""Share of a character's uses that are in names, from which it is exchanged for another."""
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A real sentence."""

    analysis: Analysis
    number: int


def recombined(real: Sequence[Analysed], sentences: int, seed: int) -> Iterator[Analysed]:
    """Articles of `sentences` in all, which are those of `real` in chance order."""
    chance = random.Random(seed)
    pool = [
        Drawn(analysis, number)
        for _, analysis in real
        for number in range(len(analysis.sentences))
    ]
    exchanged = name_characters(real)
    made = 0
    while made < sentences:
        count = min(chance.choice(_LENGTHS), sentences - made)
        drawn = chance.choices(pool, k=count)
        yield _article(f"m{seed}-{made}", drawn, _exchange(exchanged, chance), chance)
        made += count


def name_characters(real: Sequence[Analysed]) -> list[str]:
    """The characters that stand in names more often than elsewhere."""
    named, everywhere = Counter[str](), Counter[str]()
    for _, analysis in real:
        for number, sentence in enumerate(analysis.sentences):
            folded = fold_in_place(sentence.text)
            everywhere.update(folded)
            for start, end, tag in analysis.tags.of(number, number + 1).tolist():
                if tag in _NAMES:
                    named.update(folded[start:end])
    return sorted(
        character
        for character, count in named.items()
        if character.isalpha() and count > _MOSTLY * everywhere[character]
    )


def _exchange(characters: Sequence[str], chance: random.Random) -> Mapping[int, str]:
    table = dict(zip(characters, chance.sample(characters, len(characters)), strict=True))
    table |= dict(zip(_DIGITS, chance.sample(_DIGITS, len(_DIGITS)), strict=True))
    return {ord(one): other for one, other in table.items()}


def _article(
    name: str, drawn: Sequence[Drawn], table: Mapping[int, str], chance: random.Random
) -> Analysed:
    texts = [each.analysis.sentences[each.number].text.translate(table) for each in drawn]
    sentences: list[Sentence] = []
    lines: list[str] = []
    at = 0
    for paragraph, first in enumerate(range(0, len(texts), _OF_A_PARAGRAPH), 1):
        for number, text in enumerate(texts[first : first + _OF_A_PARAGRAPH], 1):
            sentences.append(Sentence(name, paragraph, number, Span(at, at + len(text)), text))
            at += len(text)
        lines.append("".join(texts[first : first + _OF_A_PARAGRAPH]))
        at += 1
    text = "\n".join(lines)
    day = f"20{chance.randrange(10, 25)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
    article = Article(name, text, Metadata(title=texts[0][:20], published=day))
    return article, _analysis(article, drawn, sentences, table, chance)


def _analysis(
    article: Article,
    drawn: Sequence[Drawn],
    sentences: Sequence[Sentence],
    table: Mapping[int, str],
    chance: random.Random,
) -> Analysis:
    vocabulary: dict[str, int] = {}
    terms = [_terms(each, table, vocabulary) for each in drawn]
    pieces = [
        each.analysis.pieces.of(each.number, each.number + 1)
        for each in drawn
        if each.analysis.pieces is not None
    ]
    vectors = [
        each.analysis.vectors[each.number] for each in drawn if each.analysis.vectors is not None
    ]
    packed, numbers = Vocabulary.of(vocabulary)
    return Analysis(
        Sentences.of(article, sentences),
        folded(article.text, sentences),
        packed,
        _column([numbers[rows] for rows in terms]),
        _column([each.analysis.tags.of(each.number, each.number + 1) for each in drawn]),
        _column(pieces) if pieces else None,
        _moved(np.stack(vectors), chance) if vectors else None,
        {MetadataField.TITLE: numbers[terms[0][:20, 0]]},
        prints_of(letters_of(article.text)),
    )


def _terms(each: Drawn, table: Mapping[int, str], vocabulary: dict[str, int]) -> Numbers:
    known = each.analysis.vocabulary.terms
    numbers = each.analysis.terms.of(each.number, each.number + 1)[:, 0].tolist()
    found = [known[number].translate(table) for number in numbers]
    return np.array(
        [[vocabulary.setdefault(term, len(vocabulary))] for term in found], dtype=np.int32
    ).reshape(-1, 1)


def _column(rows: Sequence[Numbers]) -> Column:
    bounds = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    return Column(np.concatenate(rows), bounds)


def _moved(vectors: NDArray[np.float16], chance: random.Random) -> NDArray[np.float16]:
    generator = np.random.default_rng(chance.randrange(2**32))
    moves = generator.standard_normal(vectors.shape)
    moves *= _MOVED / np.linalg.norm(moves, axis=1, keepdims=True)
    moved = vectors.astype(np.float64) + moves
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    return moved.astype(np.float16)


def without_vectors(analysed: Analysed) -> Analysed:
    """The same as if there were no encoder."""
    article, analysis = analysed
    return article, replace(analysis, pieces=None, vectors=None)
