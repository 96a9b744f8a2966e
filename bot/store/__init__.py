"""What outlives the process: one SQLite file, and the only home of SQLAlchemy.

`tables` is the schema, `migrations` how older files become it, `database` opens a file;
the other modules are one table's questions and answers each, as functions of a connection.
"""
