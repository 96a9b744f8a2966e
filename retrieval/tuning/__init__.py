"""Fitting: from labelled files to the weights that `retrieval/models/weights.py` reads.

Only this package needs PyTorch, which only `make tune` installs.
"""
