"""`/stats`: what can be counted of one chat."""

import datetime as dt
from collections.abc import Iterator
from importlib.metadata import version

from bot.asking import Asking
from bot.replies.reasons import percent
from bot.store import figures
from bot.store.figures import Asked, Figures
from bot.telegram.deciding import is_refused
from bot.telegram.services import Services
from bot.telegram.spoken import Spoken
from bot.words import StatsWords

_DAYS = (7, 30)


class Tallies:
    """Tells the numbers of a chat; in groups to administrators."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services

    async def stats(self, spoken: Spoken) -> None:
        """`/stats`."""
        words, services = (await spoken.words()).stats, self._services
        if await is_refused(spoken, words.only_admins):
            return
        chat_id, now = spoken.message.chat_id, int(services.clock())
        # What was asked before is not kept.
        days = sorted({min(each, services.keep_days) for each in _DAYS})
        found = await services.database.run(lambda kept: figures.of_chat(kept, chat_id, days, now))
        asking = await services.shelves.asking(chat_id)
        await spoken.tell("\n".join(_lines(found, asking, words)))


def _lines(found: Figures, asking: Asking, words: StatsWords) -> Iterator[str]:
    counted = {article.id: sentences for article, sentences in asking.articles()}
    own = [sentences for number, sentences in counted.items() if number in found.own]
    shared = [sentences for number, sentences in counted.items() if number not in found.own]
    for template, sentences in ((words.own, own), (words.shared, shared)):
        yield template.format(articles=f"{len(sentences):,}", sentences=f"{sum(sentences):,}")
    if found.last_addition is not None:
        day = dt.datetime.fromtimestamp(found.last_addition, dt.UTC).date()
        yield words.last.format(date=day.isoformat())
    yield ""
    yield from (_asked(each, words) for each in found.asked)
    yield words.votes.format(good=f"{found.good:,}", bad=f"{found.bad:,}")
    yield ""
    yield words.version.format(version=version("yuanju"))


def _asked(asked: Asked, words: StatsWords) -> str:
    answered, declined = (
        percent(part / max(asked.questions, 1)) for part in (asked.answered, asked.declined)
    )
    return words.asked.format(
        days=asked.days,
        number=f"{asked.questions:,}",
        answered=f"{asked.answered:,}",
        declined=f"{asked.declined:,}",
        good=answered,
        bad=declined,
    )
