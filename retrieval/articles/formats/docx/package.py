"""The archive that a DOCX file is, opened with care.

What it says of its sizes is checked before anything is unpacked, and what comes out while
it is. Only the named parts are read; what is embedded in the archive stays packed.
"""

import io
import struct
import zipfile
import zlib
from xml.etree import ElementTree as ET

from retrieval.articles.formats.document import FormatError
from retrieval.articles.problems import ReadingProblem
from retrieval.options import ReadingOptions

_ENCRYPTED = 0x1
"""Bit of an entry's flags: it needs a password."""
_SMALL_BYTES = 1_000_000
"""A part up to this size may be packed as tightly as it likes, in bytes."""
_STEP_BYTES = 65_536
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError),
    *(struct.error, UnicodeError, IndexError, OverflowError),
)
"""What the standard library raises at archives that are broken in one way or another."""

Element = ET.Element


class _Builder(ET.TreeBuilder):
    """Takes no document type, and so no entity: OOXML has none (ECMA-376, part 2, 9.1.1)."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse it."""
        del name, pubid, system
        raise FormatError(ReadingProblem.DAMAGED)


class Package:
    """The parts of a file, by their names."""

    def __init__(self, data: bytes, options: ReadingOptions) -> None:
        """Open `data`.

        Raises:
            FormatError: it is damaged, needs a password, or holds too much.
        """
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise FormatError(ReadingProblem.DAMAGED) from error
        self._left = options.max_unpacked_bytes
        self._options = options
        self._check(self._archive.infolist())

    def xml(self, name: str) -> Element | None:
        """A part's root; None if there is no such part.

        Raises:
            FormatError: it is damaged, or too large.
        """
        data = self._part(name)
        if data is None:
            return None
        try:
            return ET.fromstring(data, parser=ET.XMLParser(target=_Builder()))  # noqa: S314 - see _Builder
        except (ET.ParseError, ValueError, LookupError) as error:
            raise FormatError(ReadingProblem.DAMAGED) from error

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        options = self._options
        if len(entries) > options.max_entries:
            raise FormatError(ReadingProblem.TOO_MANY_ENTRIES, options.max_entries)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise FormatError(ReadingProblem.ENCRYPTED)
        if any(
            entry.file_size > max(_SMALL_BYTES, options.max_ratio * entry.compress_size)
            for entry in entries
        ):
            raise FormatError(ReadingProblem.TOO_DENSE, options.max_ratio)
        if sum(entry.file_size for entry in entries) > options.max_unpacked_bytes:
            raise self._too_much()

    def _part(self, name: str) -> bytes | None:
        """A part's content; the archive may lie about its size, so it comes in steps."""
        pieces: list[bytes] = []
        try:
            with self._archive.open(name) as part:
                while piece := part.read(_STEP_BYTES):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise self._too_much()
                    pieces.append(piece)
        except KeyError:
            return None
        except _BROKEN as error:
            raise FormatError(ReadingProblem.DAMAGED) from error
        return b"".join(pieces)

    def _too_much(self) -> FormatError:
        return FormatError(ReadingProblem.TOO_MUCH_INSIDE, self._options.max_unpacked_bytes)
