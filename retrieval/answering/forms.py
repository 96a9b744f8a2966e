"""The ways in which a question names an article, as patterns over folded text."""

import re
from collections.abc import Iterable

from retrieval.lexicon.narrowing import NarrowingWords

DATE = "\0"
"""Stands for a date in what the forms for dates are searched in; nothing else is that letter."""
PAUSE = r"[，,：:、。;；?？!！\s]"
_COMMA = r"[，,：:、;；\s]"
_OPENS, _CLOSES = '《〈“「『"', '》〉”」』"'


class Forms:
    """Where a title, a date or a few words say in which article to look.

    A group `whole` names the article by its whole title alone, or by most of it; a group
    `subject` names it as what is asked about, not as the place to look in.
    """

    def __init__(self, words: NarrowingWords) -> None:
        """With these words."""
        before, relying, says = _any(words.before), _any(words.relying), _any(words.says)
        about, inside = _any(words.about), _any(words.inside)
        noun, short = _any(words.nouns), _any(words.short)
        pointed = f"的?{_any(words.pointing)}{noun}"
        # 提到 before a comma leads to the question; in 提到了谁 it is a part of it.
        leads = f"{says}(?={PAUSE})"
        within = f"(?:{inside}(?:{leads})?|{leads}|(?={says}))"
        title = f"[{_OPENS}](?P<title>[^{_OPENS}{_CLOSES}]+)[{_CLOSES}]"
        english, in_english = _any(words.english_nouns), _any(words.english_before)
        of = _any(words.english_of)
        begins = f"(?:^|(?<={PAUSE}))"
        called = f"(?:the |an? )?{english} (?:{of} )?{title}"
        self.titled = _compiled(
            f"(?:{before}|{about})?{title}(?:{pointed}|{noun}|{short}){within}{_COMMA}*",
            f"(?:{before}|{about}){title}(?:{pointed}|{noun}|{short})(?:{_COMMA}+|$)",
            f"(?:{before}|{begins})(?P<whole>){title}{within}{_COMMA}*",
            f"(?:{relying})(?P<whole>){title}(?:{_COMMA}+|$)",
            rf"{begins}(?P<whole>){title}[：:]\s*",
            f"(?P<subject>){title}(?:{pointed}|{short})",
            rf"\b{in_english} {called}{_COMMA}*",
            rf"\b(?:according to|in) (?P<whole>){title}{_COMMA}*",
            rf"\b(?P<subject>){called}",
        )
        dated = f"{_any(words.issued)}?的?{_any(words.pointing)}?{noun}"
        self.dated = _compiled(
            rf"{begins}{before}?{DATE}\s?{dated}{within}{_COMMA}*",
            rf"{begins}{relying}{DATE}\s?{dated}{_COMMA}+",
            rf"\b{in_english} (?:the )?{english} {of} {DATE}{_COMMA}*",
            rf"\b{in_english} (?:the |an? )?{DATE},? {english}\b{_COMMA}*",
        )
        self.told_ends = _compiled(
            f"(?:{short}|{pointed}){within}?{_COMMA}*", f"的{noun}{within}{_COMMA}*"
        )
        """Behind what an article is about."""
        self.told_begins = re.compile(f"(?:^|{PAUSE}|{before})+{about}?")
        """Before it."""


def _any(words: Iterable[str]) -> str:
    """Any of them, the longest first."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"


def _compiled(*forms: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, forms))
