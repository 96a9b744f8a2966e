"""HTML: the article of a saved page, without the page around it."""

from retrieval.articles.formats.document import Document
from retrieval.articles.formats.html.reading import read_html as read_page
from retrieval.options import ReadingOptions

__all__ = ["read", "read_page"]


def read(data: bytes, _: ReadingOptions) -> Document:
    """The article of a saved page."""
    return read_page(data.decode())
