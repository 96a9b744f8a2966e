"""What is drawn is like real text."""

from collections import Counter
from collections.abc import Sequence

import pytest

from retrieval.model import TokenKind
from retrieval.text.tokenizing import JiebaTokenizer
from tests.bench.corpus import ARTICLE, Corpus
from tests.bench.fitted import load_fitted
from tests.bench.fitting import repeated, shares_of
from tests.bench.generating import ask, generate
from tests.bench.reading import Bag, bag_of, sentences_of
from tests.repository.places import ROOT
from tests.retrieval.text.cleaning.pages import cleaned

SENTENCES = 3_000
QUESTIONS = 400
FITTED = load_fitted()
each_kind = pytest.mark.parametrize("kind", TokenKind)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """As long as one of the stretches in which the growth of the real text was counted."""
    return generate(FITTED, SENTENCES, seed=1)


@pytest.fixture(scope="module")
def bags(corpus: Corpus) -> list[Bag]:
    """Its sentences by kinds of terms."""
    return [bag(words) for words in corpus.documents()]


@pytest.fixture(scope="module")
def asked(corpus: Corpus) -> list[Bag]:
    """Questions on it."""
    return [bag(corpus.spelled(terms)) for terms in ask(FITTED, corpus, QUESTIONS, seed=1)]


def bag(words: Sequence[str]) -> Bag:
    """Terms by their kind, which one sees."""
    found: Bag = {kind: [] for kind in TokenKind}
    for word in words:
        kind = TokenKind.WORD if word.endswith("/") else TokenKind.UNIT
        found[TokenKind.PAIR if " " in word else kind].append(word)
    return found


def per_unit(bags: Sequence[Bag], kind: TokenKind) -> float:
    """Terms of a kind for each unit."""
    return sum(len(bag[kind]) for bag in bags) / sum(len(bag[TokenKind.UNIT]) for bag in bags)


def test_the_same_seed_gives_the_same() -> None:
    """Sentences and questions; another seed gives others."""
    first, second, other = (generate(FITTED, 80, seed) for seed in (3, 3, 4))

    assert first.documents() == second.documents() != other.documents()
    assert [t.tolist() for t in ask(FITTED, first, 5, 3)] == [
        t.tolist() for t in ask(FITTED, second, 5, 3)
    ]


def test_a_longer_one_begins_like_a_shorter_one(corpus: Corpus) -> None:
    """Also where the shorter one ends within a run."""
    assert generate(FITTED, 2_500, seed=1).documents() == corpus.documents()[:2_500]


@each_kind
def test_terms_are_as_frequent(bags: list[Bag], kind: TokenKind) -> None:
    """Each rank is in about as many sentences as in the real text."""
    shares = list(shares_of([bag[kind] for bag in bags]).values())

    for rank, share in FITTED.measured[kind].shares.items():
        if share * SENTENCES > 100:
            assert shares[int(rank) - 1] == pytest.approx(share, rel=0.2), rank


@each_kind
def test_the_vocabulary_grows_as_fast(bags: list[Bag], kind: TokenKind) -> None:
    """Heaps's law: so many different terms in so many sentences."""
    known = FITTED.measured[kind].growth

    for sentences in (1_000, SENTENCES):
        different = len({term for bag in bags[:sentences] for term in bag[kind]})
        assert different == pytest.approx(known[str(sentences)], rel=0.16)


@each_kind
def test_terms_are_repeated_as_often(bags: list[Bag], kind: TokenKind) -> None:
    """Within their sentence, and within their article."""
    again = repeated([bag[kind] for bag in bags])
    articles = [
        [term for bag in bags[first : first + 20] for term in bag[kind]]
        for first in range(0, SENTENCES, ARTICLE)
    ]

    assert again == pytest.approx(FITTED.measured[kind].repeated, rel=0.2)
    assert 1 - repeated(articles) == pytest.approx(FITTED.measured[kind].fresh, rel=0.05)


@each_kind
def test_questions_are_as_long_and_match_as_much(
    bags: list[Bag], asked: list[Bag], kind: TokenKind
) -> None:
    """So many terms, and so many sentences that hold one: what a question costs."""
    shares = shares_of([bag[kind] for bag in bags])
    terms = [term for bag in asked for term in bag[kind]]
    postings = sum(shares[term] for term in terms) / QUESTIONS

    assert all(max(Counter(bag[kind]).values(), default=1) == 1 for bag in asked)
    assert len(terms) / QUESTIONS == pytest.approx(FITTED.measured[kind].asked, rel=0.1)
    assert postings == pytest.approx(FITTED.measured[kind].postings, rel=0.2)


def test_the_seed_article_is_of_that_kind(tokenizer: JiebaTokenizer, bags: list[Bag]) -> None:
    """Roughly: it was not fitted to, and one piece of news is not the average."""
    raw = (ROOT / "seeds" / "seed-article.txt").read_text(encoding="utf-8")
    real = [bag_of(sentence, tokenizer) for sentence in sentences_of(cleaned(raw).text)]

    for kind in (TokenKind.PAIR, TokenKind.WORD):
        assert per_unit(bags, kind) == pytest.approx(per_unit(real, kind), rel=0.25)
    for kind in TokenKind:
        again = [repeated([bag[kind] for bag in some]) for some in (bags, real)]
        assert again[0] == pytest.approx(again[1], abs=0.12)
