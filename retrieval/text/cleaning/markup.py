"""HTML to plain text: tags out, blocks on lines of their own, entities decoded."""

import html
import re
from collections.abc import Iterator

from retrieval.model import Span
from retrieval.text.mapping import Edit, MappedText

# Whatever is opened and never closed runs to the end, as in a browser: that also
# keeps the search linear. The possessive `*+` never walks back into a tag.
_MARKUP = re.compile(
    r"""
    (?P<comment> <!--.*?(?:-->|\Z) )
  | (?P<unseen> <(?P<element>script|style|title|template|noscript|rt|rp|button|textarea|select
                |svg)\b.*?(?:</(?P=element)\s*>|\Z) )
  | (?P<raised> <(?P<level>sup|sub)\s*>(?P<digits>[0-9+\-=()n]{1,12})</(?P=level)\s*> )
  | (?P<tag> </?(?P<name>[a-z][a-z0-9]*)(?:[^<>"']|"[^"<]*"|'[^'<]*'|["'])*+> )
  | (?P<declaration> <[!?][^<>]*> )
  | (?P<entity> &(?:\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});? )
  | (?P<space> \s+ )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|d[dlt]|details|dialog|div|fieldset|"
    "figcaption|figure|footer|form|h[1-6]|head|header|hr|html|legend|li|main|nav|ol|option|p|pre|"
    "section|select|summary|table|tbody|t[dhr]|tfoot|thead|ul",
    re.IGNORECASE,
)
_RAISED = {
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-=()n", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ"),
}
_LINE_ENDS = frozenset("\n\r")


def plain_text(mapped: MappedText) -> MappedText:
    """What a reader of the page would see, in the page's order."""
    return mapped.replace(_edits(mapped.text))


def _edits(text: str) -> Iterator[Edit]:
    for found in _MARKUP.finditer(text):
        match found.lastgroup:
            case "entity":
                seen = html.unescape(found[0])
            case "raised":
                # 10<sup>4</sup> must not become 104: Unicode has these characters raised.
                seen = found["digits"].translate(_RAISED[found["level"].lower()])
            case "tag":
                seen = "\n" if _BLOCKS.fullmatch(found["name"]) else ""
            case "space":
                seen = found[0] if _LINE_ENDS.isdisjoint(found[0]) else " "
            case _:
                seen = ""
        if seen != found[0]:
            yield Span(*found.span()), seen
