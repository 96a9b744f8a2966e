"""Benchmarks: how fast, beside other programs on the same terms: `make bench`."""
