"""Tests of several processes on one store: each update is dealt with by one of them."""
