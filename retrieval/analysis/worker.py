"""The process that analyses: `python -m retrieval.analysis.worker`.

It ends with its standard input, and after a fault: whoever asks starts another one.
"""

import pickle
from contextlib import suppress
from pathlib import Path
from typing import IO

from retrieval.analysis.requests import COUNT, LONGEST
from retrieval.articles.protocol import BrokenConversationError, own_pipes, receive, send
from retrieval.protocols import Tools

_SPARE = "500"
"""Where memory runs out, this process is ended and not the one that answers; 0 to 1000."""


def main() -> None:
    """Load the tools, then answer requests until there are no more."""
    source, target = own_pipes()
    with suppress(OSError):  # only Linux has it
        Path("/proc/self/oom_score_adj").write_text(_SPARE, "ascii")
    with suppress(BrokenConversationError, BrokenPipeError), source, target:
        tools: Tools = pickle.loads(receive(source, LONGEST))()  # noqa: S301 - see `requests`
        while True:
            serve(source, target, tools)


def serve(source: IO[bytes], target: IO[bytes], tools: Tools) -> None:
    """Answer one request.

    Raises:
        BrokenConversationError: there is no further request.
        OSError: nobody listens.
    """
    request = pickle.loads(receive(source, LONGEST))  # noqa: S301 - see `requests`
    (count,) = COUNT.unpack(receive(source, COUNT.size))
    attached = [receive(source, LONGEST) for _ in range(count)]
    send(target, request.answered(tools, attached))


if __name__ == "__main__":
    main()
