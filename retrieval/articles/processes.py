"""Starting a process of our own: a plain one that runs a module, never a fork.

The one that starts it has threads, and a secret.
"""

import os
import subprocess
from collections.abc import Sequence
from typing import IO

from retrieval.articles.protocol import BrokenConversationError

# All that such a process needs to know. A token is not.
_VARIABLES = frozenset(
    {"PATH", "HOME", "LANG", "TZ", "TMPDIR", "TEMP", "SYSTEMROOT", "VIRTUAL_ENV"}
)
_PREFIXES = ("LC_", "PYTHON", "COVERAGE_", "LD_", "DYLD_")


def started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """A process that is asked by its input and answers by its output."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in _VARIABLES or name.startswith(_PREFIXES)
    }
    return subprocess.Popen(  # noqa: S603 - our own module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        process_group=0,  # Ctrl-C is for the one who asks: he ends it, when he wants to
    )


def pipe(stream: IO[bytes] | None) -> IO[bytes]:
    """Its input or output; there is one."""
    if stream is None:
        raise BrokenConversationError
    return stream
