"""The Bot API of one bot, without its transport."""

import asyncio
import functools
import time
from collections import defaultdict
from collections.abc import Callable, Mapping

from aiogram.enums import ChatAction

from tests.telegram_fakes import contract
from tests.telegram_fakes.chats import Chats
from tests.telegram_fakes.faults import Fault, Faults
from tests.telegram_fakes.profile import BotAccount, Profile
from tests.telegram_fakes.sending import edit_message_text, send_message
from tests.telegram_fakes.values import ApiError, Call, Json

Answer = Callable[[Json], object]
"""Parameters in, the method's result out; raises `ApiError`."""


class BotApi:
    """Accepts calls by the contract, performs them, and remembers them.

    A transport calls `accept`, then `perform`, except for the methods that are its
    own matter, such as `getUpdates`.
    """

    def __init__(
        self,
        account: BotAccount | None = None,
        chats: Chats | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """A bot with nothing set and, by default, no chats; `clock` gives Unix time."""
        self.account = account or BotAccount()
        self.chats = Chats() if chats is None else chats
        self.profile = Profile()
        self.clock = clock
        self.requests: list[Call] = []
        """Every call, in order of arrival, also those that were refused."""
        self.open_queries: set[str] = set()
        """Numbers of the button presses that still wait for an answer."""
        self._arrived: defaultdict[str, asyncio.Queue[Json]] = defaultdict(asyncio.Queue)
        self._faults = Faults()
        self._answers = self._methods()

    def now(self) -> int:
        """Seconds since 1970."""
        return int(self.clock())

    def calls(self, method: str) -> list[Json]:
        """The parameters of every call of `method`, in order of arrival."""
        return [call.params for call in self.requests if call.method == method]

    async def next_call(self, method: str, timeout: float = 5) -> Json:  # noqa: ASYNC109 - the wait is the point
        """The parameters of the next call of `method` that nobody has waited for.

        Raises:
            TimeoutError: none came within `timeout` seconds.
        """
        return await asyncio.wait_for(self._arrived[method].get(), timeout)

    def fail_next(
        self, method: str, status: int, description: str, retry_after: int | None = None
    ) -> None:
        """Let the next call of `method` fail, once; asked twice, the next two.

        Args:
            method: Name of a method, such as `sendMessage`.
            status: The HTTP status, such as 429.
            description: What the answer says of it.
            retry_after: Seconds that the answer asks the bot to wait.
        """
        self._faults.add(Fault(method, ApiError(status, description, retry_after)))

    def accept(self, method: str, raw: Mapping[str, object]) -> Json:
        """Record a call and read its parameters.

        Raises:
            ApiError: a fault is due, or the contract does not allow the call.
        """
        try:
            params = contract.read_params(method, raw)
        except ApiError:
            self._record(Call(method, dict(raw)))
            raise
        self._record(Call(method, params))
        self._faults.strike(method)
        return params

    def perform(self, method: str, params: Json) -> object:
        """Do what an accepted call asks for: its result.

        Raises:
            ApiError: Telegram would not do it, or it is not imitated here.
        """
        answer = self._answers.get(method)
        if answer is None:
            raise ApiError(400, f"Bad Request: {method} is not imitated here")
        result = answer(params)
        contract.check_result(method, result)
        return result

    def _record(self, call: Call) -> None:
        self.requests.append(call)
        self._arrived[call.method].put_nowait(call.params)

    def _methods(self) -> dict[str, Answer]:
        profile, account = self.profile, self.account
        texts: dict[str, Answer] = {}
        for name, what in (
            ("Name", "name"),
            ("Description", "description"),
            ("ShortDescription", "short_description"),
        ):
            texts[f"setMy{name}"] = functools.partial(profile.set_text, what)
            texts[f"getMy{name}"] = functools.partial(profile.get_text, what)
        return texts | {
            "getMe": lambda _: account.me(),
            "getUpdates": lambda _: [],
            "deleteWebhook": lambda _: True,
            "setMyCommands": profile.set_commands,
            "getMyCommands": profile.get_commands,
            "deleteMyCommands": profile.delete_commands,
            "sendMessage": lambda params: send_message(
                self.chats, account.user(), params, self.now()
            ),
            "editMessageText": lambda params: edit_message_text(
                self.chats, account.user(), params, self.now()
            ),
            "sendChatAction": self._chat_action,
            "answerCallbackQuery": self._answer_query,
        }

    def _chat_action(self, params: Json) -> bool:
        self.chats.get(params["chat_id"])
        if params["action"] not in list(ChatAction):
            raise ApiError(400, "Bad Request: wrong parameter action in request")
        return True

    def _answer_query(self, params: Json) -> bool:
        query_id = params["callback_query_id"]
        if query_id not in self.open_queries and not self.chats.boundless:
            raise ApiError(
                400,
                "Bad Request: query is too old and response timeout expired"
                " or query ID is invalid",
            )
        self.open_queries.discard(query_id)
        return True
