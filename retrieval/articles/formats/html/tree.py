"""Tags → a tree, by what browsers make of pages that close nothing.

https://html.spec.whatwg.org/multipage/syntax.html#optional-tags, not all of it.
"""

from dataclasses import dataclass, field

from retrieval.articles.formats.html.tokens import Attributes, Closed, Opened, Raw, tokens

_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "  # noqa: SIM905
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol "
    "option p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that stand on lines of their own."""
# An element → those that its start ends, and those beyond which it ends none.
_CELL = (frozenset({"td", "th"}), frozenset({"table"}))
_ENDS = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "table"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "td": _CELL,
    "th": _CELL,
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
}
_NOT_IN_P = (frozenset({"p"}), frozenset({"td", "th", "table", "div", "li", "section"}))
_CELLS = frozenset({"td", "th", "table"})
_TABLE_PARTS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "table"})
_DEEPEST = 200
"""Elements nested deeper are put into the one at this depth; a browser stops at 512."""


@dataclass(slots=True, eq=False)
class Node:
    """An element."""

    name: str
    attributes: Attributes = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)
    first: int = 0
    end: int = 0
    """Which of the page's lines are in it: a half-open range, filled when they are known."""

    def nodes(self) -> "list[Node]":
        """The elements right inside of it."""
        return [each for each in self.children if isinstance(each, Node)]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's tree, and what stands in it unseen."""

    root: Node
    metas: tuple[Attributes, ...]
    """The attributes of its `<meta>` elements."""
    raws: tuple[Raw, ...]
    """Scripts and titles, in page order."""


def parse(source: str) -> Page:
    """The tree of a page."""
    builder = _Builder()
    for token in tokens(source):
        builder.take(token)
    return Page(builder.root, tuple(builder.metas), tuple(builder.raws))


class _Builder:
    """Keeps the elements that are open."""

    def __init__(self) -> None:
        self.root = Node("html")
        self.metas: list[Attributes] = []
        self.raws: list[Raw] = []
        self._open = [self.root]

    def take(self, token: Opened | Closed | Raw | str) -> None:
        """Put the next token in its place."""
        match token:
            case str():
                self._open[-1].children.append(token)
            case Raw(name):
                if name in {"script", "title"}:
                    self.raws.append(token)
            case Opened(name, attributes):
                self._start(name, attributes)
            case Closed(name):
                self._finish(name)

    def _start(self, name: str, attributes: Attributes) -> None:
        if name in {"html", "body"}:
            return
        if name == "meta":
            self.metas.append(attributes)
            return
        if name in _ENDS:
            self._end(*_ENDS[name])
        if name in BLOCKS:
            self._end(*_NOT_IN_P)
        node = Node(name, attributes)
        self._open[-1].children.append(node)
        if name not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(node)

    def _end(self, names: frozenset[str], borders: frozenset[str]) -> None:
        """End the innermost element of these names, if no border is met before."""
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].name in names:
                del self._open[depth:]
                return
            if self._open[depth].name in borders:
                return

    def _finish(self, name: str) -> None:
        borders = frozenset({"table"}) if name in _TABLE_PARTS - {"table"} else _CELLS
        self._end(frozenset({name}), frozenset() if name == "table" else borders - {name})
