"""Cleaning, stage by stage and as a whole."""
