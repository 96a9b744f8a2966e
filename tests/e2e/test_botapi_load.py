"""The server for tests must not be what a load test measures."""

import asyncio
import time

from aiohttp import ClientSession

from tests.e2e.botapi.server import BotApiServer
from tests.e2e.botapi.world import User
from tests.telegram_fakes.values import Json

QUESTIONS = 2000
CHATS = 200
SECONDS = 15
"""Far more than it takes; a quadratic step would take longer."""


async def test_two_thousand_questions_over_two_hundred_chats(server: BotApiServer) -> None:
    """All are told in order, and answered, without a bot's own work in between."""
    people = [server.world.user() for _ in range(CHATS)]
    before = time.monotonic()
    asking = asyncio.create_task(ask(people))
    async with ClientSession(f"{server.base_url}{server.token}/") as client:
        told = await answer_all(client)
    await asking
    seconds = time.monotonic() - before

    assert told == sorted(set(told))
    assert len(server.api.sent_at()) == QUESTIONS
    assert {len(person.chat.messages) for person in people} == {2 * QUESTIONS // CHATS}
    assert seconds < SECONDS


async def ask(people: list[User]) -> None:
    """Everybody asks in turn."""
    for number in range(QUESTIONS):
        await people[number % CHATS].sends(f"/ask@yuanju_bot 第{number}问：谁参加了会议？")


async def answer_all(client: ClientSession) -> list[int]:
    """A bot in a few lines: poll, answer, confirm; the numbers of all updates."""
    told: list[int] = []
    while len(told) < QUESTIONS:
        offset = told[-1] + 1 if told else 0
        updates = await call(client, "getUpdates", {"offset": offset, "timeout": 5})
        told += [update["update_id"] for update in updates]
        await asyncio.gather(*(answer(client, update["message"]) for update in updates))
    return told


async def answer(client: ClientSession, message: Json) -> None:
    """Answer one question, as a reply."""
    reply = {"message_id": message["message_id"]}
    params = {"chat_id": message["chat"]["id"], "text": "<b>答</b>", "parse_mode": "HTML"}
    await call(client, "sendMessage", params | {"reply_parameters": reply})


async def call(client: ClientSession, method: str, params: Json) -> list[Json]:
    """The result of one call."""
    async with client.post(method, json=params) as response:
        body = await response.json()
    result: list[Json] = body["result"]
    return result
