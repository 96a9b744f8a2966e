"""How the bot answers presses, inline queries and guest messages."""

import itertools
import re
from dataclasses import dataclass, field

from tests.telegram_fakes import keyboards
from tests.telegram_fakes.sending import formatted
from tests.telegram_fakes.values import ApiError, Json

_LONGEST_NOTE = 200
"""Characters of the note that follows a press."""
_MOST_RESULTS = 50
_LONGEST_ID = 64
"""Bytes of UTF-8, of a result's number and of an offset."""
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LONGEST_TITLE = 256


@dataclass(frozen=True, slots=True)
class Queries:
    """The questions that wait for an answer, and the answers to others."""

    boundless: bool = False
    """Whether every query that is named exists."""
    open: set[str] = field(default_factory=set)
    """Numbers of the queries that nobody has answered."""
    callback_answers: dict[str, Json] = field(default_factory=dict)
    """What `answerCallbackQuery` asked for, by the press's number."""
    inline_answers: dict[str, Json] = field(default_factory=dict)
    """What `answerInlineQuery` asked for, by the query's number."""
    guest_answers: dict[str, Json] = field(default_factory=dict)
    """The result of `answerGuestQuery`, by the query's number."""
    inline_messages: dict[str, Json] = field(default_factory=dict)
    """Content of the messages that were sent by way of the bot, by their number."""
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def new(self) -> str:
        """The number of a new query, which then waits for its answer."""
        number = str(next(self._numbers))
        self.open.add(number)
        return number

    def answer_callback(self, params: Json) -> bool:
        """Answer `answerCallbackQuery`.

        Raises:
            ApiError: the query is no longer open, or the note is too long.
        """
        self._close(params["callback_query_id"])
        if len(params.get("text", "")) > _LONGEST_NOTE:
            raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
        self.callback_answers[params["callback_query_id"]] = params
        return True

    def answer_inline(self, params: Json) -> bool:
        """Answer `answerInlineQuery`.

        Raises:
            ApiError: the query is no longer open, or a result is none that Telegram takes.
        """
        results: list[Json] = params["results"]
        if len(results) > _MOST_RESULTS:
            raise ApiError(400, "Bad Request: RESULTS_TOO_MUCH")
        numbers = [result["id"] for result in results]
        if len(set(numbers)) < len(numbers):
            raise ApiError(400, "Bad Request: RESULT_ID_DUPLICATE")
        for result in results:
            _check(result)
        if len(params.get("next_offset", "").encode()) > _LONGEST_ID:
            raise ApiError(400, "Bad Request: NEXT_OFFSET_INVALID")
        _check_button(params.get("button"))
        self._close(params["inline_query_id"])
        self.inline_answers[params["inline_query_id"]] = params
        return True

    def answer_guest(self, params: Json) -> Json:
        """Answer `answerGuestQuery`: the number of the message that it became.

        Raises:
            ApiError: the query is no longer open, or the result is none that Telegram takes.
        """
        content = _check(params["result"])
        self._close(params["guest_query_id"])
        self.guest_answers[params["guest_query_id"]] = params["result"]
        return {"inline_message_id": self.sent_by_way(content)}

    def sent_by_way(self, content: Json) -> str:
        """The number of a message that a person sends by way of the bot."""
        number = f"inline-{next(self._numbers)}"
        self.inline_messages[number] = content
        return number

    def _close(self, number: str) -> None:
        if number not in self.open and not self.boundless:
            raise ApiError(
                400,
                "Bad Request: query is too old and response timeout expired"
                " or query ID is invalid",
            )
        self.open.discard(number)


def message_of(result: Json) -> Json:
    """The text and the keyboard of the message that an inline result becomes.

    Raises:
        ApiError: Telegram would not take it.
    """
    asked = result.get("input_message_content") or {}
    shown = keyboards.shown(result.get("reply_markup"), in_private=False)
    if "message_text" not in asked:
        return shown
    text, entities = formatted(
        asked["message_text"], asked.get("parse_mode"), asked.get("entities")
    )
    marked = {"entities": [entity.json() for entity in entities]} if entities else {}
    return {"text": text, **marked, **shown}


def _check(result: Json) -> Json:
    """The message that `result` becomes, if it is one that Telegram takes."""
    if not 1 <= len(result["id"].encode()) <= _LONGEST_ID:
        raise ApiError(400, "Bad Request: RESULT_ID_INVALID")
    if result["type"] == "article" and not 1 <= len(result["title"]) <= _LONGEST_TITLE:
        raise ApiError(400, "Bad Request: ARTICLE_TITLE_EMPTY")
    return message_of(result)


def _check_button(button: Json | None) -> None:
    if button is None or "start_parameter" not in button:
        return
    if not _START_PARAMETER.fullmatch(button["start_parameter"]):
        raise ApiError(400, "Bad Request: START_PARAM_INVALID")
