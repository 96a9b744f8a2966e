"""From settings to an application that can be run."""

from dataclasses import dataclass

from telegram.ext import Application
from telegram.request import BaseRequest

from bot.telegram.handlers import AnyApplication, Handlers
from bot.telegram.journal import JournaledQueue
from bot.telegram.ordering import PerChat
from bot.telegram.requests import BotApiRequest, PollingRequest, PollingState
from config.secret import Secret
from config.settings import TelegramSettings

_CONNECTIONS = 64
"""More than updates that are handled at a time: none waits for a connection."""
_POLL_CONNECTIONS = 4
"""PTB's default of 1 has been seen to stall for good when the one connection hangs."""
_READ_MARGIN_SECONDS = 10
"""How much longer to wait for a poll's answer than Telegram is asked to hold it."""


@dataclass(frozen=True, slots=True, eq=False)
class Intake:
    """What updates come in by."""

    queue: JournaledQueue
    state: PollingState


def order_of(application: AnyApplication) -> PerChat:
    """What keeps the order of its updates."""
    order = application.update_processor
    assert isinstance(order, PerChat), "it is built with one"  # noqa: S101 - PTB's type is wider
    return order


def build(
    settings: TelegramSettings,
    token: Secret,
    handlers: Handlers,
    intake: Intake,
    request: BaseRequest | None = None,
) -> AnyApplication:
    """The application; a test gives its own `request`, and nothing leaves the process.

    What comes in goes by way of `intake`.
    """
    builder = (
        Application.builder()
        .token(token.reveal())
        .base_url(f"{settings.api_base}/bot")
        .base_file_url(f"{settings.api_base}/file/bot")
        .concurrent_updates(PerChat(intake.queue))
        .update_queue(intake.queue)
    )
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    else:
        proxy = None if settings.proxy is None else settings.proxy.reveal()
        polling = PollingRequest(
            intake.state,
            connection_pool_size=_POLL_CONNECTIONS,
            read_timeout=settings.poll_timeout_seconds + _READ_MARGIN_SECONDS,
            proxy=proxy,
        )
        everything_else = BotApiRequest(connection_pool_size=_CONNECTIONS, proxy=proxy)
        builder = builder.request(everything_else).get_updates_request(polling)
    application: AnyApplication = builder.build()
    handlers.register(application)
    return application
