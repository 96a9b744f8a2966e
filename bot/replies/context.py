"""What stands around the sentences of a reply."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.replies.citing import cited, place_of
from bot.replies.shown import Piece, pieces
from bot.words import Words
from retrieval.model import Article, Sentence
from retrieval.replies import ScoredSentence

Sentences = Callable[[str], Sequence[Sentence]]
"""The sentences of the article with that id, in text order."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Neighbouring sentences of an article."""

    sentences: tuple[tuple[Piece, ...], ...]
    """In text order, each with what stands before the next one. Joined, they are the
    article's own words."""
    citation: str
    """From where to where."""


def excerpts(
    shown: Iterable[ScoredSentence],
    reach: int,
    articles: Mapping[str, Article],
    sentences: Sentences,
    words: Words,
) -> list[Excerpt]:
    """The sentences that are shown with `reach` neighbours on each side, as far as there are.

    In the order of the articles and their texts; where neighbours meet, they are one excerpt.
    """
    by_place = {scored.sentence: scored for scored in shown}
    made = []
    named = {sentence.article_id for sentence in by_place}
    for article in (article for article in articles.values() if article.id in named):
        whole = sentences(article.id)
        centres = [place for place, each in enumerate(whole) if each in by_place]
        for run in _runs(centres, reach, len(whole)):
            parts = [whole[place] for place in run]
            made.append(_excerpt(parts, by_place, article, words))
    return made


def reach_of_all(shown: Iterable[ScoredSentence], sentences: Sentences) -> int:
    """The reach from which on nothing is added: then the articles are whole."""
    farthest = 0
    for scored in shown:
        whole = sentences(scored.sentence.article_id)
        place = whole.index(scored.sentence)
        farthest = max(farthest, place, len(whole) - 1 - place)
    return farthest


def _runs(centres: Iterable[int], reach: int, count: int) -> list[list[int]]:
    near = sorted(
        {
            place
            for centre in centres
            for place in range(max(0, centre - reach), min(count, centre + reach + 1))
        }
    )
    runs: list[list[int]] = [near[:1]] if near else []
    for before, place in pairwise(near):
        if place == before + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _excerpt(
    parts: Sequence[Sentence],
    by_place: Mapping[Sentence, ScoredSentence],
    article: Article,
    words: Words,
) -> Excerpt:
    told = []
    for number, sentence in enumerate(parts):
        scored = by_place.get(sentence)
        marks = ((), None) if scored is None else (scored.matched, scored.answer)
        last = number == len(parts) - 1
        end = sentence.span.end if last else parts[number + 1].span.start
        between = article.text[sentence.span.end : end]
        told.append((*pieces(sentence, *marks), Piece(between, matched=False)))
    first, last_place = (place_of(each, words.reply) for each in (parts[0], parts[-1]))
    place = first
    if len(parts) > 1:
        place = words.views.places.format(first=first, last=last_place)
    return Excerpt(tuple(told), cited(article, place, words.reply))
