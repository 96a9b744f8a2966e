"""From a question to sentences, or to the reason why there are none."""
