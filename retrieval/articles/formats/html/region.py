"""Which of a page's lines are the article's.

The article is where the prose is: from the root, one goes down as long as one element
holds nearly all of what is left. What surrounds it is told from it by links and by the
names that pages give their parts, but never dropped if it holds much of the prose.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from retrieval.articles.formats.html.lines import Line
from retrieval.articles.formats.html.tree import Node

_PROSE = re.compile(r"[。！？；，、]|[a-z]{2}[.!?](?:\s|$)|,\s")
_MOST = 0.7
"""Least share of the prose that an element must hold to be gone into; 0 to 1."""
_PEERS = 0.25
"""How much its peers may weigh: parts of one article look the same; 0 to 1."""
_LITTLE = 0.5
"""Largest share of the prose that is dropped by the name of its element; 0 to 1."""
_SHORT_WEIGHT = 0.1
"""What a character counts in a line without the marks of prose; 1 in prose."""
_PARTS = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navbar|menu|footer|foot|copyright|breadcrumbs?|crumbs?|sidebar|aside|side|"
    r"comments?|reply|replies|related|relate|relevant|recommend(?:ed|s)?|tuijian|xgwz|xgyd|xgxw|hot|hots|rank(?:ing)?|"
    r"share|bdshare|bdsharebuttonbox|ads?|advert|banner|login|search|pager|pagination|pages|pagenav|toolbar|tools?|"
    r"qrcode|ewm|erweima|friendlinks?|links|sitemap|topbar|top|header|logo|position|location|weizhi|dqwz|"
    r"subscribe|popup|modal|toast|cookie|tags?|keywords?|prev|next|prevnext|sxp|statement|disclaimer|"
    r"leftbar|rightbar|fixed|float)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_UNSEEN_PARTS = frozenset({"nav", "footer", "aside", "header", "form", "menu", "dialog"})
_ATTACHED = re.compile(r"附[件表录]|附：|附:|attachment", re.IGNORECASE)
_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|wps|ofd)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"(?:相关|相關|推荐|推薦|热门|熱門|延伸|更多|猜你|大家都在|往期|最新|精彩)"
    r"(?:阅读|閱讀|新闻|新聞|文章|推荐|推薦|链接|連結|资讯|資訊|报道|報導|喜欢|喜歡|看|精选|精選|信息|内容|點閱|点击)*"
    r"[:：>》]*"
)


class Regions:
    """Weighs a page's lines."""

    def __init__(self, root: Node, lines: Sequence[Line]) -> None:
        """Look at the lines below `root`."""
        self._root = root
        self._lines = lines
        self._weights = [_weight(line) for line in lines]
        self.dropped: set[int] = set()
        """Numbers of lines that stand around the article."""

    def drop_around(self, headline: int | None) -> None:
        """Drop what its element's name or its links tell to be no article.

        Args:
            headline: The line that is never dropped, nor an element that holds it.
        """
        total = sum(self._weights)
        self._sums = [0.0, *accumulate(self._weights)]
        for node in _named(self._root):
            holds = headline is not None and node.first <= headline < node.end
            if not holds and self._weight_of(node) <= _LITTLE * total:
                self.dropped.update(range(node.first, node.end))
        self._drop_links(headline)
        kept = (
            0.0 if number in self.dropped else weight
            for number, weight in enumerate(self._weights)
        )
        self._sums = [0.0, *accumulate(kept)]

    def main(self) -> Node:
        """The smallest element that holds nearly all prose."""
        node = self._root
        while (best := self._heaviest(node)) is not None:
            node = best
        return node

    def _heaviest(self, node: Node) -> Node | None:
        """The element in `node` to go into; None if `node` is the article."""
        inner = [each for each in node.nodes() if self._weight_of(each) > 0]
        if not inner:
            return None
        best = max(inner, key=self._weight_of)
        if best.end - best.first < 2 and len(inner) > 1:  # noqa: PLR2004 - a paragraph
            return None
        peers = sum(
            self._weight_of(each)
            for each in inner
            if each is not best and _look(each) == _look(best)
        )
        if peers > _PEERS * self._weight_of(best) or self._weight_of(
            best
        ) < _MOST * self._weight_of(node):
            return None
        return best if best.nodes() else None

    def _weight_of(self, node: Node) -> float:
        return self._sums[node.end] - self._sums[node.first]

    def _drop_links(self, headline: int | None) -> None:
        """Drop lines of links, and what heads them; attachments are the article's."""
        is_attached = False
        for number, line in enumerate(self._lines):
            if not line.is_link:
                is_attached = _ATTACHED.match(line.text) is not None
            elif number != headline and not (
                is_attached or _ATTACHED.match(line.text) or _FILE.search(line.text)
            ):
                self.dropped.add(number)
            if number != headline and _LISTED.fullmatch(line.text):
                self.dropped.add(number)


def _weight(line: Line) -> float:
    free = len(line.text) - min(line.linked, len(line.text))
    return free if _PROSE.search(line.text) else _SHORT_WEIGHT * free


def _named(node: Node) -> Iterator[Node]:
    """Elements that by their names stand around an article, outermost only."""
    for each in node.nodes():
        names = f"{each.attributes.get('class', '')} {each.attributes.get('id', '')}"
        if each.name in _UNSEEN_PARTS or _PARTS.search(names):
            yield each
        yield from _named(each)


def _look(node: Node) -> tuple[str, str]:
    return node.name, node.attributes.get("class", "")
