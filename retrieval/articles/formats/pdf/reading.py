"""A PDF file → a document."""

from retrieval.articles.formats.document import Document, FormatError, Properties
from retrieval.articles.formats.meaning import meant_author, meant_title
from retrieval.articles.formats.pdf.columns import blocks_of
from retrieval.articles.formats.pdf.pages import printed
from retrieval.articles.formats.pdf.paragraphs import paragraphs_of
from retrieval.articles.formats.pdf.running import without_running
from retrieval.articles.problems import ReadingProblem
from retrieval.options import ReadingOptions


def read(data: bytes, options: ReadingOptions) -> Document:
    """The text of a PDF file.

    Its dates are not taken: they are those of the file, which may be printed at any time.

    Raises:
        FormatError: it is damaged, needs a password, has no text layer, or is too long.
    """
    found = printed(data, options)
    pages = without_running([page.segments for page in found.pages])
    text = "\n".join(paragraphs_of([list(blocks_of(page)) for page in pages]))
    if not text:
        has_pictures = any(page.has_pictures for page in found.pages)
        raise FormatError(ReadingProblem.NO_TEXT_LAYER if has_pictures else ReadingProblem.EMPTY)
    hints = Properties(title=meant_title(found.title), author=meant_author(found.author))
    return Document(text, hints=hints)
