"""The words that the rules go by; `config/lexicon.yaml` lists them."""

from dataclasses import dataclass

from retrieval.lexicon.cleaning import CleaningLexicon
from retrieval.lexicon.questions import QuestionLexicon


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of them."""

    cleaning: CleaningLexicon
    """How the furniture of a page is told from its text."""
    question: QuestionLexicon
    """How a question is told from what it asks about."""
