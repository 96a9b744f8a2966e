"""Which of several processes deals with an update, and which others go before it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Step forward."""
    is_open = sa.text("content IS NOT NULL")
    with op.batch_alter_table("update", schema=None) as batch_op:
        batch_op.add_column(sa.Column("replica", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("turn", sa.Text(), nullable=True))
        batch_op.create_index(
            "ix_update_turn", ["turn", "id"], sqlite_where=is_open, postgresql_where=is_open
        )
