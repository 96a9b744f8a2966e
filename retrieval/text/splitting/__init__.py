"""Canonical text → paragraphs → sentences → passages, all as spans."""
