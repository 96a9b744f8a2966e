"""The HTTP side of the Bot API, on a free port of the loopback interface."""

import re
from types import TracebackType
from typing import Self

from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator
from lo_bot_api_emulator.updates import ALLOWED_UPDATE_TYPES, KINDS, UpdateError

from tests.e2e.botapi.world import World
from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.contract import UPDATE_KINDS
from tests.telegram_fakes.profile import BotAccount
from tests.telegram_fakes.values import ApiError, Call, Json

# The emulator's own lists end before the Bot API that python-telegram-bot speaks.
KINDS.update(UPDATE_KINDS)
ALLOWED_UPDATE_TYPES.update(UPDATE_KINDS)

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{35}")
_LINGERING = 0.2
"""Seconds that requests in flight get when the server stops."""


class BotApiServer(LoBotApiEmulator):
    """A Bot API server for one bot; enter it to start it.

    What the methods do is in `api`, what people do in `world`.
    """

    def __init__(self, account: BotAccount | None = None) -> None:
        """A server that knows one bot, with webhooks to the loopback allowed."""
        super().__init__(allow_insecure_loopback_webhooks=True)
        self.api = BotApi(account)
        self.token = f"{self.api.account.id}:{'T' * 35}"
        self.world = World(self.api, self._enqueue)
        self._runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=_LINGERING)
        self._origin = ""

    @property
    def base_url(self) -> str:
        """What the bot puts before its token, for methods."""
        return f"{self._origin}/bot"

    @property
    def base_file_url(self) -> str:
        """What the bot puts before its token, for files."""
        return f"{self._origin}/file/bot"

    @property
    def requests(self) -> list[Call]:
        """Every call with the right token, in order of arrival."""
        return self.api.requests

    @requests.setter
    def requests(self, _: object) -> None:
        """The emulator starts a list of its own, which nothing here uses."""

    def calls(self, method: str) -> list[Json]:
        """The parameters of every call of `method`, in order of arrival."""
        return self.api.calls(method)

    async def next_call(self, method: str, timeout: float = 5) -> Json:  # noqa: ASYNC109 - the wait is the point
        """The parameters of the next call of `method` that nobody has waited for.

        Raises:
            TimeoutError: none came within `timeout` seconds.
        """
        return await self.api.next_call(method, timeout)

    def fail_next(
        self, method: str, status: int, description: str, retry_after: int | None = None
    ) -> None:
        """Let the next call of `method` fail, once; see `BotApi.fail_next`."""
        self.api.fail_next(method, status, description, retry_after)

    async def __aenter__(self) -> Self:
        """Listen."""
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self._origin = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop listening, and drop who is still connected."""
        await self._runner.cleanup()

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one call.

        Mistakes of our own are not caught: they end as a 500 in the bot's log.
        """
        token, method = request.match_info["token"], request.match_info["method"]
        try:
            self._authorize(token)
            result = await self._answer(request, method)
        except ApiError as error:
            return web.json_response(error.json(), status=error.status)
        except ApiRefusal as error:
            refusal = ApiError(error.status, error.description)
            return web.json_response(refusal.json(), status=refusal.status)
        except UpdateError as error:
            refusal = ApiError(error.status, str(error))
            return web.json_response(refusal.json(), status=refusal.status)
        return web.json_response({"ok": True, "result": result})

    def _authorize(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        if token != self.token:
            raise ApiError(401, "Unauthorized")

    async def _answer(self, request: web.Request, method: str) -> object:
        fields, uploads = await self.read_request(request)
        attached = {name: f"attach://{name}" for name in uploads}
        params = self.api.accept(method, fields | attached)
        match method:
            case "getUpdates":
                return await self._update_queues.poll(
                    self.token, params, disconnected=lambda: _is_gone(request)
                )
            case "setWebhook":
                return await self._update_queues.set_webhook(self.token, params)
            case "deleteWebhook":
                return await self._update_queues.set_webhook(self.token, params | {"url": ""})
            case "getWebhookInfo":
                return self._update_queues.info(self.token)
            case _:
                return self.api.perform(method, params)

    async def _enqueue(self, update: Json) -> None:
        await self.enqueue_update(update, token=self.token)


def _is_gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()
