"""What outlives the process, in a file or on a server, and the only home of SQLAlchemy.

`tables` is the schema, `migrations` how older stores become it, `database` opens one, on the
engine that its place names (`file_engine`, `server_engine`); the other modules are one table's
questions and answers each, as functions of a connection.
"""
