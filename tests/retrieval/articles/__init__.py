"""Tests of `retrieval.articles`."""
