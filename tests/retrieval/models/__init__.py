"""Tests of `retrieval.models`, beside its laws."""
