"""Tests of analysing articles."""
