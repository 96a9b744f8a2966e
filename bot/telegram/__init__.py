"""The bot: the only asynchronous code, and the only home of python-telegram-bot."""
