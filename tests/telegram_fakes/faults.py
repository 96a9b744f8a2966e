"""Things that go wrong once, when a test asks for it."""

from dataclasses import dataclass

from tests.telegram_fakes.values import ApiError


@dataclass(frozen=True, slots=True)
class Fault:
    """The next call of one method will fail in this way."""

    method: str
    error: ApiError


class Faults:
    """What is still to go wrong, oldest first."""

    def __init__(self) -> None:
        """All is well."""
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """One more thing to go wrong."""
        self._waiting.append(fault)

    def strike(self, method: str) -> None:
        """Let the oldest fault of `method` happen, if there is one.

        Raises:
            ApiError: that fault.
        """
        for fault in self._waiting:
            if fault.method == method:
                self._waiting.remove(fault)
                raise fault.error
