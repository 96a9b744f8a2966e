"""Each kind of file, read by its format."""

from importlib import import_module

from retrieval.articles.formats.document import Document, FormatError
from retrieval.articles.kinds import Kind
from retrieval.articles.problems import ReadingProblem
from retrieval.options import ReadingOptions

# A format is loaded when its first file comes: the library for PDF is not small.
_FORMATS = {
    Kind.MARKDOWN: "markdown",
    Kind.HTML: "html",
    Kind.MHTML: "mhtml",
    Kind.DOCX: "docx",
    Kind.PDF: "pdf",
}


def read(data: bytes, kind: Kind, options: ReadingOptions) -> Document:
    """The document that a file holds; what is text in any encoding comes in UTF-8.

    Raises:
        FormatError: there is no text in it, or too much of something.
    """
    module = import_module(f"retrieval.articles.formats.{_FORMATS[kind]}")
    document: Document = module.read(data, options)
    return check_text(document, options)


def check_text(document: Document, options: ReadingOptions) -> Document:
    """The same document.

    Raises:
        FormatError: there is no text in it, or too much.
    """
    text = document.text
    if len(text) > options.max_chars:
        raise FormatError(ReadingProblem.TOO_LONG, options.max_chars)
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise FormatError(ReadingProblem.EMPTY)
    return document
