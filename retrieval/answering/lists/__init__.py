"""The members of a list, as spans of the sentences that together hold them."""

from retrieval.answering.lists.extraction import ListAnswer, Lister

__all__ = ["ListAnswer", "Lister"]
