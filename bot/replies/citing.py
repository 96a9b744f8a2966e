"""Where a sentence stands, for people."""

from collections.abc import Iterator, Mapping

from bot.words import ReplyWords
from retrieval.model import Article, Sentence
from retrieval.replies import ScoredSentence

_MOST_PLACES = 3
"""Other places that are named; of more, the number is told."""


def place_of(sentence: Sentence, words: ReplyWords) -> str:
    """Where a sentence stands in its article."""
    return words.place.format(paragraph=sentence.paragraph, sentence=sentence.number)


def cited(article: Article, place: str, words: ReplyWords) -> str:
    """The citation of a place in an article."""
    metadata = article.metadata
    title = metadata.title or words.untitled
    return " · ".join(filter(None, (title, metadata.published, metadata.source, place)))


def told_beside(
    scored: ScoredSentence, articles: Mapping[str, Article], words: ReplyWords
) -> Iterator[str]:
    """Our words under a quote: where else it stands."""
    if scored.also:
        named = [
            cited(articles[other.article_id], place_of(other, words), words)
            for other in scored.also[:_MOST_PLACES]
        ]
        pattern = words.also_more if len(scored.also) > len(named) else words.also
        yield pattern.format(places=words.between_places.join(named), number=len(scored.also))
