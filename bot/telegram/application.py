"""From settings to an application that can be run."""

from telegram.ext import Application
from telegram.request import BaseRequest

from bot.telegram.handlers import AnyApplication, Handlers
from bot.telegram.serving import TokenRefusedError
from config.secret import Secret
from config.settings import TelegramSettings

_CONCURRENT_UPDATES = 16
_POLL_CONNECTIONS = 4
"""PTB's default of 1 has been seen to stall for good when the one connection hangs."""
_READ_MARGIN_SECONDS = 10
"""How much longer to wait for a poll's answer than Telegram is asked to hold it."""


def build(
    settings: TelegramSettings,
    token: Secret,
    handlers: Handlers,
    request: BaseRequest | None = None,
) -> AnyApplication:
    """The application; a test gives its own `request`, and nothing leaves the process.

    Raises:
        TokenRefusedError: the token is not even written like one.
    """
    plain = token.reveal()
    if not plain.replace(":", "").replace("-", "").replace("_", "").isalnum():
        raise TokenRefusedError
    builder = (
        Application.builder()
        .token(plain)
        .base_url(f"{settings.api_base}/bot")
        .base_file_url(f"{settings.api_base}/file/bot")
        .concurrent_updates(_CONCURRENT_UPDATES)
    )
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    else:
        builder = builder.get_updates_connection_pool_size(_POLL_CONNECTIONS)
        builder = builder.get_updates_read_timeout(
            settings.poll_timeout_seconds + _READ_MARGIN_SECONDS
        )
        if settings.proxy is not None:
            proxy = settings.proxy.reveal()
            builder = builder.proxy(proxy).get_updates_proxy(proxy)

    application: AnyApplication = builder.build()
    handlers.register(application)
    return application
