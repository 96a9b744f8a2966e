"""The large library that is measured on."""

from retrieval.analysis.reading import analyse
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer
from tests.bench.library import recombined
from tests.retrieval.answering.shelves import BRIDGE, LIBRARY


def test_it_is_made_of_whole_sentences(tokenizer: JiebaTokenizer) -> None:
    """As many as are asked for, the same ones for the same seed, each verbatim in its article."""
    real = [(article, analyse(article, Tools(tokenizer))) for article in (LIBRARY, BRIDGE)]

    made, again, other = (list(recombined(real, 50, seed)) for seed in (1, 1, 2))

    assert sum(len(analysis.sentences) for _, analysis in made) == 50
    assert [article for article, _ in made] == [article for article, _ in again]
    assert [article.text for article, _ in made] != [article.text for article, _ in other]
    for article, analysis in made:
        for number, sentence in enumerate(analysis.sentences):
            assert sentence.text == sentence.span.of(article.text)
            assert analysis.read(number).terms
