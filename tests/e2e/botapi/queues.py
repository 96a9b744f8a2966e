"""What waits to be told to the bot, and how it is told by polling and by webhook.

The queue is the emulator's. Added here are a webhook that is tried again until it
answers, as Telegram's is, and updates that come twice or out of order.
"""

import asyncio
import copy
import functools
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from lo_bot_api_emulator.updates import UpdateQueues

from tests.telegram_fakes.values import Json

_MOST_UPDATES = 100_000
_MOST_CONNECTIONS = 40
"""Posts to a webhook at the same time, if the bot does not say otherwise."""
_ANSWER_SECONDS = 10
"""How long a webhook may take."""


class Queues(UpdateQueues):
    """The updates of every bot of a server."""

    def __init__(self, retry_seconds: float = 0.2) -> None:
        """Nothing waits.

        Args:
            retry_seconds: Pause before a webhook that did not answer is tried again.
        """
        super().__init__(record=_forget, max_updates=_MOST_UPDATES, insecure_webhooks=True)
        self._retry_seconds = retry_seconds
        self._again: list[Json] = []
        """Updates that no offset confirms before they were told."""
        self._posting: dict[int, asyncio.Task[None]] = {}
        """By the identity of the update's object, for numbers may come twice."""
        self._connections = asyncio.Semaphore(_MOST_CONNECTIONS)
        self._most_connections = _MOST_CONNECTIONS
        self._client: ClientSession | None = None
        self._last_error: Json = {}

    async def repeat(self, token: str, update: Json) -> None:
        """Tell an update under the number it has, even if that was told before."""
        state = self._state(token)
        update = copy.deepcopy(update)
        async with state.condition:
            self._again.append(update)
            state.updates.append(update)
            state.condition.notify_all()
        await self.deliver(token)

    async def poll(
        self,
        token: str,
        fields: Mapping[str, object],
        *,
        disconnected: Callable[[], bool] | None = None,
    ) -> list[dict[str, object]]:
        """Answer `getUpdates`; see the emulator's own."""
        state = self._state(token)
        offset = int(str(fields.get("offset", 0)))
        if offset > 0 and not state.url and not state.polling:
            # The emulator would also confirm what is to come again.
            state.updates = [
                update
                for update in state.updates
                if _number(update) >= offset or self._is_again(update)
            ]
            fields = {name: value for name, value in fields.items() if name != "offset"}
        found = await super().poll(token, fields, disconnected=disconnected)
        told = {_number(update) for update in found}
        self._again = [update for update in self._again if _number(update) not in told]
        return found

    async def set_webhook(self, token: str, fields: Mapping[str, object]) -> bool:
        """Answer `setWebhook`; see the emulator's own."""
        most = int(str(fields.get("max_connections", _MOST_CONNECTIONS)))
        self._connections = asyncio.Semaphore(most)
        self._most_connections = most
        self._last_error = {}
        return await super().set_webhook(token, fields)

    def info(self, token: str) -> dict[str, object]:
        """Answer `getWebhookInfo`."""
        body = super().info(token) | self._last_error
        return body | {"max_connections": self._most_connections} if body["url"] else body

    async def deliver(self, token: str) -> int:
        """Begin to post what waits to the webhook, if there is one."""
        state = self._state(token)
        if not state.url:
            return 0
        due = [
            update
            for update in state.updates
            if id(update) not in self._posting
            and (not state.allowed or not update.keys().isdisjoint(state.allowed))
        ]
        for update in due:
            task = asyncio.create_task(self._post_until_taken(token, update))
            self._posting[id(update)] = task
            task.add_done_callback(functools.partial(self._posted, id(update)))
        return len(due)

    async def close(self) -> None:
        """Stop posting."""
        tasks = list(self._posting.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    async def _post_until_taken(self, token: str, update: Json) -> None:
        state = self._state(token)
        while state.url and any(update is waiting for waiting in state.updates):
            async with self._connections:
                problem = await self._post(state.url, state.secret, update)
            if problem is None:
                state.updates = [each for each in state.updates if each is not update]
                self._again = [each for each in self._again if each is not update]
                return
            self._last_error = {
                "last_error_date": int(time.time()),
                "last_error_message": problem,
            }
            await asyncio.sleep(self._retry_seconds)

    async def _post(self, url: str, secret: str | None, update: Json) -> str | None:
        """Post once: what went wrong, or None."""
        if self._client is None:
            self._client = ClientSession(timeout=ClientTimeout(total=_ANSWER_SECONDS))
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        try:
            async with self._client.post(
                url, json=update, headers=headers, allow_redirects=False
            ) as response:
                status = response.status
        except TimeoutError:
            return "Read timeout expired"
        except ClientError:
            return "Connection refused"
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return None
        return f"Wrong response from the webhook: {status} {HTTPStatus(status).phrase}"

    def _posted(self, key: int, _: object) -> None:
        self._posting.pop(key, None)

    def _is_again(self, update: Mapping[str, object]) -> bool:
        return any(update is each for each in self._again)


def _number(update: Mapping[str, Any]) -> int:
    return int(update["update_id"])


def _forget(_: object) -> None:
    """The emulator's journal is not needed: `BotApi` keeps one."""
