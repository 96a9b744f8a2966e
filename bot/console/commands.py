"""What may be typed in the console besides questions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A line that begins with a colon."""

    name: str
    argument: str


def parse(line: str) -> Command | None:
    """The command in `line`, or None: then it is a question.

    The full-width colon of a Chinese keyboard begins a command, too.
    """
    typed = line.strip()
    if not typed.startswith((":", "：")):
        return None
    # Any white space: a Chinese keyboard types a wide one.
    name, argument = (*typed[1:].split(maxsplit=1), "", "")[:2]
    return Command(name.lower(), argument.strip())
