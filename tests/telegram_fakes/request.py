"""A transport for python-telegram-bot that reaches no network."""

import json

from telegram.request import BaseRequest, RequestData

from tests.telegram_fakes.api import BotApi
from tests.telegram_fakes.chats import Chats
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
        name = url.rpartition("/")[2]
        raw = request_data.json_parameters if request_data else {}
        try:
            result = self.api.perform(name, self.api.accept(name, raw))
        except ApiError as error:
            return error.status, json.dumps(error.json()).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()
