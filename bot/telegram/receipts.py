"""When each update came in: what waits here for its turn is not late."""


class Receipts:
    """Of the updates that are not dealt with."""

    def __init__(self) -> None:
        """Nothing came in yet."""
        self._times: dict[int, float] = {}

    def note(self, update_id: int, now: float) -> None:
        """It came in at `now`, in Unix time."""
        self._times[update_id] = now

    def forget(self, update_id: int) -> None:
        """It is dealt with."""
        self._times.pop(update_id, None)

    def at(self, update_id: int, now: float) -> float:
        """When it came in; `now` if that is not known."""
        return self._times.get(update_id, now)
