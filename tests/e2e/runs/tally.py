"""Who was answered how often, and what a kill explains."""

import bisect
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.telegram_fakes.values import Call

Place = tuple[int, int]
"""A chat, and the number of a message in it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the questions of a run."""

    asked: int
    answered: int
    lost: int
    repeated: Counter[int]
    """Answers that were sent again after a kill, by the number of that kill from 0 on."""
    doubled: int
    """Answers that were sent again though nothing was killed in between."""

    @property
    def holds(self) -> bool:
        """Whether none is lost, and no answer is repeated that no kill explains."""
        return not self.lost and not self.doubled and max(self.repeated.values(), default=0) <= 1

    def told(self, kills: int) -> str:
        """Two lines for people, on a run with so many kills."""
        return (
            f"questions {self.asked}, answered {self.answered}, lost {self.lost}\n"
            f"kills {kills}, answers repeated by them {self.repeated.total()}"
            f" (at most {max(self.repeated.values(), default=0)} by one),"
            f" repeated for no reason {self.doubled}\n"
        )


def tally(asked: Sequence[Place], performed: Iterable[Call], starts: Sequence[float]) -> Tally:
    """Match messages that the bot sent to the questions that they reply to.

    Args:
        asked: The questions.
        performed: What the bot did, in that order.
        starts: When each process of the bot was started; all but the last were killed.
    """
    lives: dict[Place, list[int]] = {place: [] for place in asked}
    for call in performed:
        place = answered_by(call)
        if place in lives:
            lives[place].append(bisect.bisect(starts, call.at) - 1)
    repeated: Counter[int] = Counter()
    doubled = 0
    for sent in lives.values():
        for before, after in itertools.pairwise(sent):
            if before == after:
                doubled += 1
            else:
                repeated[before] += 1
    answered = sum(bool(sent) for sent in lives.values())
    return Tally(len(asked), answered, len(asked) - answered, repeated, doubled)


def answered_by(call: Call) -> Place | None:
    """The message that a call replies to; None if it replies to none."""
    reply = call.params.get("reply_parameters")
    if call.method != "sendMessage" or call.chat_id is None or not isinstance(reply, dict):
        return None
    return call.chat_id, int(reply["message_id"])
