"""Tests of `retrieval.index`; its laws are in `tests/laws/`."""
