"""Lines of the page around the article: buttons, links, invitations, footers."""

import re

from retrieval.text.cleaning.lines import Line
from retrieval.text.cleaning.patterns import Patterns

MAX_BUTTONS = 80
"""Longest line of buttons, breadcrumbs or a link to another article, in characters."""
MAX_INVITATION = 40
"""Longest follow-us line, in characters."""
MAX_FOOTER = 150
"""Longest copyright line, in characters."""
_LOOSE_SEPARATOR = re.compile(r" ?(?:>>?|›|»|＞|→|&gt;|[/|｜·-]) ?")
"""Separators of a breadcrumb that begins with the home page."""
_CRUMB_SEPARATOR = re.compile(r" ?(?:>>?|›|»|＞|→|&gt;) ?")


def is_buttons(line: Line, patterns: Patterns) -> bool:
    """Whether a line is made of chrome words, a button among them: chrome anywhere."""
    return (
        len(line.text) <= MAX_BUTTONS
        and patterns.chrome_words.fullmatch(line.folded) is not None
        and patterns.button.search(line.folded) is not None
    )


def is_tools(line: Line, patterns: Patterns) -> bool:
    """Whether a line is made of chrome words, a tool among them: chrome beside prose only."""
    return (
        len(line.text) <= MAX_BUTTONS
        and patterns.chrome_words.fullmatch(line.folded) is not None
        and patterns.tool.search(line.folded) is not None
    )


def is_link(line: Line, patterns: Patterns) -> bool:
    """Whether a line is an invitation, a breadcrumb or a link to another article."""
    if len(line.text) > MAX_BUTTONS or "。" in line.text:
        return False
    if len(line.text) <= MAX_INVITATION and patterns.invitation.fullmatch(line.folded):
        return True
    if patterns.crumb_label.match(line.folded) or patterns.neighbour.match(line.folded):
        return True
    is_from_home = patterns.crumb_end.match(line.folded) is not None
    crumbs = (_LOOSE_SEPARATOR if is_from_home else _CRUMB_SEPARATOR).split(line.folded)
    return len(crumbs) > 1 and any(
        patterns.crumb_end.fullmatch(crumb) for crumb in (crumbs[0], crumbs[-1])
    )


def is_footer(line: Line, patterns: Patterns) -> bool:
    """Whether a line claims copyright or gives the site's registration."""
    return len(line.text) <= MAX_FOOTER and patterns.footer.search(line.folded) is not None
