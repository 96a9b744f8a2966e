"""Tests of `retrieval.articles.formats`."""
