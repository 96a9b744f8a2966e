"""DOCX: the text that Word shows when all changes are accepted."""

from retrieval.articles.formats.docx.reading import read

__all__ = ["read"]
