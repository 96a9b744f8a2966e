"""Tests of what the folder's name says."""
