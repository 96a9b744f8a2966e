"""The lexicon's words as regular expressions over folded lines."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from retrieval.lexicon.cleaning import CleaningLexicon
from retrieval.text.cleaning.dates import DATE
from retrieval.text.scripts import to_simplified

SEPARATORS = " |｜/／·•・>›»＞【】[]()（）<《—–-_、,，:："
"""What may stand between the pieces of a line that holds no text."""
_BETWEEN = f"[{re.escape(SEPARATORS)}]"
_ENDS_LABEL = r"(?: ?[:：】\]]+ ?)"
_BOUNDARY = r"(?<![^\s\d日次人|｜/·•【】\[\]()（）:：])"
_STOP = rf"(?={_BETWEEN}|$)"
_CLAIM = r"(?<![a-z]) | ?(?:[:：©|—–-]|\(c\)|\d|by )|归|属|所有|为"
"""What follows the opening of a copyright line; running text goes on in words."""
_LATIN = re.compile(r"[a-z]")


def _any_of(words: Iterable[str]) -> str:
    """One of the words, the longest first; a Han word also with a space between characters."""
    folded = sorted({to_simplified(word).lower() for word in words}, key=lambda word: -len(word))
    if not folded:
        return "(?!)"
    spaced = [
        re.escape(word) if _LATIN.search(word) else " ?".join(map(re.escape, word))
        for word in folded
    ]
    return f"(?>{'|'.join(spaced)})"


class Patterns:
    """What the rules look for, made once for a lexicon."""

    def __init__(self, lexicon: CleaningLexicon) -> None:
        """Nothing is compiled before it is asked for."""
        self._lexicon = lexicon

    @cached_property
    def mark(self) -> re.Pattern[str]:
        """A date, a label or a run of buttons within a line that tells about the article.

        Each kind is a group; the text behind a label reaches to the next mark.
        """
        labels = self._lexicon.labels
        chrome = self._lexicon.chrome
        run = (
            rf"{_any_of((*chrome.buttons, *chrome.tools))}"
            rf"(?:{_BETWEEN}*+{_any_of((*chrome.buttons, *chrome.tools, *chrome.companions))})*"
        )
        counters = _any_of(labels.counters)
        kinds = {
            "date": DATE,
            "published": rf"{_any_of(labels.published)}(?:{_ENDS_LABEL}| ?(?={DATE})| ?$)",
            "updated": rf"{_any_of(labels.updated)}(?:{_ENDS_LABEL}| ?(?={DATE})| ?$)",
            "timed": rf"{_any_of(labels.timed)}{_ENDS_LABEL}(?={DATE})",
            "title": _any_of(labels.title) + _ENDS_LABEL,
            "source": _any_of(labels.source) + _ENDS_LABEL,
            "author": _any_of(labels.author) + _ENDS_LABEL,
            "staff": _any_of(labels.staff) + _ENDS_LABEL,
            "signers": _any_of(labels.signers) + _ENDS_LABEL,
            "others": _any_of(labels.others) + _ENDS_LABEL,
            "counter": rf"{counters}(?:{_ENDS_LABEL}| ?(?=\d))[\d,.]*\+? ?[万次人]?{_STOP}",
            "chrome": run + _STOP,
        }
        alternatives = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items())
        return re.compile(f"{_BOUNDARY}(?:{alternatives})")

    @cached_property
    def byline(self) -> re.Pattern[str]:
        """An author line without a colon; the rest of the line is the name."""
        return re.compile(f"{_any_of(self._lexicon.labels.bylines)} +")

    @cached_property
    def dateline(self) -> re.Pattern[str]:
        """A medium's name and a date, in either order."""
        name = rf"[\u3400-\u9fffa-z0-9·]{{0,12}}{_any_of(self._lexicon.labels.media)}"
        return re.compile(
            rf"(?P<before>{name}) ?[|/]? ?(?P<date>{DATE})"
            rf"|(?P<date_first>{DATE}) ?[|/]? ?(?P<behind>{name})"
        )

    @cached_property
    def chrome_words(self) -> re.Pattern[str]:
        """A line of nothing but buttons, tools and companions."""
        chrome = self._lexicon.chrome
        words = _any_of((*chrome.buttons, *chrome.tools, *chrome.companions))
        return re.compile(rf"{_BETWEEN}*+(?:{words}{_BETWEEN}*+)++")

    @cached_property
    def button(self) -> re.Pattern[str]:
        """A phrase that makes a line of chrome words chrome."""
        return re.compile(_any_of(self._lexicon.chrome.buttons))

    @cached_property
    def tool(self) -> re.Pattern[str]:
        """A phrase that does so above or below the prose."""
        return re.compile(_any_of(self._lexicon.chrome.tools))

    @cached_property
    def invitation(self) -> re.Pattern[str]:
        """A verb first, its object last or before a name: `欢迎关注“原句”微信公众号：yuanju`."""
        chrome = self._lexicon.chrome
        return re.compile(
            rf"{_BETWEEN}*+(?:{_any_of(chrome.invitation_openers)}{_BETWEEN}*+)*"
            rf"{_any_of(chrome.invitation_verbs)}[^。！？；]{{0,8}}?"
            rf"{_any_of(chrome.invitation_objects)}"
            r"[”\"」』】\])）]?(?:[!！.]?|[ :：“\"「『（(，,|][^。？；]{0,20})"
        )

    @cached_property
    def crumb_label(self) -> re.Pattern[str]:
        """`当前位置：`."""
        return re.compile(rf"{_BETWEEN}*+{_any_of(self._lexicon.chrome.crumb_labels)} ?[:：]")

    @cached_property
    def crumb_end(self) -> re.Pattern[str]:
        """First or last link of a breadcrumb."""
        return re.compile(_any_of(self._lexicon.chrome.crumb_ends))

    @cached_property
    def neighbour(self) -> re.Pattern[str]:
        """`上一篇：`."""
        words = _any_of(self._lexicon.chrome.neighbours)
        return re.compile(rf"{_BETWEEN}*+{words}(?:[:：】\]]|$)")

    @cached_property
    def footer(self) -> re.Pattern[str]:
        """What only a copyright line holds, searched in the line."""
        chrome = self._lexicon.chrome
        return re.compile(
            rf"^{_BETWEEN}*{_any_of(chrome.footer_openers)}(?:{_CLAIM}|$)"
            rf"|^{_BETWEEN}*{_any_of(chrome.footer_conditions)}.*{_any_of(chrome.footer_acts)}"
            rf"|{_any_of(chrome.footer_numbers)}[字号编]*[:：]? ?\d"
            rf"|{_any_of(chrome.footer_endings)}[.!]?$"
        )

    @cached_property
    def summary(self) -> re.Pattern[str]:
        """One or more summary labels at the start of a line, each with its colon or brackets."""
        words = _any_of(self._lexicon.summaries)
        return re.compile(rf"(?:[【\[(（]{words}[】\])）] ?[:：]? ?|{words} ?[:：] ?)+")

    @cached_property
    def bare_summary(self) -> re.Pattern[str]:
        """A summary label without a colon; a whole line."""
        return re.compile(_any_of(self._lexicon.summaries))

    @cached_property
    def body_label(self) -> re.Pattern[str]:
        """A label of the article's own text, without its colon."""
        return re.compile(_any_of(self._lexicon.body_labels))


@lru_cache(maxsize=4)
def patterns_of(lexicon: CleaningLexicon) -> Patterns:
    """The lexicon's patterns; compiled once."""
    return Patterns(lexicon)
