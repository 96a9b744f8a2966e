"""A file → pages of segments, by PDFium: the only module that knows it."""

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from retrieval.articles.formats.document import FormatError
from retrieval.articles.formats.pdf.segments import segments_of
from retrieval.articles.formats.pdf.values import Glyph, Page
from retrieval.articles.problems import ReadingProblem
from retrieval.options import ReadingOptions

_QUARTER = 90
_UPRIGHT_WITHIN = 10
"""How far a text may lean and be no watermark, in degrees."""
_HYPHEN_MARKS = frozenset("\x02\ufffe")
"""What PDFium makes of a hyphen at a line's end."""
_LAST_SPACE = 0x20


@dataclass(frozen=True, slots=True)
class Printed:
    """A file, as far as it is read."""

    pages: tuple[Page, ...]
    title: str
    author: str


def printed(data: bytes, options: ReadingOptions) -> Printed:
    """The pages of a file.

    Raises:
        FormatError: it is damaged, needs a password, or has too many pages or characters.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD
        problem = ReadingProblem.ENCRYPTED if locked else ReadingProblem.DAMAGED
        raise FormatError(problem) from error
    with closing(document):
        if len(document) > options.max_pages:
            raise FormatError(ReadingProblem.TOO_MANY_PAGES, options.max_pages)
        metadata = document.get_metadata_dict()
        pages: list[Page] = []
        left = options.max_chars
        for number in range(len(document)):
            page = _page(document, number)
            left -= sum(len(segment.text) for segment in page.segments)
            if left < 0:
                raise FormatError(ReadingProblem.TOO_LONG, options.max_chars)
            pages.append(page)
        return Printed(tuple(pages), metadata.get("Title", ""), metadata.get("Author", ""))


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """A page; one that cannot be loaded is empty, and does not spoil the others."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page((), has_pictures=False)
    with closing(page), closing(text):
        placed = list(_glyphs(text))
        angle = _usual_angle(placed)
        upright = (_turned(each.glyph, angle) for each in placed if each.angle == angle)
        pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        return Page(tuple(segments_of(upright)), any(True for _ in pictures))


@dataclass(frozen=True, slots=True)
class _Placed:
    glyph: Glyph
    angle: int | None
    """How far it is turned, in quarters; None if it leans."""


def _glyphs(text: pypdfium2.PdfTextPage) -> Iterator[_Placed]:
    box = pdfium.FS_RECTF()
    is_spaced = False
    for index in range(text.count_chars()):
        character = _character(text, index)
        is_generated = pdfium.FPDFText_IsGenerated(text, index) == 1
        if is_generated or not character or ord(character) < _LAST_SPACE:
            is_spaced = True
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        glyph = Glyph(character, box.left, box.right, box.bottom, box.top, is_spaced)
        is_spaced = False
        yield _Placed(glyph, _quarters(pdfium.FPDFText_GetCharAngle(text, index)))


def _character(text: pypdfium2.PdfTextPage, index: int) -> str:
    number = pdfium.FPDFText_GetUnicode(text, index)
    if pdfium.FPDFText_IsHyphen(text, index) == 1:
        return "-"
    is_character = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF  # noqa: PLR2004 - Unicode's
    character = chr(number) if is_character else ""
    return "-" if character in _HYPHEN_MARKS else character


def _quarters(radians: float) -> int | None:
    degrees = radians * 57.29577951308232
    quarters = round(degrees / _QUARTER)
    return quarters % 4 if abs(degrees - quarters * _QUARTER) <= _UPRIGHT_WITHIN else None


def _usual_angle(placed: Iterable[_Placed]) -> int | None:
    """How most of the text is turned; a page may lie on its side."""
    angles = Counter(each.angle for each in placed if each.angle is not None)
    return max(angles, key=angles.__getitem__) if angles else None


def _turned(glyph: Glyph, quarters: int | None) -> Glyph:
    """The glyph on the page turned upright."""
    left, right, bottom, top = glyph.left, glyph.right, glyph.bottom, glyph.top
    match quarters:
        case 1:
            left, right, bottom, top = -top, -bottom, left, right
        case 2:
            left, right, bottom, top = -right, -left, -top, -bottom
        case 3:
            left, right, bottom, top = bottom, top, -right, -left
        case _:
            return glyph
    return Glyph(glyph.character, left, right, bottom, top, glyph.is_spaced)
