"""What a bot is told, for tests that look at the updates themselves."""

from telegram import Bot, Update


class Inbox:
    """A bot that only reads."""

    def __init__(self, bot: Bot) -> None:
        """Ask in the name of `bot`, which must not poll by itself."""
        self._bot = bot
        self._offset = 0

    async def new(self) -> list[Update]:
        """All that has come since the last time, which confirms what came then."""
        updates = await self._bot.get_updates(offset=self._offset)
        self._offset = max((update.update_id + 1 for update in updates), default=self._offset)
        return list(updates)
