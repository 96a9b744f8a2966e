"""The HTTP side of the Bot API, on a free port of the loopback interface."""

import re
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator
from lo_bot_api_emulator.updates import ALLOWED_UPDATE_TYPES, KINDS, UpdateError

from tests.e2e.botapi.queues import Queues
from tests.e2e.botapi.troubles import befall, reset
from tests.e2e.botapi.world import World
from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.chats import Chats
from tests.telegram_fakes.contract import UPDATE_KINDS, check_result
from tests.telegram_fakes.faults import Effect, Fault
from tests.telegram_fakes.limits import Limits
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

    def __init__(
        self,
        account: BotAccount | None = None,
        *,
        limits: Limits | None = None,
        retry_seconds: float = 0.2,
    ) -> None:
        """A server that knows one bot, with webhooks to the loopback allowed.

        Args:
            account: Who the bot is.
            limits: How much it may send; None is as much as it likes.
            retry_seconds: Pause before a webhook that did not answer is tried again.
        """
        super().__init__(allow_insecure_loopback_webhooks=True)
        self.api = BotApi(account, Chats(), limits=limits)
        self.token = f"{self.api.account.id}:{'T' * 35}"
        self.world = World(self.api, self._enqueue)
        self._update_queues: Queues = Queues(retry_seconds)
        self._runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=_LINGERING)
        self._site: web.TCPSite | None = None
        self._port = 0

    @property
    def _origin(self) -> str:
        return f"http://127.0.0.1:{self._port}"

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

    def fail(
        self,
        method: str,
        effect: Effect,
        times: int | None = 1,
        chat_id: int | None = None,
    ) -> Fault:
        """Let something go wrong with the next calls; see `BotApi.fail`."""
        return self.api.fail(method, effect, times, chat_id)

    async def go_away(self) -> None:
        """Refuse connections, and reset those that there are; the world stays as it is."""
        assert self._site is not None
        await self._site.stop()
        for connection in self._runner.server.connections if self._runner.server else ():
            reset(connection.transport)

    async def come_back(self) -> None:
        """Listen again, where it listened before."""
        self._site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await self._site.start()

    async def close(self) -> None:
        """Stop for good, whatever still waits for an answer."""
        await self._runner.cleanup()
        await self._update_queues.close()

    async def __aenter__(self) -> Self:
        """Listen."""
        await self._runner.setup()
        await self.come_back()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop listening, and drop who is still connected."""
        await self.close()

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one call.

        Mistakes of our own are not caught: they end as a 500 in the bot's log.
        """
        token, method = request.match_info["token"], request.match_info["method"]
        try:
            self._authorize(token)
            return await self._answer(request, method)
        except ApiError as error:
            return _refused(error)
        except ApiRefusal as error:
            return _refused(ApiError(error.status, error.description))
        except ConnectionResetError:
            # The bot was killed in the middle of a request: nobody reads the answer.
            return web.Response()

    async def download(self, request: web.Request) -> web.Response:
        """Give a file out."""
        try:
            self._authorize(request.match_info["token"])
        except ApiError as error:
            return _refused(error)
        data = self.api.files.read(request.match_info["path"])
        return _refused(ApiError(404, "Not Found")) if data is None else web.Response(body=data)

    def _authorize(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        if token != self.token:
            raise ApiError(401, "Unauthorized")

    async def _answer(self, request: web.Request, method: str) -> web.Response:
        fields, uploads = await self.read_request(request)
        attached = {name: f"attach://{name}" for name in uploads}
        accepted = self.api.accept(method, fields | attached)

        async def act() -> web.Response:
            try:
                result = await self._result(accepted.call, lambda: _is_gone(request))
            except ApiError as error:
                return _refused(error)
            return web.json_response({"ok": True, "result": result})

        return await (act() if accepted.fault is None else befall(request, accepted.fault, act))

    async def _result(self, call: Call, is_gone: Callable[[], bool]) -> object:
        """What the call comes to, be it the queue's matter or the Bot API's."""
        queues, token, params = self._update_queues, self.token, call.params
        result: object
        try:
            match call.method:
                case "getUpdates":
                    return await queues.poll(token, params, disconnected=is_gone)
                case "setWebhook":
                    result = await queues.set_webhook(token, params)
                case "deleteWebhook":
                    result = await queues.set_webhook(token, params | {"url": ""})
                case "getWebhookInfo":
                    result = queues.info(token)
                case _:
                    return self.api.perform(call)
        except UpdateError as error:
            raise ApiError(error.status, str(error)) from None
        check_result(call.method, result)
        return result

    async def _enqueue(self, update: Json) -> int:
        if "update_id" in update:
            await self._update_queues.repeat(self.token, update)
            return int(update["update_id"])
        return await self.enqueue_update(update, token=self.token)


def _refused(error: ApiError) -> web.Response:
    return web.json_response(error.json(), status=error.status)


def _is_gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()
