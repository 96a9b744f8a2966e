"""Taking our steps from schema to schema, with Alembic."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from bot.store.problems import NEWER, UnfitError


def bring_to(connection: Connection, revision: str) -> None:
    """Take the steps to a schema; `head` is the newest.

    Raises:
        UnfitError: it has taken steps that this version does not have.
    """
    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise UnfitError(NEWER) from error


def is_known(revision: str) -> bool:
    """Whether this version has that step."""
    scripts = ScriptDirectory.from_config(_config())
    return revision in {script.revision for script in scripts.walk_revisions()}


def _config() -> Config:
    """Where the steps are."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return config
