"""Chinese names in Latin letters."""

from retrieval.answering.naming import with_names
from retrieval.model import Script, Sentence, Span, TokenKind
from retrieval.replies import Query, QueryTerm

TEXT = "朱曉東到太原調研。"
SENTENCE = Sentence("one", 1, 1, Span(0, len(TEXT)), TEXT)


def _query(question: str, *words: str) -> Query:
    terms = []
    for word in words:
        start = question.index(word)
        span = Span(start, start + len(word))
        terms.append(QueryTerm(word.lower(), TokenKind.UNIT, span, 1.0, 9.0))
    return Query(question, "en", None, tuple(term.span for term in terms), tuple(terms))


def test_a_name_stands_for_its_characters() -> None:
    """Both of its words, as pairs of characters in Simplified, whatever the text's script."""
    query = with_names(_query("Did Zhu Xiaodong visit?", "Zhu", "Xiaodong", "visit"), [SENTENCE])

    given, name, verb = query.terms
    assert given.alternatives == name.alternatives == ("朱 晓", "晓 东")
    assert verb.alternatives == ()


def test_a_name_that_the_text_lacks_changes_nothing() -> None:
    """Nor does a question without names."""
    for question in (_query("Did Wang Ming visit?", "Wang"), _query("谁来了？", "谁")):
        assert with_names(question, [SENTENCE]) == question


def test_the_script_does_not_matter() -> None:
    """The query keeps what it had."""
    query = _query("Where is Taiyuan?", "Taiyuan")

    named = with_names(query, [SENTENCE])

    assert named.terms[0].alternatives == ("太 原",)
    assert (named.script, named.question) == (query.script, query.question)
    assert query.script is not Script.TRADITIONAL
