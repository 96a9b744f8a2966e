"""PDF: the text layer, in reading order.

A PDF file knows where each character stands, and nothing of lines, columns or paragraphs.
"""

from retrieval.articles.formats.pdf.reading import read

__all__ = ["read"]
