"""Mistakes in a configuration: values that are gathered, and the one error that carries them.

They speak to the operator of a deployment, in English.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake."""

    where: str
    """File, or file and dotted key, or the name of an environment variable."""
    what: str
    """What is wrong there, without the value of a secret."""

    def __str__(self) -> str:
        """The mistake in one line."""
        return f"{self.where}: {self.what}"


class ConfigurationError(Exception):
    """Every mistake that was found; its `str` has one line for each."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Carry `problems`, at least one."""
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        """One line a problem."""
        return "\n".join(map(str, self.problems))
