"""Words that tell one thing from another like it; Simplified and lower case throughout."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContrastWords:
    """What makes a sentence one about something else than was asked."""

    qualifiers: tuple[str, ...]
    """What makes of a word another one: the 副 of 副市长, who is not the 市长."""
    numbered: tuple[str, ...]
    """What numbers name rather than count: 年, 届, 级. 2025年 is not 2024年, and 3个 may be
    among 5个."""
    opposites: tuple[tuple[str, ...], ...]
    """Words and parts of words of which only one can be: 开 and 闭, 去年 and 前年."""
