"""Whether a sentence names who bears the post that is asked for: 谁是党委书记 → 党委书记王俊峰."""

from collections.abc import Iterable

from retrieval.model import AnswerKind, Sentence, Span, Tag, TaggedWord
from retrieval.replies import Query
from retrieval.text.scripts import fold_in_place

NAMED_WEIGHT = 3.0
"""What it adds to a score, in logits. Chosen with the seed in view; in the public sets, which
are encyclopedic, no first sentence changes by it."""
_FEWEST_LETTERS = 3
"""Shorter nouns (母亲, 主编) name a relation to somebody as often as a post."""
_JOINTS = ("是", "为", "任", "担任", "叫")


def post_asked_for(query: Query) -> str | None:
    """The post, Simplified, in a question for who bears it; None in any other."""
    if query.kind is not AnswerKind.PERSON or query.asked is None or not query.words:
        return None
    question = fold_in_place(query.question)
    post = query.words[-1]
    behind = question[query.asked.end :].startswith(_JOINTS)
    before = question[post.end : query.asked.start] in _JOINTS
    return post.of(question) if (behind or before) and len(post) >= _FEWEST_LETTERS else None


def names_bearer(post: str, sentence: Sentence, folded: str, tags: Iterable[TaggedWord]) -> bool:
    """Whether a person's name follows `post` at once in `sentence`, which reads `folded`."""
    starts = (word.span.start for word in tags if word.tag is Tag.PERSON)
    return any(Span(0, start - sentence.span.start).of(folded).endswith(post) for start in starts)
