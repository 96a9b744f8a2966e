"""Tests of `retrieval.index.cluster`, beside the laws of an index."""
