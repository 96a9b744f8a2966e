"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Step forward."""
    op.create_table(
        "article",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("deck", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_table(
        "chat",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("greeted", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("sentences", sa.Integer(), nullable=True),
        sa.Column("quiet", sa.Boolean(), nullable=False),
        sa.Column("askers", sa.Text(), nullable=False),
        sa.Column("moved_to", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("askers IN ('all', 'admins')", name=op.f("ck_chat_askers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat")),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("answer_id", sa.BigInteger(), nullable=True),
        sa.Column("article_id", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("milliseconds", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("chat_id", "message_id", name=op.f("uq_question_chat_id_message_id")),
        sa.UniqueConstraint("update_id", name=op.f("uq_question_update_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index("ix_question_answer", ["chat_id", "answer_id"], unique=False)
        batch_op.create_index("ix_question_asked_at", ["asked_at"], unique=False)
        batch_op.create_index("ix_question_person_id", ["person_id"], unique=False)

    op.create_table(
        "shelf",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("configured", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelf")),
        sa.UniqueConstraint("name", name=op.f("uq_shelf_name")),
    )
    op.create_table(
        "update",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_update")),
    )
    with op.batch_alter_table("update", schema=None) as batch_op:
        batch_op.create_index(
            "ix_update_open",
            ["id"],
            unique=False,
            sqlite_where=sa.text("content IS NOT NULL"),
            postgresql_where=sa.text("content IS NOT NULL"),
        )

    op.create_table(
        "chat_shelf",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shelf_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shelf_id"], ["shelf.id"], name=op.f("fk_chat_shelf_shelf_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "shelf_id", name=op.f("pk_chat_shelf")),
    )
    op.create_table(
        "feedback",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_feedback_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "person_id", name=op.f("pk_feedback")),
    )
    op.create_table(
        "shelf_article",
        sa.Column("shelf_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name=op.f("fk_shelf_article_article_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shelf_id"], ["shelf.id"], name=op.f("fk_shelf_article_shelf_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("shelf_id", "article_id", name=op.f("pk_shelf_article")),
    )
