"""A question in English → terms that a Chinese text may hold."""

from collections.abc import Iterator, Sequence

from retrieval.model import Span, Token, TokenKind
from retrieval.protocols import Tokenizer
from retrieval.replies import QueryTerm
from retrieval.text.dictionary.dictionary import Candidate, Dictionary, Translation
from retrieval.text.dictionary.english import english_words

_MOST = 24
"""Chinese words that one English word may stand for, at most."""
_LEAST_WEIGHT = 0.05
"""A candidate that fits less well, as a share of the best one, is left out."""
_LEAST_WEIGHT_ALONE = 0.5
"""The same for a single character, which stands in too many other words."""
_LEAST_WEIGHT_NAME = 0.3
"""The same for a name: 京津 is not Beijing, though it has it in it."""
_LEAST_INFORMATION = 1.0
"""Of a word with translations, in nats."""


def translated_terms(
    question: str, content: Sequence[Span], dictionary: Dictionary, tokenizer: Tokenizer
) -> list[QueryTerm]:
    """A term for each content word of `question` and each phrase that the dictionary has.

    The English word itself may stand in the text (NASA, mini); its translations count as it.
    A phrase and its words are alternatives to each other, so each word tells its part only.
    """
    words = [span.of(question) for span in content]
    known = [english_words(word) for word in words]
    flat = [(part, span) for span, parts in zip(content, known, strict=True) for part in parts]
    found = dictionary.translations([part for part, _ in flat])
    translated = [_term(one, question, flat, tokenizer) for one in found]
    singles = {one.start for one in found if one.end == one.start + 1}
    plain = [
        _plain(part, span, tokenizer)
        for number, (part, span) in enumerate(flat)
        if number not in singles
    ]
    return [*translated, *plain]


def _term(
    translation: Translation,
    question: str,
    flat: Sequence[tuple[str, Span]],
    tokenizer: Tokenizer,
) -> QueryTerm:
    parts = flat[translation.start : translation.end]
    span = Span(parts[0][1].start, parts[-1][1].end)
    is_name = span.start > 0 and span.of(question)[0].isupper()
    least = _LEAST_WEIGHT_NAME if is_name else _LEAST_WEIGHT
    chosen = list(_fitting(translation.candidates, least))
    terms = [term for candidate in chosen for term in _terms(candidate.word)]
    return QueryTerm(
        " ".join(part for part, _ in parts),
        TokenKind.WORD,
        span,
        1.0,
        _information(chosen, tokenizer),
        tuple(dict.fromkeys(terms)),
    )


def _plain(word: str, span: Span, tokenizer: Tokenizer) -> QueryTerm:
    token = Token(word, span, TokenKind.UNIT)
    return QueryTerm(word, TokenKind.UNIT, span, 1.0, tokenizer.information(token) / 2)


def _fitting(candidates: Sequence[Candidate], least: float) -> Iterator[Candidate]:
    best = candidates[0].weight
    for candidate in candidates[:_MOST]:
        needed = _LEAST_WEIGHT_ALONE if len(candidate.word) == 1 else least
        if candidate is candidates[0] or candidate.weight >= needed * best:
            yield candidate


def _terms(word: str) -> Iterator[str]:
    """As the tokenizer would write it: the word, and a pair where it is one.

    jieba may cut a longer word otherwise in the text; then its pairs would have to be found
    together, which a term cannot say.
    """
    if len(word) == 1:
        yield word
        return
    yield f"{word}/"
    if len(word) == 2:  # noqa: PLR2004 - a pair
        yield " ".join(word)
    elif len(word) == 4:  # noqa: PLR2004 - two words in one, such as 第二学位
        yield from (f"{first}/" for first in (word[:2], word[2:]))


def _information(candidates: Sequence[Candidate], tokenizer: Tokenizer) -> float:
    """The mean of the candidates', each by how well it fits, in nats."""
    total = sum(candidate.weight for candidate in candidates)
    told = sum(
        candidate.weight * tokenizer.information(_word(candidate.word)) for candidate in candidates
    )
    return max(told / total, _LEAST_INFORMATION)


def _word(word: str) -> Token:
    return Token(f"{word}/" if len(word) > 1 else word, Span(0, len(word)), TokenKind.WORD)
