"""A transport for python-telegram-bot that reaches no network."""

import json
from typing import assert_never

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.chats import Chats
from tests.telegram_fakes.faults import Fault, Hang, Page, Refusal, Reset, Slow
from tests.telegram_fakes.values import ApiError, Call, ChatMessage, Json


class FakeRequest(BaseRequest):
    """Answers every call in the process, by the same rules as the server for tests.

    By default its world is boundless: every chat and message that the bot names
    exists, so that a handler can be given any update. With `BotApi()` of its own
    choice a test gets a world in which only what was put there exists.
    """

    def __init__(self, api: BotApi | None = None) -> None:
        """A transport to `api`."""
        self.api = BotApi(chats=Chats(boundless=True)) if api is None else api

    @property
    def read_timeout(self) -> float | None:
        """Seconds; nothing ever takes that long here."""
        return 1.0

    @property
    def requests(self) -> list[Call]:
        """Every call, in order of arrival."""
        return self.api.requests

    @property
    def sent(self) -> list[ChatMessage]:
        """The messages of the bot, chat by chat, in the state of their last edit."""
        return [
            message
            for chat in self.api.chats
            for message in chat.messages.values()
            if message.sender_id == self.api.account.id
        ]

    def calls(self, method: str) -> list[Json]:
        """The parameters of every call of `method`, in order of arrival."""
        return self.api.calls(method)

    def fail_next(
        self, method: str, status: int, description: str, retry_after: int | None = None
    ) -> None:
        """Let the next call of `method` fail, once; see `BotApi.fail_next`."""
        self.api.fail_next(method, status, description, retry_after)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(  # noqa: PLR0913, PLR0917 - the signature is the library's
        self,
        url: str,
        method: str,  # noqa: ARG002 - always POST
        request_data: RequestData | None = None,
        read_timeout: object = None,  # noqa: ARG002 - nothing takes time here
        write_timeout: object = None,  # noqa: ARG002 - nothing takes time here
        connect_timeout: object = None,  # noqa: ARG002 - nothing takes time here
        pool_timeout: object = None,  # noqa: ARG002 - nothing takes time here
    ) -> tuple[int, bytes]:
        """Answer one call: its HTTP status and body."""
        head, _, name = url.rpartition("/")
        if "/file/" in head:
            return self._download(url.partition("/file/")[2].partition("/")[2])
        raw = request_data.json_parameters if request_data else {}
        try:
            accepted = self.api.accept(name, raw)
            if accepted.fault is None:
                return self._perform(accepted.call)
            return await self._befall(accepted.call, accepted.fault)
        except ApiError as error:
            return error.status, json.dumps(error.json()).encode()

    async def _befall(self, call: Call, fault: Fault) -> tuple[int, bytes]:
        """What the library makes of a fault: nobody waits here for a time-out."""
        match fault.effect:
            case Page(status, body):
                return status, body.encode()
            case Slow(seconds):
                await fault.over(seconds)
                return self._perform(call)
            case Reset(acted) | Hang(_, acted):
                if acted:
                    self._perform(call)
                # As the library raises them: with the fault of its HTTP client as the cause.
                if isinstance(fault.effect, Hang):
                    raise TimedOut from httpx.ReadTimeout("")
                reset = "httpx.ReadError: "
                raise NetworkError(reset) from httpx.ReadError("")
            case Refusal(error):
                raise error
            case _:
                assert_never(fault.effect)

    def _perform(self, call: Call) -> tuple[int, bytes]:
        result = self.api.perform(call)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _download(self, path: str) -> tuple[int, bytes]:
        data = self.api.files.read(path)
        return (404, b"") if data is None else (200, data)
