"""Tests of retrieval.tuning, but for what needs PyTorch."""
