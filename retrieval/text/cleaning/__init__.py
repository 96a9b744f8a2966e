"""Cleaning: raw text → canonical text, offset map and metadata."""

from retrieval.text.cleaning.cleaner import Cleaned, clean

__all__ = ["Cleaned", "clean"]
