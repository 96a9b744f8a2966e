"""Commands that answer no question."""

from collections.abc import Awaitable, Callable, Mapping

from bot.telegram.services import Services
from bot.telegram.spoken import Spoken

_MOST_TITLES = 10
"""Articles that `/start` names; with the limit below they fit into one message."""
_LONGEST_TITLE = 200


class Commands:
    """What the bot says of itself."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services

    def by_name(self) -> Mapping[str, Callable[[Spoken], Awaitable[None]]]:
        """Each command."""
        return {"start": self.start, "help": self.help}

    async def start(self, spoken: Spoken) -> None:
        """`/start`: what can be asked here."""
        words = await spoken.words()
        asking = await self._services.shelves.asking(spoken.message.chat_id)
        titles = [
            article.metadata.title or words.reply.untitled for article, _ in asking.articles()
        ]
        lines = [
            words.telegram.start_article.format(title=title[:_LONGEST_TITLE])
            for title in titles[:_MOST_TITLES]
        ]
        if more := len(titles) - len(lines):
            lines.append(words.telegram.start_more.format(number=more))
        await spoken.tell(words.telegram.start.format(articles="\n".join(lines)))

    async def help(self, spoken: Spoken) -> None:
        """`/help`, and in private any command that there is not."""
        await spoken.tell((await spoken.words()).telegram.help)
