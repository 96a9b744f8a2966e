"""What Telegram marks by itself in a text that a person writes.

The rules are those of TDLib, which Telegram's own servers follow: a command or a
mention ends only where a word ends, and a Chinese character is part of a word.
So `/ask谁` is no command at all, and `@yuanju_bot你好` no mention.

https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp
"""

import re

from tests.telegram_fakes import utf16
from tests.telegram_fakes.values import Entity

# `++` and `?+` give nothing back: TDLib does not shorten a name until it fits.
_COMMAND = re.compile(
    r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}+(?:@[A-Za-z0-9_]{3,32}+(?![A-Za-z0-9_]))?+(?![\w/<>])"
)
_MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}+(?!\w)")


def marked(text: str) -> tuple[Entity, ...]:
    """The commands and mentions of `text`, in text order."""
    found = [("bot_command", match) for match in _COMMAND.finditer(text)]
    found += [("mention", match) for match in _MENTION.finditer(text)]
    found.sort(key=lambda item: item[1].start())
    return tuple(
        Entity(kind, utf16.units(text[: match.start()]), utf16.units(match[0]))
        for kind, match in found
    )
