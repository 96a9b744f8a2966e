"""What people add, what they found good, what a shelf's words mean, and what was missing."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Step forward."""
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.add_column(sa.Column("examples", sa.Text(), nullable=True))

    # All that was read is counted from now on; it is read anew.
    op.execute("DELETE FROM analysis")
    with op.batch_alter_table("analysis", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sentences", sa.Integer(), nullable=False))

    with op.batch_alter_table("shelf_article", schema=None) as batch_op:
        # What is on shelves now, the configuration put there.
        batch_op.add_column(
            sa.Column("configured", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(sa.Column("origin", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("added_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("added_by", sa.BigInteger(), nullable=True))
        batch_op.create_unique_constraint(
            op.f("uq_shelf_article_shelf_id_origin"), ["shelf_id", "origin"]
        )

    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.add_column(sa.Column("missing", sa.Text(), nullable=True))

    op.create_table(
        "golden",
        sa.Column("question_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("question_id", "person_id", name=op.f("pk_golden")),
    )
    with op.batch_alter_table("golden", schema=None) as batch_op:
        batch_op.create_index("ix_golden_person_id", ["person_id"], unique=False)

    op.create_table(
        "shelf_word",
        sa.Column("shelf_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shelf_id"], ["shelf.id"], name=op.f("fk_shelf_word_shelf_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("shelf_id", "word", "meaning", name=op.f("pk_shelf_word")),
    )
