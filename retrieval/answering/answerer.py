"""A question on a shelf → a reply. Everything else in this package serves this."""

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice

from retrieval.answering.contrast import MOST_IF_CONTRASTED, ContrastRules
from retrieval.answering.dating import resolved_dates
from retrieval.answering.lists import Lister
from retrieval.answering.matching import matched_spans, part_for, shares
from retrieval.answering.metadata import (
    AskedField,
    asked_field,
    stated,
    telling_headline,
)
from retrieval.answering.naming import with_names
from retrieval.answering.narrowing import Narrower
from retrieval.answering.question import QuestionAnalyser, visible_part
from retrieval.answering.ranking import RankedSentence, Ranker
from retrieval.answering.refusal import least_confidence, missing_words, reason_for
from retrieval.answering.reprints import other_places
from retrieval.answering.selection import Selected, select, without_copies
from retrieval.answering.shelf import Shelf
from retrieval.answering.shelved import ShelvedArticle
from retrieval.answering.spans import own_words
from retrieval.lexicon.questions import QuestionLexicon
from retrieval.model import Sentence, Span
from retrieval.models.weights import Weights
from retrieval.options import AnsweringOptions
from retrieval.protocols import Index
from retrieval.replies import (
    Answer,
    FoundWord,
    MetadataAnswer,
    NoAnswer,
    Query,
    Reason,
    Reply,
    ScoredSentence,
    shown_sentences,
)
from retrieval.text.dictionary.dictionary import Dictionary

_KEPT_SHELVES = 8
"""Answerers on some of the articles that are kept: who asks of an article asks on."""
_KEPT_SENTENCES = 256
"""Sentences whose tokens are kept: the same few of an article are shown again and again."""


class QuestionTooLongError(ValueError):
    """A question longer than `AnsweringOptions.max_question_chars`."""

    def __init__(self, length: int, limit: int) -> None:
        """Keep both numbers, in characters, for the words that people are told."""
        super().__init__(f"a question of {length:,} characters; the limit is {limit:,}")
        self.length = length
        self.limit = limit


class Answerer:
    """Answers questions on one shelf.

    Laws: the same question gives the same reply; whatever a reply shows is a span of an
    article or a piece of its metadata. It never changes, so threads may share it.
    """

    def __init__(
        self,
        ranker: Ranker,
        lexicon: QuestionLexicon,
        options: AnsweringOptions,
        dictionary: Dictionary | None = None,
    ) -> None:
        """Answer on the shelf of `ranker`; a dictionary translates questions in English."""
        self._lexicon = lexicon
        self._options = options
        self._contrasts = ContrastRules(lexicon.contrasts)
        self._tokenizer = ranker.shelf.listed.tokenizing(ranker.tools.tokenizer)
        self._tokens = lru_cache(_KEPT_SENTENCES)(self._tokenizer)
        self._analyser = QuestionAnalyser(lexicon, self._tokenizer, dictionary)
        self._rank_by(ranker)

    def _rank_by(self, ranker: Ranker) -> None:
        self.shelf = ranker.shelf
        self._ranker = ranker
        self._lister = Lister(self.shelf)
        words, tokenizer = self._lexicon.narrowing, ranker.tools.tokenizer
        self._narrower = Narrower(self.shelf.places.values(), words, tokenizer)
        # What is kept must not know this answerer: a shelf is gone as soon as nobody asks it.
        maker = copy(self)
        maker.__dict__.pop("_on_some", None)
        self._on_some = lru_cache(_KEPT_SHELVES)(maker._made_on)  # noqa: SLF001 - one of our own

    def answer(self, question: str, most: int | None = None, today: date | None = None) -> Reply:
        """The reply to `question`, with at most `most` sentences (default: as configured).

        A question that names articles of the shelf is answered from them alone; 昨天的报道里
        names some where `today` is known.

        Raises:
            QuestionTooLongError: the question is longer than is configured.
        """
        if len(question) > self._options.max_question_chars:
            raise QuestionTooLongError(len(question), self._options.max_question_chars)
        narrowed = self._narrower.narrowed(visible_part(question), today)
        if narrowed is None:
            return self._answer(question, most)
        narrowing = narrowed.narrowing
        reply = self._on_some(narrowing.articles)._answer(narrowed.rest, most)  # noqa: SLF001
        return replace(reply, query=replace(reply.query, narrowing=narrowing))

    def _made_on(self, ids: tuple[str, ...]) -> "Answerer":
        """One on some of the articles: asked of them alone, a question has the same reply."""
        if len(ids) == len(self.shelf.articles):
            return self
        return self._on(self.shelf.among(ids))

    def changed(self, added: Iterable[ShelvedArticle], removed: Collection[str]) -> "Answerer":
        """One on a shelf without the articles of the ids `removed`, and with others behind."""
        return self._on(self.shelf.changed(added, removed))

    def indexed(self, place: Callable[[Index], Index]) -> "Answerer":
        """One on the same shelf, with what `place` makes of its index."""
        return self._on(self.shelf.indexed(place))

    def _on(self, shelf: Shelf) -> "Answerer":
        """One on a shelf with the same listed words."""
        other = copy(self)
        other._rank_by(self._ranker.on(shelf))  # noqa: SLF001 - one of our own
        return other

    def _for(self, query: Query) -> "tuple[Answerer, Query]":
        """The answerer on the articles that `query` names, and what it looks for there."""
        if query.narrowing is None:
            return self, query
        return self._on_some(query.narrowing.articles), replace(query, narrowing=None)

    def _answer(self, question: str, most: int | None) -> Reply:
        query = self.analyse(question)
        asked = asked_field(query.question, self._lexicon)
        data = tuple(stated(self.shelf.articles.values(), asked.field)) if asked else ()
        if asked and asked.explicit and data:
            return MetadataAnswer(query, data, confidence=1.0)
        reply = self._reply(query, most or self._options.max_sentences)
        if not isinstance(reply, NoAnswer):
            return reply
        if data:
            return MetadataAnswer(query, data, confidence=1.0)
        return self._from_headline(reply) or self._of_page(reply, asked)

    def analyse(self, question: str) -> Query:
        """What `question` looks for on this shelf."""
        query = self._analyser.analyse(question)
        query = self.shelf.listed.standing_in(query, self._tokenizer)
        return with_names(query, self._ranker.near(query))

    def further(self, reply: Answer | NoAnswer, most: int) -> tuple[ScoredSentence, ...]:
        """The best sentences that `reply` does not show, best first, at most `most`."""
        answerer, query = self._for(reply.query)
        known = {each.sentence for each in shown_sentences(reply)}
        others = (each for each in answerer.rank(query) if each.sentence not in known)
        return tuple(answerer._scored(query, each) for each in islice(others, most))  # noqa: SLF001

    def needed(self, query: Query) -> float:
        """How sure an answer to `query` must be, 0 to 1."""
        answerer, query = self._for(query)
        return self._needed(query, missing_words(query, answerer.shelf.index))

    def _needed(self, query: Query, missing: Sequence[Span]) -> float:
        tagger = self._ranker.tools.tagger
        return least_confidence(query, missing, tagger, self._options.threshold)

    def found(self, query: Query, sentences: Collection[Sentence]) -> tuple[FoundWord, ...]:
        """Each content word of `query`, and where it stands in `sentences`."""
        answerer, query = self._for(query)
        missing = missing_words(query, answerer.shelf.index)
        return tuple(
            FoundWord(word, share, self._texts(word, query, sentences), word not in missing)
            for word, share in zip(query.words, shares(query), strict=True)
        )

    def _texts(self, word: Span, query: Query, sentences: Collection[Sentence]) -> tuple[str, ...]:
        part = part_for(word, query)
        texts = (
            span.shifted(-sentence.span.start).of(sentence.text)
            for sentence in sentences
            for span in matched_spans(part, sentence, self._tokens(sentence.text))
        )
        return tuple(dict.fromkeys(texts))

    def with_weights(self, weights: Weights) -> "Answerer":
        """One on the same shelf that ranks by other weights."""
        other = copy(self)
        other._rank_by(self._ranker.with_weights(weights))  # noqa: SLF001 - one of our own
        return other

    def rank(self, query: Query) -> list[RankedSentence]:
        """Every sentence of the best passages for `query`, best first; of reprints, one."""
        answerer, query = self._for(query)
        return without_copies(answerer._ranker.rank(query), answerer.shelf.copies)  # noqa: SLF001

    def _reply(self, query: Query, most: int) -> Reply:
        everywhere = self._ranker.rank(query)
        ranked = without_copies(everywhere, self.shelf.copies)
        certainty = self._ranker.confidence(query, ranked)
        missing = missing_words(query, self.shelf.index)
        if ranked and self._is_contrasted(query, ranked[0]):
            certainty = min(certainty, MOST_IF_CONTRASTED)
        if ranked and query.words and certainty >= self._needed(query, missing):
            found = self._lister.listed(query, ranked)
            if found is None:
                best, *others = select(ranked, self._options.margin, most)
                chosen = [
                    best,
                    *(each for each in others if not self._is_contrasted(query, each.ranked)),
                ]
            else:
                # All that hold the list, however few sentences were asked for.
                holding = (each for each in everywhere if each.sentence in found.sentences)
                chosen = [Selected(each) for each in holding]
            shown = {each.ranked.sentence for each in chosen}
            shown |= {twin for each in chosen for twin in each.twins}
            return Answer(
                query,
                tuple(self._answering(query, each) for each in chosen),
                self._scored_first(query, [each for each in ranked if each.sentence not in shown]),
                certainty,
                items=found.items if found else (),
                open_ended=found is not None and found.open_ended,
            )
        # A sentence that has none of the words is not near, it is any sentence.
        near = ranked if len(missing) < len(query.words) else ()
        return NoAnswer(
            query,
            reason_for(query, missing),
            missing,
            nearest=self._scored_first(query, near),
            runner_up=self._scored_first(query, near[1:]),
            confidence=certainty if query.words else 0.0,
        )

    def _is_contrasted(self, query: Query, ranked: RankedSentence) -> bool:
        """Whether this sentence speaks of another thing than was asked."""
        sentence = ranked.sentence
        article = self.shelf.articles[sentence.article_id]
        # What the sentence has another word for is no other thing.
        query = self.shelf.listed.but_those_in(sentence.text, query)
        return bool(self._contrasts.contrasted(query, sentence.text, article.text))

    def _from_headline(self, declined: NoAnswer) -> MetadataAnswer | None:
        """A headline that says what no sentence does.

        Never before a sentence: the headline repeats most of what is asked about, and
        would outrank the sentence that says when.
        """
        query = declined.query
        words = self._lexicon.kinds.spans
        found = telling_headline(query, self.shelf, words) if query.words else None
        if found is None:
            return None
        asked = self.shelf.listed.but_those_in(found.text, query)
        if self._contrasts.contrasted(asked, found.text, found.article.text):
            return None
        # How sure a headline is was never learned: it is as sure as an answer must be.
        return MetadataAnswer(query, (found,), self._options.threshold)

    def _of_page(self, declined: NoAnswer, asked: AskedField | None) -> NoAnswer:
        """The refusal; of a field that no page states, it says that."""
        if asked is None or not asked.explicit:
            return declined
        return replace(
            declined, reason=Reason.NO_MATCH, asked_field=asked.field, nearest=None, runner_up=None
        )

    def _answering(self, query: Query, selected: Selected) -> ScoredSentence:
        """With the answer's own words, which only a sentence that answers has."""
        sentence = selected.ranked.sentence
        tags = self.shelf.words_of(sentence)
        tokens = self._tokens(sentence.text)
        words = self._lexicon.kinds.spans
        answer = own_words(query, sentence, tags, tokens, words)
        also = other_places(sentence, (*self.shelf.elsewhere(sentence), *selected.twins))
        return replace(self._scored(query, selected.ranked), answer=answer, also=also)

    def _scored_first(
        self, query: Query, ranked: Sequence[RankedSentence]
    ) -> ScoredSentence | None:
        return self._scored(query, ranked[0]) if ranked else None

    def _scored(self, query: Query, ranked: RankedSentence) -> ScoredSentence:
        sentence = ranked.sentence
        article, tags = (
            self.shelf.articles[sentence.article_id],
            self.shelf.words_of(sentence),
        )
        return ScoredSentence(
            sentence,
            ranked.score,
            ranked.signals,
            matched_spans(query, sentence, self._tokens(sentence.text)),
            also=self.shelf.elsewhere(sentence),
            dates=resolved_dates(sentence, article, tags),
        )
