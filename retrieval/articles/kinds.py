"""What a file is, by its first bytes and its name."""

import re
from enum import Enum
from pathlib import PurePath


class Kind(Enum):
    """A kind of file that is read."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    MHTML = "MHTML"
    DOCX = "DOCX"
    PDF = "PDF"


# First bytes of files that look like articles to people: https://en.wikipedia.org/wiki/List_of_file_signatures
_UNREAD = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"Rar!\x1a\x07", "RAR"),
)
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PDF = b"%PDF-"
_PDF_WITHIN = 1_024
"""How far from its start a PDF file may begin, in bytes; what readers accept by custom."""
# A page saved as one file is a mail with the page and its pictures.
_MAIL = re.compile(
    rb"\s*(?:from|mime-version|subject|date|snapshot-content-location):", re.IGNORECASE
)
_RELATED = re.compile(rb"(?im)^content-type:\s*multipart/(?:related|mixed|alternative)")
_HEAD_BYTES = 4_096
"""How much of a file is searched for the lines above a mail, in bytes."""
_ZIP = b"PK\x03\x04"
_DOCX = b"word/"
# Names of files inside, which stand uncompressed in the archive.
_UNREAD_ZIP = ((b"xl/", "XLSX"), (b"ppt/", "PPTX"), (b"epub+zip", "EPUB"))
_SUFFIXES = {
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
}
_HTML = re.compile(r"\s*(?:<\?xml\b[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def binary_kind(data: bytes) -> Kind | str | None:
    """What a file is that is no text, where its bytes say so; a name if it is not read."""
    if data.startswith(_ZIP):
        if _DOCX in data:
            return Kind.DOCX
        return next((kind for word, kind in _UNREAD_ZIP if word in data), "ZIP")
    for magic, kind in _UNREAD:
        if data.startswith(magic):
            return kind
    if _PDF in data[:_PDF_WITHIN]:
        return Kind.PDF
    head = data[:_HEAD_BYTES]
    return Kind.MHTML if _MAIL.match(head) and _RELATED.search(head) else None


def is_locked(data: bytes) -> bool:
    """Whether it is a DOCX file with a password: that is kept inside of a file like a DOC."""
    return _LOCKED in data


def text_kind(text: str, name: str) -> Kind:
    """What a text is, by its file's suffix or by how it begins."""
    if _HTML.match(text):
        return Kind.HTML
    return _SUFFIXES.get(PurePath(name).suffix.lower(), Kind.TEXT)
