"""Tests of what the folder's name says: first contact, groups, settings, privacy."""
