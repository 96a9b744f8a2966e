"""A DOCX file → a document. Nothing outside of the file is ever looked at."""

import re
from collections.abc import Iterator

from retrieval.articles.formats.document import Document, FormatError, Properties
from retrieval.articles.formats.docx.blocks import Block, Walk, style_names
from retrieval.articles.formats.docx.package import Element, Package
from retrieval.articles.formats.docx.words import NoteKey, attribute, name_of
from retrieval.articles.formats.meaning import meant_author, meant_day, meant_title
from retrieval.articles.problems import ReadingProblem
from retrieval.options import ReadingOptions

_MAIN = "word/document.xml"
_RELATIONS = "_rels/.rels"
_MAIN_RELATION = "/officeDocument"
_CORE = "docProps/core.xml"
_NOTES = {"footnote": "footnotes.xml", "endnote": "endnotes.xml"}
_HEADING = re.compile(r"heading 1|标题 1|標題 1")
_TITLE = frozenset({"title", "标题", "標題"})


def read(data: bytes, options: ReadingOptions) -> Document:
    """The text of a DOCX file.

    Raises:
        FormatError: it is damaged, needs a password, or holds too much.
    """
    package = Package(data, options)
    main = _main_part(package)
    folder = main.rpartition("/")[0]
    root = package.xml(main)
    if root is None:
        raise FormatError(ReadingProblem.DAMAGED)
    walk = Walk(style_names(package.xml(f"{folder}/styles.xml")))
    blocks = list(walk.blocks(root))
    lines = [block.text for block in blocks]
    lines += _notes(package, folder, walk, [note for block in blocks for note in block.notes])
    return Document("\n".join(lines), Properties(title=_title(blocks)), _core(package))


def _main_part(package: Package) -> str:
    """Name of the part with the text: most often the same, but the file says which."""
    relations = package.xml(_RELATIONS)
    for relation in relations if relations is not None else ():
        kind = relation.get("Type") or ""
        target = (relation.get("Target") or "").lstrip("/")
        if kind.endswith(_MAIN_RELATION) and relation.get("TargetMode") != "External":
            return target
    return _MAIN


def _notes(package: Package, folder: str, walk: Walk, keys: list[NoteKey]) -> Iterator[str]:
    """The notes that are referred to: footnotes first, each kind in text order."""
    for kind, name in _NOTES.items():
        wanted = [number for of, number in keys if of == kind]
        part = package.xml(f"{folder}/{name}") if wanted else None
        if part is None:
            continue
        found: dict[str, Element] = {
            attribute(note, "id") or "": note for note in part if name_of(note) == kind
        }
        for number in dict.fromkeys(wanted):
            if number in found:
                yield from (block.text for block in walk.blocks(found[number]))


def _title(blocks: list[Block]) -> str | None:
    """The paragraph in the style of titles, or the only heading of the first level."""
    titles = [block.text for block in blocks if block.style in _TITLE]
    if not titles:
        titles = [block.text for block in blocks if _HEADING.fullmatch(block.style)]
        if len(titles) != 1 or titles[0] != blocks[0].text:
            return None
    return meant_title(titles[0])


def _core(package: Package) -> Properties:
    """What Word keeps about a file; much of it is nobody's statement."""
    core = package.xml(_CORE)
    values = {
        element.tag.rpartition("}")[2]: element.text
        for element in (core if core is not None else ())
    }
    author = meant_author(values.get("creator"))
    return Properties(
        title=meant_title(values.get("title")),
        author=author,
        # A file's first day tells something only where somebody wrote who began it.
        published=meant_day(values.get("created")) if author else None,
    )
