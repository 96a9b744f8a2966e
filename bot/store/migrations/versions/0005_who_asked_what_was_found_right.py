"""Who asked what somebody found right: it goes when they want to be forgotten, too."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Step forward."""
    with op.batch_alter_table("golden", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asker_id", sa.BigInteger(), nullable=True))
