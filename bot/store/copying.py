"""All rows of a store into another one of the same schema, on whatever engine."""

from sqlalchemy import Connection, MetaData, Table, column, func, insert, select, table, text
from sqlalchemy.dialects import postgresql

_IN_PARTS = {"yield_per": 20}
"""Rows at a time: one may be a long article, or what was read in it."""
_NUMBERS = table("sqlite_sequence", column("name"), column("seq"))
"""Where SQLite keeps the highest number that each table ever gave, if it must not reuse one."""


def copy(source: Connection, target: Connection, schema: MetaData) -> int:
    """Copy every row, and go on numbering after both: how many rows.

    The target's transaction is the caller's, and so is the consistency of what is read.
    """
    count = 0
    for each in schema.sorted_tables:
        found = source.execute(select(each), execution_options=_IN_PARTS)
        for rows in found.mappings().partitions():
            target.execute(insert(each), [dict(row) for row in rows])
            count += len(rows)
        _number_after(target, each, _highest_number(source, each))
    return count


def _is_on_server(connection: Connection) -> bool:
    return connection.dialect.name == postgresql.dialect.name


def _highest_number(connection: Connection, of: Table) -> int:
    """The highest number that a table ever gave; 0 if none, or if it does not remember."""
    if not _is_on_server(connection):
        given = select(_NUMBERS.c.seq).where(_NUMBERS.c.name == of.name)
        return int(connection.execute(given).scalar() or 0)
    sequence = _sequence(connection, of)
    if sequence is None:
        return 0
    last = text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
    return int(connection.execute(last).scalar_one())


def _number_after(connection: Connection, of: Table, number: int) -> None:
    """Give only higher numbers than that, than those that are there, and than before.

    A button of a question that was forgotten on either side must not meet another one.
    """
    if not _is_on_server(connection):
        # A table that remembers has a row there once it holds any of its own.
        remembers = text("SELECT 1 FROM sqlite_master WHERE name = :name AND sql LIKE :words")
        told = {"name": of.name, "words": "%AUTOINCREMENT%"}
        if connection.execute(remembers, told).scalar() is not None:
            number = max(number, _highest_number(connection, of))
            connection.execute(_NUMBERS.delete().where(_NUMBERS.c.name == of.name))
            connection.execute(_NUMBERS.insert().values(name=of.name, seq=number))
        return
    sequence = _sequence(connection, of)
    if sequence is not None:
        (key,) = of.primary_key.columns
        there = connection.execute(select(func.max(key))).scalar() or 0
        number = max(number, there, _highest_number(connection, of))
        if number:
            connection.execute(select(func.setval(sequence, number)))


def _sequence(connection: Connection, of: Table) -> str | None:
    """The name of what numbers a table on a server, quoted; None if nothing does."""
    keys = list(of.primary_key.columns)
    if len(keys) != 1:
        return None
    found = select(func.pg_get_serial_sequence(f'"{of.name}"', keys[0].name))
    name: str | None = connection.execute(found).scalar_one()
    return name
