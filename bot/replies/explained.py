"""Why this reply: what was searched and found, and what the scores are made of."""

from collections.abc import Iterator

from bot.replies.citing import place_of
from bot.replies.shown import quoted
from bot.words import Words
from retrieval.replies import MetadataAnswer, NoAnswer, Reply, ScoredSentence, shown_sentences


def explanation(reply: Reply, threshold: float, words: Words) -> Iterator[str]:
    """Lines that explain `reply`; `threshold` is the confidence that an answer needs."""
    explain = words.explain
    scored = shown_sentences(reply)
    yield explain.confidence.format(
        confidence=f"{reply.confidence:.2f}", threshold=f"{threshold:.2f}"
    )
    searched = [span.of(reply.query.question) for span in reply.query.words]
    yield explain.searched.format(words=quoted(searched, words.reply) or explain.nothing)
    matched = [text for one in scored for text in _matched_texts(one)]
    yield explain.matched.format(words=quoted(matched, words.reply) or explain.nothing)
    if isinstance(reply, NoAnswer):
        missing = quoted(reply.missing_words, words.reply)
        yield explain.missing.format(words=missing or explain.nothing)
    for one in scored:
        yield _score_line(one, words)
    if not isinstance(reply, MetadataAnswer) and reply.runner_up is not None:
        yield f"{explain.runner_up} {reply.runner_up.sentence.text}"
        yield _score_line(reply.runner_up, words)


def _matched_texts(scored: ScoredSentence) -> Iterator[str]:
    offset = -scored.sentence.span.start
    return (
        scored.sentence.text[span.start + offset : span.end + offset] for span in scored.matched
    )


def _score_line(scored: ScoredSentence, words: Words) -> str:
    place = place_of(scored.sentence, words.reply)
    signals = " · ".join(f"{name} {value:.2f}" for name, value in scored.signals.items())
    return f"{place} · " + words.explain.score.format(score=f"{scored.score:.2f}", signals=signals)
