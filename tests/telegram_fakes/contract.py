"""What the Bot API accepts and answers, by aiogram's models of it.

Stricter than Telegram in one way, on purpose: a parameter or a field that no model
knows is refused, where Telegram would ignore it, so that a misspelt one is found.
"""

import functools
import inspect
import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter, ValidationError

from tests.telegram_fakes.values import ApiError, Json

UPDATE_KINDS = frozenset(Update.model_fields) - {"update_id"}
"""Every kind of update, such as `message`."""


class ContractError(Exception):
    """Our own side writes what Telegram never would."""


@functools.cache
def methods() -> Mapping[str, type[TelegramMethod[Any]]]:
    """Every method of the Bot API, by its name."""
    found = (member for _, member in inspect.getmembers(aiogram.methods, inspect.isclass))
    return {
        member.__api_method__: member
        for member in found
        if issubclass(member, TelegramMethod) and member is not TelegramMethod
    }


def read_params(method: str, raw: Mapping[str, object]) -> Json:
    """The parameters of a call, as plain values of their right types.

    Raises:
        ApiError: no such method, or the parameters are not what it takes.
    """
    model = methods().get(method)
    if model is None:
        raise ApiError(404, "Not Found: method not found")
    decoded = {name: _decoded(model, name, value) for name, value in raw.items()}
    try:
        call = model.model_validate(decoded)
    except ValidationError as error:
        raise ApiError(400, f"Bad Request: {_first(error)}") from None
    for name in _unknown(call):
        raise ApiError(400, f"Bad Request: unknown parameter {name!r} of {method}")
    return {name: _typed(model, name, value) for name, value in decoded.items()}


def check_result(method: str, result: object) -> None:
    """See to it that `result` is what `method` answers.

    Raises:
        ContractError: it is not.
    """
    try:
        value = _result_type(method).validate_python(result)
    except ValidationError as error:
        message = f"{method} never answers this: {_first(error)}"
        raise ContractError(message) from error
    _refuse_unknown(value, method)


def check_update(update: Json) -> None:
    """See to it that `update` is one that Telegram could send.

    Raises:
        ContractError: it is not.
    """
    try:
        value = Update.model_validate({"update_id": 1, **update})
    except ValidationError as error:
        message = f"no such update: {_first(error)}"
        raise ContractError(message) from error
    _refuse_unknown(value, "update")


@functools.cache
def _result_type(method: str) -> TypeAdapter[Any]:
    return TypeAdapter(methods()[method].__returning__)


def _decoded(model: type[TelegramMethod[Any]], name: str, value: object) -> object:
    """`value` out of its JSON, where `name` takes something else than a string."""
    field = model.model_fields.get(name)
    if field is None or not isinstance(value, str) or _takes_string(field.annotation):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise ApiError(400, f"Bad Request: can't parse {name} JSON object") from None


def _typed(model: type[TelegramMethod[Any]], name: str, value: object) -> object:
    """A chat's number as a number even if it came as a string, which it also may be."""
    number = int in get_args(model.model_fields[name].annotation)
    if number and isinstance(value, str) and value.lstrip("-").isdecimal():
        return int(value)
    return value


def _takes_string(annotation: object) -> bool:
    return annotation is str or str in get_args(annotation)


def _unknown(value: object) -> Iterator[str]:
    """Names of fields, at any depth, that no model knows."""
    if isinstance(value, BaseModel):
        yield from value.model_extra or ()
        for name in value.model_fields_set & set(type(value).model_fields):
            yield from _unknown(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _unknown(item)


def _refuse_unknown(value: object, where: str) -> None:
    for name in _unknown(value):
        message = f"{where} has no field {name!r}"
        raise ContractError(message)


def _first(error: ValidationError) -> str:
    """The first complaint, with its place."""
    complaint = error.errors(include_url=False)[0]
    place = ".".join(str(step) for step in complaint["loc"])
    return f"{place}: {complaint['msg']}"
