"""DOCX files made for a test, by hand: what Word writes, and what it never would."""

import io
import zipfile
from collections.abc import Mapping

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
STYLES = f"""<w:styles {NAMESPACES}>
<w:style w:styleId="a3"><w:name w:val="Title"/></w:style>
<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="10"><w:name w:val="toc 1"/></w:style>
</w:styles>"""
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(inside: str, style: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    runs = inside if inside.startswith("<") else run(inside)
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def cell(text: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def core(title: str = "", creator: str = "", created: str = "") -> str:
    """The part with the properties of a file."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
        f"<dcterms:created>{created}</dcterms:created></cp:coreProperties>"
    )


def notes(kind: str, texts: Mapping[str, str]) -> str:
    """The part with footnotes or endnotes, by id; Word's own separators included."""
    inside = "".join(
        f'<w:{kind} w:id="{number}">{paragraph(text)}</w:{kind}>' for number, text in texts.items()
    )
    return f'<w:{kind}s {NAMESPACES}><w:{kind} w:type="separator" w:id="-1"/>{inside}</w:{kind}s>'


def document(body: str) -> str:
    """The part with the text."""
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def archived(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 5, 0, 0, 0)), content, 8)
    return buffer.getvalue()


def docx(body: str, **further: str | bytes) -> bytes:
    """A whole file; `further` parts by their names in `word/`, and `core`."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": RELATIONS,
        "word/document.xml": document(body),
        "word/styles.xml": STYLES,
    }
    for name, content in further.items():
        parts["docProps/core.xml" if name == "core" else f"word/{name}.xml"] = content
    return archived(parts)
