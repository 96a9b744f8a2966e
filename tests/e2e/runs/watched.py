"""The real bot, with a thread that looks what it does while its event loop stands still.

`python -m tests.e2e.runs.watched telegram`; at its end it says what the longest halt was.
"""

import asyncio
import gc
import logging
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

BEAT_SECONDS = 0.005
_LOOK_SECONDS = 0.002
_HALT_SECONDS = 0.02
"""From so long a silence on it is a halt."""
_FRAMES = 3
"""Innermost frames that are told of."""
SAYS = "longest halt"


@dataclass(slots=True)
class Halt:
    """A time in which the event loop did nothing else."""

    seconds: float = 0.0
    blind: float = 0.0
    """Longest time, in seconds, in which not even the thread that looks could run: somebody
    held the interpreter, or other processes the processors."""
    collecting: float = 0.0
    """Seconds of it in the garbage collector."""
    doing: Counter[str] = field(default_factory=Counter)
    """What threads did, by how often it was seen."""

    def told(self) -> str:
        """A line for people."""
        seen = "; ".join(f"{count}x {where}" for where, count in self.doing.most_common(4))
        return (
            f"{SAYS} {self.seconds * 1000:.0f} ms, of it unseen {self.blind * 1000:.0f} ms,"
            f" collecting garbage {self.collecting * 1000:.0f} ms; seen: {seen or 'nothing'}"
        )


class _Begins(logging.Handler):
    """Calls when the bot says that it receives updates: what was before is its start."""

    def __init__(self, begin: Callable[[], None]) -> None:
        super().__init__()
        self._begin = begin

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage() == "polling":
            self._begin()


class Watch:
    """Listens to the heartbeat of an event loop from another thread."""

    def __init__(self) -> None:
        """Nothing beats yet."""
        self.longest = Halt()
        self._beat: float | None = None
        self._collecting_since = 0.0
        self._collected = 0.0
        self._main = threading.main_thread().ident
        self._thread = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        """Begin to look, and anew once the bot has started."""
        gc.callbacks.append(self._collects)
        logging.getLogger("bot.telegram.serving").addHandler(_Begins(self._begin))
        self._thread.start()

    def _begin(self) -> None:
        self.longest = Halt()

    async def beats(self) -> None:
        """The heartbeat, for ever."""
        while True:
            self._beat = time.monotonic()
            await asyncio.sleep(BEAT_SECONDS)

    def _collects(self, phase: str, _: object) -> None:
        if phase == "start":
            self._collecting_since = time.monotonic()
        else:
            self._collected += time.monotonic() - self._collecting_since

    def _look(self) -> None:
        halt, last, begun, collected = Halt(), time.monotonic(), self._beat, 0.0
        while True:
            time.sleep(_LOOK_SECONDS)
            now, beat = time.monotonic(), self._beat
            if beat is None:
                last = now
                continue
            if beat != begun:
                halt, begun, collected = Halt(), beat, self._collected
            silence = now - beat - BEAT_SECONDS
            if silence > _HALT_SECONDS:
                halt.seconds = silence
                halt.blind = max(halt.blind, now - last - _LOOK_SECONDS)
                halt.collecting = self._collected - collected
                halt.doing.update(self._stacks())
                if halt.seconds > self.longest.seconds:
                    self.longest = halt
            last = now

    def _stacks(self) -> list[str]:
        own = threading.get_ident()
        names = {thread.ident: thread.name for thread in threading.enumerate()}
        return [
            f"{names.get(ident, '?')}: {_innermost(frame)}"
            for ident, frame in sys._current_frames().items()  # noqa: SLF001 - documented
            if ident != own and (ident == self._main or not _waits(frame))
        ]


def _waits(frame: FrameType) -> bool:
    """Whether a thread only waits for work."""
    return frame.f_code.co_name in {"wait", "_worker", "get"}


def _innermost(frame: FrameType | None) -> str:
    places: list[str] = []
    while frame is not None and len(places) < _FRAMES:
        code = frame.f_code
        module = code.co_filename.rpartition("/")[2].removesuffix(".py")
        places.append(f"{module}.{code.co_qualname}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(places)


def main() -> None:
    """Run the bot's own command line."""
    watch = Watch()
    run: Callable[..., Any] = asyncio.run

    def watched(work: Coroutine[Any, Any, Any], **options: Any) -> Any:  # noqa: ANN401 - asyncio's own
        async def both() -> Any:  # noqa: ANN401 - whatever it returns
            beating = asyncio.create_task(watch.beats())
            try:
                return await work
            finally:
                beating.cancel()
                sys.stderr.write(watch.longest.told() + "\n")

        return run(both(), **options)

    asyncio.run = watched  # type: ignore[assignment]
    watch.start()
    # Imported here: it is what is watched.
    from bot.cli.app import main as bot  # noqa: PLC0415

    bot()


if __name__ == "__main__":
    main()
