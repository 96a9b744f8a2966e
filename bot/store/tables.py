"""The schema, as `migrations` leaves it.

Times are Unix seconds. Numbers of chats, people and updates are Telegram's own, of 64 bits.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    true,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

articles = Table(
    "article",
    metadata,
    Column("id", Text, primary_key=True),  # made from the canonical text
    Column("text", Text, nullable=False),  # canonical: what spans index
    Column("title", Text),
    Column("deck", Text),
    Column("published", Text),
    Column("source", Text),
    Column("author", Text),
    Column("added_at", BigInteger, nullable=False),
    Column("examples", Text),  # a JSON list of questions that it answers; NULL: none were sought
)

analyses = Table(
    "analysis",
    metadata,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Text, nullable=False),  # of all that read it: stale under another
    Column("content", LargeBinary, nullable=False),
    Column("sentences", Integer, nullable=False),
)

shelves = Table(
    "shelf",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    # Whether the configuration names it.
    Column("configured", Boolean, nullable=False),
    # Whether every chat sees it.
    Column("shared", Boolean, nullable=False),
)

shelf_articles = Table(
    "shelf_article",
    metadata,
    Column("shelf_id", ForeignKey("shelf.id", ondelete="CASCADE"), primary_key=True),
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, nullable=False),
    # Whether the configuration put it there: then it is put there anew at each start.
    Column("configured", Boolean, nullable=False, server_default=true()),
    Column("origin", Text),  # where it came from: what comes from there again takes its place
    Column("added_at", BigInteger),
    Column("added_by", BigInteger),  # the person who did
    UniqueConstraint("shelf_id", "origin"),
)

shelf_words = Table(
    "shelf_word",
    metadata,
    Column("shelf_id", ForeignKey("shelf.id", ondelete="CASCADE"), primary_key=True),
    Column("word", Text, primary_key=True),
    Column("meaning", Text, primary_key=True),  # another word for the same; "": it is one word
)

chats = Table(
    "chat",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("active", Boolean, nullable=False),  # False: the bot was removed or blocked
    Column("greeted", Boolean, nullable=False),
    # Settings; NULL is the default.
    Column("language", Text),
    Column("sentences", Integer),
    Column("quiet", Boolean, nullable=False),
    Column("askers", Text, nullable=False),
    # The supergroup that this group became: the configuration may still name the group.
    Column("moved_to", BigInteger),
    CheckConstraint("askers IN ('all', 'admins')", name="askers"),
)

chat_shelves = Table(
    "chat_shelf",
    metadata,
    # Not a key of `chat`: the configuration may name a chat before it is met.
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("shelf_id", ForeignKey("shelf.id", ondelete="CASCADE"), primary_key=True),
)

updates = Table(
    "update",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("received_at", BigInteger, nullable=False),
    Column("content", Text),  # as Telegram sent it; NULL once it is dealt with
    Column("digest", Text),  # of the content, which outlives it
    Column("replica", Integer),  # of several processes, the one that deals with it
    Column("turn", Text),  # it waits for open ones before it that have the same
    Index(
        "ix_update_turn",
        "turn",
        "id",
        sqlite_where=Column("content").is_not(None),
        postgresql_where=Column("content").is_not(None),
    ),
    Index(
        "ix_update_open",
        "id",
        sqlite_where=Column("content").is_not(None),
        postgresql_where=Column("content").is_not(None),
    ),
)

questions = Table(
    "question",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("message_id", BigInteger),  # NULL for inline and guest questions
    Column("person_id", BigInteger),
    Column("text", Text, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("answer_id", BigInteger),  # number of the bot's message
    Column("article_id", Text),  # whose sentence answered: a reply asks the same one
    Column("confidence", Float),
    Column("milliseconds", Float),
    Column("missing", Text),  # a JSON list of the words that no article has, of a declined one
    UniqueConstraint("chat_id", "message_id"),
    Index("ix_question_answer", "chat_id", "answer_id"),
    Index("ix_question_asked_at", "asked_at"),
    Index("ix_question_person_id", "person_id"),
    # A sequence of PostgreSQL's is so by itself.
    sqlite_autoincrement=True,  # a button of a forgotten question must not meet another
)

feedback = Table(
    "feedback",
    metadata,
    Column("question_id", ForeignKey("question.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("good", Boolean, nullable=False),
    Column("given_at", BigInteger, nullable=False),
)

golden = Table(
    "golden",
    metadata,
    # Not a key of `question`: that one goes after a time, and this one stays.
    Column("question_id", Integer, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("article_id", Text, nullable=False),
    Column("answer", Text, nullable=False),  # the sentence that a person found right
    Column("given_at", BigInteger, nullable=False),
    Column("asker_id", BigInteger),
    Index("ix_golden_person_id", "person_id"),
)

forgettable = (articles, analyses, shelf_articles, updates, questions, feedback, golden)
"""Tables of which people may have something deleted: it must not be found there again."""
