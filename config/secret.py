"""A value that must not be shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A text that prints masked and is given out only when asked for by name."""

    _value: str

    def reveal(self) -> str:
        """The value itself; never log it."""
        return self._value

    def __repr__(self) -> str:
        """A mask of constant length."""
        return "Secret('***')"

    def __str__(self) -> str:
        """A mask of constant length."""
        return "***"
