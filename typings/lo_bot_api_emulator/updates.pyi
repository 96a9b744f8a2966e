from collections.abc import Callable, Mapping

KINDS: set[str]
ALLOWED_UPDATE_TYPES: set[str]

class UpdateError(Exception):
    status: int

class UpdateQueues:
    async def poll(
        self,
        token: str,
        fields: Mapping[str, object],
        *,
        disconnected: Callable[[], bool] | None = ...,
    ) -> list[dict[str, object]]: ...
    async def set_webhook(self, token: str, fields: Mapping[str, object]) -> bool: ...
    def info(self, token: str) -> dict[str, object]: ...
