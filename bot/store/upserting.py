"""Rows that may be there already: each engine has its own words for them, to the same effect."""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Upsert = sqlite.Insert | postgresql.Insert


def insert_into(connection: Connection, table: Table) -> Upsert:
    """An insert that may say what becomes of a conflict, in the words of this connection."""
    if connection.dialect.name == postgresql.dialect.name:
        return postgresql.insert(table)
    return sqlite.insert(table)
