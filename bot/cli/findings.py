"""What `yuanju check` finds: a line each."""

from dataclasses import dataclass
from enum import Enum

from bot.words import CheckWords


class Verdict(Enum):
    """What became of a check."""

    GOOD = "good"
    BAD = "bad"
    SKIPPED = "skipped"
    """It needs what another check found missing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A line."""

    name: str
    verdict: Verdict
    text: str

    def told(self, words: CheckWords) -> str:
        """The line in words."""
        verdicts = {
            Verdict.GOOD: words.good,
            Verdict.BAD: words.bad,
            Verdict.SKIPPED: words.skipped,
        }
        return words.line.format(verdict=verdicts[self.verdict], name=self.name, text=self.text)
