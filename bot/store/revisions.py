"""Which of our steps from schema to schema a store has taken, and which is the last one."""

from importlib import resources

from sqlalchemy import Connection, inspect, text

REVISIONS = "alembic_version"
"""The table that names the last step."""
REVISION = f"SELECT version_num FROM {REVISIONS}"  # noqa: S608 - ours


def revision_of(connection: Connection) -> str | None:
    """The last of our steps that was taken there."""
    if not inspect(connection).has_table(REVISIONS):
        return None
    found: str | None = connection.scalar(text(REVISION))
    return found


def newest() -> str:
    """The last of our steps, of those that there are: their files are named by their order.

    Alembic, which reads them, takes a fifth of a second to load, and mostly none is to be taken.
    """
    steps = resources.files("bot.store.migrations") / "versions"
    return max(each.name.partition("_")[0] for each in steps.iterdir() if each.name[:1].isdigit())
