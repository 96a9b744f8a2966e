"""Questions about the page itself: its title, date, source or author."""

from collections.abc import Iterable, Iterator

from retrieval.lexicon.questions import MetadataCues, QuestionLexicon
from retrieval.model import Article
from retrieval.replies import MetadataField, Metadatum
from retrieval.text.folding import fold


def asked_field(question: str, lexicon: QuestionLexicon) -> MetadataField | None:
    """The field that `question` asks for; None if it asks about anything else.

    It asks for a field if it is made of nothing but words for the field, words for the
    article and function words: 文章是什么时候发布的 does, 手机是什么时候发布的 does not.
    """
    cues = lexicon.metadata
    by_field = {
        MetadataField.TITLE: cues.title,
        MetadataField.PUBLISHED: cues.published,
        MetadataField.SOURCE: cues.source,
        MetadataField.AUTHOR: cues.author,
    }
    fillers = (*lexicon.function_words, *lexicon.which, *cues.article, *cues.time)
    for field, words in by_field.items():
        used = _phrases_that_cover(fold(question).text, {*fillers, *words})
        if used is not None and _asks(field, used, cues, words):
            return field
    return None


def _asks(field: MetadataField, used: set[str], cues: MetadataCues, words: Iterable[str]) -> bool:
    if field is not MetadataField.PUBLISHED:
        return not used.isdisjoint(words)
    return not used.isdisjoint(cues.time) and not used.isdisjoint({*words, *cues.article})


def _phrases_that_cover(text: str, phrases: set[str]) -> set[str] | None:
    """The phrases that `text` is made of, longest first; None if something is left over."""
    longest = max(map(len, phrases))
    used: set[str] = set()
    start = 0
    while start < len(text):
        ends = range(min(len(text), start + longest), start, -1)
        phrase = next((text[start:end] for end in ends if text[start:end] in phrases), None)
        if phrase is None and text[start].isalnum():
            return None
        used |= {phrase} if phrase else set()
        start += len(phrase or text[start])
    return used


def stated(articles: Iterable[Article], field: MetadataField) -> Iterator[Metadatum]:
    """What the articles state in `field`, those that do."""
    for article in articles:
        if text := getattr(article.metadata, field.value):
            yield Metadatum(article, field, text)
