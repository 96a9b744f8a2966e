"""Judged questions: what `make quality` asks."""
