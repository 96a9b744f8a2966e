"""Where passages are found by their terms."""
