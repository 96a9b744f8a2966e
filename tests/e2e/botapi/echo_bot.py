"""A small real bot, to try the server with: `python -m tests.e2e.botapi.echo_bot`."""

import sys
from typing import Any

from telegram import Message, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    JobQueue,
    MessageHandler,
    filters,
)

Context = ContextTypes.DEFAULT_TYPE
_Data = dict[Any, Any]
EchoApplication = Application[ExtBot[None], Context, _Data, _Data, _Data, JobQueue[Context]]


async def echo(update: Update, _: Context) -> None:
    """Repeat a text."""
    await _message(update).reply_text(f"echo: {_message(update).text}")


async def ask(update: Update, context: Context) -> None:
    """Repeat what follows the command, and where it starts."""
    message = _message(update)
    command = message.entities[0]
    await message.reply_text(
        f"asked: {' '.join(context.args or [])} ({command.offset}, {command.length})",
        do_quote=True,
    )


async def pressed(update: Update, _: Context) -> None:
    """Acknowledge a button."""
    if update.callback_query is not None:
        await update.callback_query.answer("ok")


def build(token: str, base_url: str) -> EchoApplication:
    """The bot, not yet running."""
    files = f"{base_url.removesuffix('/bot')}/file/bot"
    builder = ApplicationBuilder().token(token).base_url(base_url).base_file_url(files)
    application = builder.build()
    application.add_handler(CommandHandler("ask", ask))
    application.add_handler(CallbackQueryHandler(pressed))
    application.add_handler(MessageHandler(filters.TEXT & filters.UpdateType.MESSAGE, echo))
    return application


def _message(update: Update) -> Message:
    if update.effective_message is None:
        complaint = "only messages are handled here"
        raise ValueError(complaint)
    return update.effective_message


if __name__ == "__main__":
    build(*sys.argv[1:]).run_polling(poll_interval=0, timeout=5)
