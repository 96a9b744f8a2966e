"""How a file of an older version becomes one of this: run by Alembic, oldest first."""
