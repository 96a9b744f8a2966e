"""The bot: the only asynchronous code, and the only home of python-telegram-bot."""

import os

# PTB asks for this by a warning each time that Telegram says how long to wait.
os.environ.setdefault("PTB_TIMEDELTA", "true")
