"""An article's sentences, numbered as people count them."""

from retrieval.model import Article, Sentence
from retrieval.text.splitting.boundaries import sentence_spans


def split_sentences(article: Article) -> tuple[Sentence, ...]:
    """All sentences of `article` in text order; a paragraph is a line that shows something.

    Every visible character is in exactly one sentence.
    """
    sentences: list[Sentence] = []
    offset = paragraph = 0
    for line in article.text.split("\n"):
        spans = [span.shifted(offset) for span in sentence_spans(line)]
        paragraph += bool(spans)
        sentences += [
            Sentence(article.id, paragraph, number, span, span.of(article.text))
            for number, span in enumerate(spans, 1)
        ]
        offset += len(line) + 1
    return tuple(sentences)
