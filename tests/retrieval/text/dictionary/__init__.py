"""Tests of `retrieval.text.dictionary`."""
