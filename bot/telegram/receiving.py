"""How updates come in: asked for, or told by Telegram to a webhook.

Either way they go by way of the journal, and Telegram counts one as delivered only after it
is written down there.
"""

import asyncio
import contextlib
import hashlib
import hmac
import logging
import re
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit

from telegram import Update, WebhookInfo
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError
from telegram.ext import Updater

from bot.telegram.endings import WebhookRefusedError
from bot.telegram.listening import listen
from bot.telegram.meter import Fault, Meter
from bot.telegram.requests import PollingState
from bot.words import ProblemWords
from config.settings import TelegramSettings

_log = logging.getLogger(__name__)

_TOLD_AGAIN_SECONDS = 60.0
_LOOK_SECONDS = 60.0
"""Between looks at what Telegram says of the webhook."""
_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)


def allowed_updates(settings: TelegramSettings) -> list[str]:
    """The kinds of updates that are asked for; Telegram sends no others."""
    return [*_UPDATES, *([Update.GUEST_MESSAGE] if settings.guest_mode else [])]


class Troubles:
    """Tells the operator what keeps updates from coming, once a minute for each kind."""

    def __init__(self, words: ProblemWords, clock: Callable[[], float], meter: Meter) -> None:
        """`clock` gives seconds; all is told to `meter`."""
        self._meter = meter
        self._words = words
        self._clock = clock
        self._told: dict[type[TelegramError], float] = {}

    def happened(self, error: TelegramError) -> None:
        """A request for updates failed; PTB tries it again."""
        conflict = isinstance(error, Conflict)
        self._meter.went_wrong(Fault.ANOTHER_INSTANCE if conflict else Fault.NO_UPDATES)
        now = self._clock()
        last = self._told.get(type(error))
        if last is not None and now - last < _TOLD_AGAIN_SECONDS:
            return
        self._told[type(error)] = now
        if conflict:
            _log.error("%s", self._words.another_instance)
        else:
            _log.warning("no updates come: %s", type(error).__name__)


class Receiver(Protocol):
    """A way for updates to come in.

    Laws: what went into the queue before `end` returns stands in the journal; `end` may be
    called whether or not `begin` was, or came to its end.
    """

    async def begin(self) -> None:
        """Let updates come.

        Raises:
            TelegramError: Telegram cannot be reached, or refuses.
        """
        ...

    async def end(self) -> None:
        """Let no more come."""
        ...


class Polling:
    """Asks Telegram for updates, which takes a webhook away that was set before."""

    def __init__(self, updater: Updater, settings: TelegramSettings, troubles: Troubles) -> None:
        """Ask by way of `updater`."""
        self._updater = updater
        self._settings = settings
        self._troubles = troubles

    async def begin(self) -> None:
        """See `Receiver`."""
        await self._updater.start_polling(
            timeout=self._settings.poll_timeout_seconds,
            bootstrap_retries=self._settings.start_retries,
            allowed_updates=allowed_updates(self._settings),
            drop_pending_updates=False,
            error_callback=self._troubles.happened,
        )

    async def end(self) -> None:
        """See `Receiver`."""
        if self._updater.running:
            await self._updater.stop()


class Webhook:
    """Listens for what Telegram posts, and looks now and then whether it still does.

    Only who knows the secret is listened to. It is made of the token, so that all processes
    that share a store have the same, and nobody has to keep it.
    """

    def __init__(
        self,
        updater: Updater,
        settings: TelegramSettings,
        url: str,
        state: PollingState,
        troubles: Troubles,
    ) -> None:
        """Be posted to at `url`; looks that go well are told to `state`."""
        self._updater = updater
        self._settings = settings
        self._url = url
        self._state = state
        self._troubles = troubles
        self._looking: asyncio.Task[None] | None = None
        self._last_error: str | None = None

    async def begin(self) -> None:
        """See `Receiver`.

        Raises:
            PortTakenError: the bot cannot listen where it is configured to.
            WebhookRefusedError: Telegram does not take the URL.
        """
        # PTB tells Telegram before its server listens: what came in between would be refused,
        # and sent again much later. So here is listened first.
        listening = listen(self._settings.webhook.listen, self._settings.webhook.port)
        try:
            await self._updater.start_webhook(
                url_path=re.escape(urlsplit(self._url).path),
                bootstrap_retries=self._settings.start_retries,
                webhook_url=self._url,
                allowed_updates=allowed_updates(self._settings),
                drop_pending_updates=False,
                secret_token=_secret(self._updater.bot.token, self._url),
                unix=listening,
            )
        except BadRequest as error:
            listening.close()
            raise WebhookRefusedError(error.message) from None
        except TelegramError:
            listening.close()
            raise
        self._looking = asyncio.create_task(self._look())

    async def end(self) -> None:
        """See `Receiver`. The webhook stays, so that Telegram keeps what comes meanwhile."""
        if self._looking is not None:
            self._looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._looking
        if self._updater.running:
            await self._updater.stop()

    async def _look(self) -> None:
        pause = min(_LOOK_SECONDS, self._settings.stall_seconds / 4)
        while True:
            try:
                self._seen(await self._updater.bot.get_webhook_info())
            except InvalidToken:
                self._state.was_refused()
            except TelegramError as error:
                self._troubles.happened(error)
            await asyncio.sleep(pause)

    def _seen(self, info: WebhookInfo) -> None:
        if info.url != self._url:
            self._troubles.happened(Conflict("another webhook is set, or none"))
            return
        self._state.succeeded()
        if info.last_error_message != self._last_error:
            self._last_error = info.last_error_message
            _log.warning("Telegram's posts fail: %s", info.last_error_message)


def _secret(token: str, url: str) -> str:
    """What Telegram shows with each post; nobody can tell the token from it."""
    return hmac.new(token.encode(), f"webhook {url}".encode(), hashlib.sha256).hexdigest()


def receiver(
    updater: Updater, settings: TelegramSettings, state: PollingState, troubles: Troubles
) -> Receiver:
    """The way that is configured."""
    url = settings.webhook.url
    if url is None:
        return Polling(updater, settings, troubles)
    return Webhook(updater, settings, url, state, troubles)
