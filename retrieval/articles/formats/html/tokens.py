"""HTML → tags, texts and elements whose content is no markup."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Whatever is opened and never closed runs to the end, as in a browser: that also
# keeps the search linear. The possessive `*+` never walks back into a tag.
_MARKUP = re.compile(
    r"""
    (?P<comment> <!--.*?(?:-->|\Z) )
  | (?P<raw> <(?P<element>script|style|title|template|noscript|noframes|rt|rp|button|textarea
                |select|svg|iframe|audio|video|canvas)\b(?P<inside>[^>]*)>
              (?P<content>.*?)(?:</(?P=element)\s*>|\Z) )
  | (?P<raised> <(?P<level>sup|sub)\b[^<>]*>\s*(?P<digits>[0-9+\-=()n]{1,12})\s*</(?P=level)\s*> )
  | (?P<tag> <(?P<slash>/?)(?P<name>[a-z][a-z0-9:-]*)
             (?P<attributes>(?:[^<>"']|"[^"<]*"|'[^'<]*'|"[^"]{0,4000}"(?=[\s/>])|["'])*+)> )
  | (?P<declaration> <[!?][^<>]*> )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""", re.DOTALL
)
# Without a semicolon only what stands so in old pages; `&copy=` of an address is none.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};|nbsp)")
_RAISED = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()n", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ"),
}

Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """A start tag."""

    name: str
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class Closed:
    """An end tag."""

    name: str


@dataclass(frozen=True, slots=True)
class Raw:
    """An element that shows no text of its own: a script, a title, a button."""

    name: str
    content: str
    attributes: Attributes = field(default_factory=dict)


Token = Opened | Closed | Raw | str


def tokens(page: str) -> Iterator[Token]:
    """The page's pieces, in order; texts with their entities decoded."""
    done = 0
    for found in _MARKUP.finditer(page):
        if done < found.start():
            yield decoded(page[done : found.start()])
        done = found.end()
        if found["element"]:
            name = found["element"].lower()
            yield Raw(name, found["content"], _attributes(found["inside"]))
        elif found["digits"]:
            # 10<sup>4</sup> must not become 104: Unicode has these characters raised.
            yield found["digits"].translate(_RAISED[found["level"].lower()])
        elif found["name"]:
            name = found["name"].lower()
            yield (
                Closed(name) if found["slash"] else Opened(name, _attributes(found["attributes"]))
            )
    if done < len(page):
        yield decoded(page[done:])


def decoded(text: str) -> str:
    """A text with its entities decoded."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _attributes(written: str) -> Attributes:
    return {
        found[1].lower(): decoded(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(written)
    }
