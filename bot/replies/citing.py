"""Where a sentence stands, and in which articles it was looked for, for people."""

import calendar
from collections.abc import Iterator, Mapping

from bot.words import ReplyWords
from retrieval.model import Article, Metadata, Sentence
from retrieval.replies import Query, ResolvedDate, ScoredSentence

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


def told_of_page(metadata: Metadata) -> Iterator[str]:
    """What an article's page says of it besides its title, as far as it does."""
    yield from filter(None, (metadata.published, metadata.source, metadata.author))


def told_beside(
    scored: ScoredSentence, articles: Mapping[str, Article], words: ReplyWords
) -> Iterator[str]:
    """Our words under a quote: what its relative dates mean, and where else it stands."""
    text = articles[scored.sentence.article_id].text
    notes = (
        words.resolved.format(text=each.span.of(text), date=_days(each, words))
        for each in scored.dates
    )
    yield from dict.fromkeys(notes)
    if scored.also:
        named = [
            cited(articles[other.article_id], place_of(other, words), words)
            for other in scored.also[:_MOST_PLACES]
        ]
        pattern = words.also_more if len(scored.also) > len(named) else words.also
        yield pattern.format(places=words.between_places.join(named), number=len(scored.also))


def told_narrowing(query: Query, articles: Mapping[str, Article], words: ReplyWords) -> str | None:
    """Our words for which articles alone were looked into; None if no other is on the shelf."""
    narrowing = query.narrowing
    if narrowing is None or len(narrowing.articles) == len(articles):
        return None
    named = [articles[number] for number in narrowing.articles[:_MOST_PLACES]]
    titles = words.between_titles.join(
        words.titled.format(title=article.metadata.title or words.untitled) for article in named
    )
    pattern = words.only_more if len(narrowing.articles) > len(named) else words.only
    return pattern.format(titles=titles, number=len(narrowing.articles))


def _days(resolved: ResolvedDate, words: ReplyWords) -> str:
    """A day, a month, a year, or from when to when; the parts as in ISO 8601."""
    first, last = resolved.first, resolved.last
    if first == last:
        return first.isoformat()
    month_ends = last.day == calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and month_ends and first.year == last.year:
        if first.month == last.month:
            return f"{first:%Y-%m}"
        if (first.month, last.month) == (1, 12):
            return f"{first:%Y}"
    return words.days.format(first=first.isoformat(), last=last.isoformat())
