"""`make bench`: measure, and write `docs/performance.md`. The first word may name a part."""

import sys
from collections.abc import Sequence
from importlib import import_module

MEASURED = ("terms",)
"""What is run when no part is named."""
PARTS = (*MEASURED, "answers", "cluster", "fit", "starting")


def main(arguments: Sequence[str]) -> None:
    """Run the named part, or all that is measured, with the other arguments."""
    named = arguments[:1] if arguments and arguments[0] in PARTS else ()
    for part in named or MEASURED:
        # Loaded only now: the processes that are measured load this module too.
        import_module(f"tests.bench.{part}").main(arguments[len(named) :])


if __name__ == "__main__":
    main(sys.argv[1:])
