import asyncio
from collections.abc import Callable, Mapping

KINDS: set[str]
ALLOWED_UPDATE_TYPES: set[str]

class UpdateError(Exception):
    status: int

class _Inbox:
    updates: list[dict[str, object]]
    condition: asyncio.Condition
    url: str
    secret: str | None
    allowed: list[str]
    polling: bool

class UpdateQueues:
    def __init__(
        self,
        *,
        record: Callable[[dict[str, object]], None],
        max_updates: int = ...,
        max_bots: int = ...,
        insecure_webhooks: bool = ...,
    ) -> None: ...
    def _state(self, token: str) -> _Inbox: ...
    async def enqueue(self, token: str, update: dict[str, object]) -> int: ...
    async def poll(
        self,
        token: str,
        fields: Mapping[str, object],
        *,
        disconnected: Callable[[], bool] | None = ...,
    ) -> list[dict[str, object]]: ...
    async def set_webhook(self, token: str, fields: Mapping[str, object]) -> bool: ...
    def info(self, token: str) -> dict[str, object]: ...
    async def deliver(self, token: str) -> int: ...
