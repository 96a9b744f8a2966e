"""Each kind of file → a document: bytes or text in, a value out.

These run in a process of their own (`retrieval.articles.isolated`), which is why they know
nothing of the rest of the core: it takes long to load.
"""
