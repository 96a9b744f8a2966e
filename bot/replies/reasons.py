"""Why this reply, for people: which words of the question it has, and what came next."""

from collections.abc import Sequence

from bot.replies.shown import quoted
from bot.words import Words
from retrieval.replies import FoundWord, NoAnswer, Reply


def heading(reply: Reply, words: Words) -> str:
    """What is explained."""
    return words.views.why_not if isinstance(reply, NoAnswer) else words.views.why


def word_line(word: FoundWord, question: str, words: Words) -> str:
    """What the sentences have of a word of the question, and what it counts for."""
    views = words.views
    pattern = views.word_elsewhere if word.on_shelf else views.word_missing
    if word.texts:
        pattern = views.word_found
    return pattern.format(
        word=word.word.of(question),
        share=percent(word.share),
        texts=quoted(word.texts, words.reply),
    )


def certainty(reply: Reply, needed: float, words: Words) -> str:
    """How sure it is, and how sure an answer to this question must be."""
    return words.views.confidence.format(
        confidence=percent(reply.confidence), threshold=percent(needed)
    )


def runner_up(found: Sequence[FoundWord], question: str, words: Words) -> str:
    """Announces the runner-up, with the words of the question that it has."""
    texts = [word.word.of(question) for word in found if word.texts]
    if not texts:
        return words.views.runner_up_without
    return words.views.runner_up.format(texts=quoted(texts, words.reply))


def percent(share: float) -> str:
    """A share from 0 to 1, as a whole number."""
    return f"{100 * share:.0f}"
