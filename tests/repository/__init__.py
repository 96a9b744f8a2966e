"""Tests of the repository itself: its data, its pins, its Makefile."""
