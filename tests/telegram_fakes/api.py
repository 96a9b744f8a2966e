"""The Bot API of one bot, without its transport."""

import asyncio
import functools
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aiogram.enums import ChatAction

from tests.telegram_fakes import access, contract, reactions
from tests.telegram_fakes.answering import Queries
from tests.telegram_fakes.chats import Chats
from tests.telegram_fakes.editing import Editing
from tests.telegram_fakes.faults import Effect, Fault, Faults, refusal
from tests.telegram_fakes.files import Files
from tests.telegram_fakes.limits import FloodControl, Limits, sends
from tests.telegram_fakes.membership import Membership
from tests.telegram_fakes.profile import BotAccount, Profile
from tests.telegram_fakes.sending import send_message
from tests.telegram_fakes.values import ApiError, Call, Json

Answer = Callable[[Json], object]
"""Parameters in, the method's result out; raises `ApiError`."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A call that keeps the contract."""

    call: Call
    fault: Fault | None
    """What the transport is to do to it; never a refusal."""


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
        limits: Limits | None = None,
    ) -> None:
        """A bot with nothing set and, by default, no chats and no limits.

        Args:
            account: Who the bot is.
            chats: The chats that there are.
            clock: Gives Unix time.
            limits: How much the bot may send; None is as much as it likes.
        """
        self.account = account or BotAccount()
        self.chats = Chats() if chats is None else chats
        self.profile = Profile()
        self.clock = clock
        self.requests: list[Call] = []
        """Every call, in order of arrival, also those that were refused."""
        self.performed: list[Call] = []
        """Those calls that did what they asked for, in that order."""
        self.queries = Queries(boundless=self.chats.boundless)
        self.files = Files()
        self.flood = None if limits is None else FloodControl(limits)
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
        self.fail(method, refusal(status, description, retry_after))

    def fail(
        self,
        method: str,
        effect: Effect,
        times: int | None = 1,
        chat_id: int | None = None,
    ) -> Fault:
        """Let something go wrong with the next calls; see `faults`.

        Args:
            method: Name of a method, or `faults.EVERY_METHOD`.
            effect: What happens to the call.
            times: How many calls; None is all, until the fault is lifted.
            chat_id: Only calls about that chat; None is all.
        """
        fault = Fault(method, effect, times, chat_id)
        self._faults.add(fault)
        return fault

    def sent_at(self, chat_id: int | None = None) -> list[float]:
        """When the bot put something into that chat, or into any; for `limits.busiest`."""
        return [
            call.at for call in self.performed if sends(call) and chat_id in {None, call.chat_id}
        ]

    def accept(self, method: str, raw: Mapping[str, object]) -> Accepted:
        """Record a call and read its parameters.

        Raises:
            ApiError: a refusal is due, or the contract does not allow the call.
        """
        try:
            call = Call(method, contract.read_params(method, raw), self.clock())
        except ApiError:
            self._record(Call(method, dict(raw), self.clock()))
            raise
        self._record(call)
        fault = self._faults.strike(call)
        if self.flood is not None:
            self.flood.admit(call)
        return Accepted(call, fault)

    def perform(self, call: Call) -> object:
        """Do what an accepted call asks for: its result.

        Raises:
            ApiError: Telegram would not do it, or it is not imitated here.
        """
        answer = self._answers.get(call.method)
        if answer is None:
            raise ApiError(400, f"Bad Request: {call.method} is not imitated here")
        result = answer(call.params)
        contract.check_result(call.method, result)
        self.performed.append(call)
        return result

    def _record(self, call: Call) -> None:
        self.requests.append(call)
        self._arrived[call.method].put_nowait(call.params)

    def _methods(self) -> dict[str, Answer]:
        return self._about_itself() | self._about_messages() | self._about_chats()

    def _about_itself(self) -> dict[str, Answer]:
        profile = self.profile
        texts: dict[str, Answer] = {}
        for name, what in (
            ("Name", "name"),
            ("Description", "description"),
            ("ShortDescription", "short_description"),
        ):
            texts[f"setMy{name}"] = functools.partial(profile.set_text, what)
            texts[f"getMy{name}"] = functools.partial(profile.get_text, what)
        return texts | {
            "getMe": lambda _: self.account.me(),
            "getUpdates": lambda _: [],
            "deleteWebhook": lambda _: True,
            "setMyCommands": profile.set_commands,
            "getMyCommands": profile.get_commands,
            "deleteMyCommands": profile.delete_commands,
            "setChatMenuButton": profile.set_button,
            "getChatMenuButton": profile.get_button,
        }

    def _about_messages(self) -> dict[str, Answer]:
        user, queries = self.account.user(), self.queries
        editing = Editing(self.chats, user, queries.inline_messages)
        return {
            "sendMessage": lambda params: send_message(self.chats, user, params, self.now()),
            "editMessageText": lambda params: editing.text(params, self.now()),
            "editMessageReplyMarkup": lambda params: editing.reply_markup(params, self.now()),
            "deleteMessage": lambda params: editing.delete(params, self.now()),
            "setMessageReaction": functools.partial(reactions.set_reaction, self.chats),
            "answerCallbackQuery": queries.answer_callback,
            "answerInlineQuery": queries.answer_inline,
            "answerGuestQuery": queries.answer_guest,
            "getFile": self.files.get_file,
        }

    def _about_chats(self) -> dict[str, Answer]:
        membership = Membership(self.chats, self.account.user())
        return {
            "getChat": membership.get_chat,
            "getChatMember": membership.get_member,
            "getChatAdministrators": membership.administrators,
            "getChatMemberCount": membership.count,
            "leaveChat": membership.leave,
            "sendChatAction": self._chat_action,
        }

    def _chat_action(self, params: Json) -> bool:
        access.refuse_unwritable(self.chats.get(params["chat_id"]))
        if params["action"] not in list(ChatAction):
            raise ApiError(400, "Bad Request: wrong parameter action in request")
        return True
