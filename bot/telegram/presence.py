"""Where the bot is, and where it may be."""

from collections.abc import Collection
from dataclasses import replace

from bot.store import chats
from bot.store.database import Database


class Presence:
    """Keeps up with chats that the bot leaves, comes back to, or that change their number."""

    def __init__(self, database: Database, allowed: Collection[int]) -> None:
        """Be in the chats `allowed`, by their numbers; in all if there are none."""
        self._database = database
        self._allowed = allowed
        self._former = {new: old for old, new in database.run_now(chats.moves).items()}

    def allows(self, chat_id: int) -> bool:
        """Whether that chat may use the bot, be it by the number that it had as a group."""
        allowed = self._allowed
        return not allowed or chat_id in allowed or self._former.get(chat_id) in allowed

    async def gone(self, chat_id: int) -> None:
        """The bot was removed, or blocked."""
        await self._set(chat_id, active=False)

    async def back(self, chat_id: int) -> None:
        """The bot can write there, again or for the first time."""
        await self._set(chat_id, active=True)

    async def moved(self, old: int, new: int) -> None:
        """A group became a supergroup; it does no harm to be told so twice."""
        await self._database.run(lambda found: chats.move(found, old, new))
        self._former[new] = old

    async def refresh(self) -> None:
        """Learn what other processes know of groups that became supergroups.

        Raises:
            StoreError: it cannot be read.
        """
        moves = await self._database.run(chats.moves)
        self._former |= {new: old for old, new in moves.items()}

    async def _set(self, chat_id: int, *, active: bool) -> None:
        await self._database.run(
            lambda found: chats.change(found, chat_id, lambda chat: replace(chat, active=active))
        )
