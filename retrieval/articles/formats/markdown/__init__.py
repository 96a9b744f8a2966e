"""Markdown: the text without its marks."""

from retrieval.articles.formats.document import Document
from retrieval.articles.formats.markdown.blocks import read_markdown
from retrieval.options import ReadingOptions


def read(data: bytes, _: ReadingOptions) -> Document:
    """The text of a Markdown file."""
    return read_markdown(data.decode())
