"""What is read in an article once, and kept: its sentences, their terms, tags and vectors."""
