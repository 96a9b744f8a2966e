"""SQLite's full-text search, FTS5, in memory."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from retrieval.options import IndexOptions
from tests.bench.corpus import Corpus

_FILE = "sentences.db"
_TABLE = "CREATE VIRTUAL TABLE sentences USING fts5(terms, content='', tokenize='unicode61')"
_MATCHES = "SELECT rowid FROM sentences WHERE sentences MATCH ? ORDER BY rank LIMIT ?"


class SqliteFts5:
    """Its k1 and b are fixed, 1.2 and 0.75: its order is near the others' and not the same."""

    _connection: sqlite3.Connection

    def __init__(self, _: IndexOptions) -> None:
        """The parameters cannot be chosen."""

    def prepared(self, corpus: Corpus) -> list[str]:
        """Texts of words that its tokenizer leaves whole."""
        known = [_word(term) for term in corpus.vocabulary()].__getitem__
        return [
            " ".join(map(known, corpus.sentence(number).tolist())) for number in range(len(corpus))
        ]

    def build(self, documents: Iterable[str]) -> None:
        """All in one transaction, then merged as far as can be."""
        self._connection = sqlite3.connect(":memory:")
        with self._connection as connection:
            connection.execute(_TABLE)
            insert = "INSERT INTO sentences(rowid, terms) VALUES (?, ?)"
            connection.executemany(insert, enumerate(documents))
            connection.execute("INSERT INTO sentences(sentences) VALUES ('optimize')")

    def retrieve(self, terms: Sequence[str], k: int) -> list[tuple[int]]:
        """Rows that hold any of the terms."""
        words = " OR ".join(map(_word, terms))
        return self._connection.execute(_MATCHES, (words, k)).fetchall()

    def numbers(self, found: list[tuple[int]]) -> list[int]:
        """Numbers of rows."""
        return [row for (row,) in found]

    def add(self, documents: Iterable[str]) -> None:
        """In one transaction."""
        with self._connection as connection:
            insert = "INSERT INTO sentences(terms) VALUES (?)"
            connection.executemany(insert, ((each,) for each in documents))

    def save(self, folder: Path) -> None:
        """As a database file."""
        self._connection.execute("VACUUM INTO ?", (str(folder / _FILE),))

    def load(self, folder: Path) -> None:
        """It is opened, and read when it is asked."""
        self._connection = sqlite3.connect(folder / _FILE)


def _word(term: str) -> str:
    """A term in letters and digits alone."""
    return f"t{term.encode().hex()}"
