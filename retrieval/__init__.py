"""Finding the sentences of an article that answer a question.

Nothing in here knows of Telegram, a terminal or the environment: text goes in,
values come out. Start reading at `retrieval.model`, then `retrieval.answering.answerer`.
"""
