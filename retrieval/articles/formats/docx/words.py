"""WordprocessingML's elements by their plain names, and a paragraph's words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from retrieval.articles.formats.docx.package import Element

# Transitional and strict files have a namespace each.
_WORDS = ("wordprocessingml/2006/main", "wordprocessingml/main")
_ALTERNATIVES = "markup-compatibility/2006"
_MATHS = "officeDocument/2006/math"
_DELETED = frozenset({"del", "moveFrom"})
_UNSEEN = frozenset({"pPr", "rPr", "rt", "sdtPr", "delText", "instrText", "commentReference"})
_BREAKS = frozenset({"br", "cr"})
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_OFF = frozenset({"0", "false", "off"})

NoteKey = tuple[str, str]
"""`footnote` or `endnote`, and its id."""


@dataclass(slots=True)
class Words:
    """What stands in a paragraph."""

    pieces: list[str] = field(default_factory=list)
    notes: list[NoteKey] = field(default_factory=list)
    """References to notes, in text order."""
    boxes: list[Element] = field(default_factory=list)
    """Text boxes that hang on it."""

    @property
    def text(self) -> str:
        """Its lines."""
        return "".join(self.pieces)


def name_of(element: Element) -> str:
    """Its name, of WordprocessingML or maths; empty for one of another vocabulary."""
    namespace, _, name = element.tag.rpartition("}")
    if namespace.endswith(_WORDS):
        return name
    if namespace.endswith(_ALTERNATIVES):
        return name
    return "t" if namespace.endswith(_MATHS) and name == "t" else ""


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute of WordprocessingML; None without an element, too."""
    if element is None:
        return None
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, and of it the first of the next name, and so on."""
    for name in path:
        element = next((each for each in element or () if name_of(each) == name), None)
    return element


def is_on(element: Element | None, *path: str) -> bool:
    """Whether a switch is there, and not turned off."""
    switch = child(element, *path)
    return switch is not None and (attribute(switch, "val") or "").lower() not in _OFF


def shown(element: Element) -> Iterator[Element]:
    """Children as a reader has them: of alternatives the first, deleted ones not."""
    for each in element:
        name = name_of(each)
        if name == "AlternateContent":
            chosen = next(iter(each), None)
            if chosen is not None:
                yield from shown(chosen)
        elif name not in _DELETED:
            yield each


def words_of(paragraph: Element) -> Words:
    """A paragraph's words."""
    words = Words()
    _collect(paragraph, words)
    return words


def _collect(element: Element, words: Words) -> None:
    for each in shown(element):
        name = name_of(each)
        if name in _UNSEEN or (name == "r" and is_on(each, "rPr", "vanish")):
            continue
        if name == "t":
            words.pieces.append(each.text or "")
        elif name == "tab":
            words.pieces.append("\t")
        elif name in _BREAKS:
            words.pieces.append("\n")
        elif name == "noBreakHyphen":
            words.pieces.append("-")
        elif name in _NOTES:
            words.notes.append((_NOTES[name], attribute(each, "id") or ""))
        elif name == "txbxContent":
            words.boxes.append(each)
        else:
            _collect(each, words)
