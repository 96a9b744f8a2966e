"""The console: a conversation with the articles on a terminal, or over a pipe."""
