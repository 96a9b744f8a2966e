"""What each chat sees: its own shelves and the shared ones, made ready to be asked."""

import asyncio
import contextlib
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from weakref import WeakValueDictionary

from bot.asking import Asking
from bot.assembly import Assembly
from bot.catalogue import Catalogue
from bot.indexing import Indexes, is_scattered, merged
from bot.nearest import change_to
from bot.store import analyses, library, words
from bot.store import shelves as stored
from bot.store.database import Database
from bot.store.library import Addition, Change, Listed, Room
from bot.store.shelves import ConfiguredShelf
from config.settings import Settings
from retrieval.analysis.analysis import Analysis
from retrieval.analysis.pool import Told
from retrieval.analysis.reading import is_one_run
from retrieval.analysis.storing import read_back, to_bytes
from retrieval.answering.shelved import ShelvedArticle
from retrieval.answering.wordlist import NO_WORDS, WordList
from retrieval.articles.reading import SourceText
from retrieval.model import Article, Metadata
from retrieval.protocols import IndexUnavailableError

_KEPT = 32
"""Sets of articles that are kept ready; most chats see the same one."""
_PROCESSES = 1
"""That analyse: on a small machine memory counts, and the other cores answer."""
_IDLE_SECONDS = 60.0
"""How long such a process waits for another article before it ends."""

Ids = tuple[str, ...]
Analysed = tuple[Article, Analysis]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a chat sees."""

    ids: Ids
    words: WordList = NO_WORDS
    """Those that people listed for its shelves."""
    scope: str = ""
    """What all bots call these shelves where they share an index; empty: it is not shared."""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article that a chat adds."""

    article: Article
    origin: str
    """Where it came from: what comes from there again takes its place."""
    person_id: int | None


class Shelves:
    """Gives each chat its articles. The database is the truth, what is kept is a copy."""

    def __init__(
        self,
        database: Database,
        assembly: Assembly,
        catalogue: Catalogue,
        default: str,
        indexes: Indexes | None = None,
    ) -> None:
        """Read from `database`; words are as in `Asking`. Without `indexes`, all is in memory."""
        self._indexes = indexes or Indexes(assembly.settings.index)
        self._database = database
        self._assembly = assembly
        self._catalogue = catalogue
        self._default = default
        self._ready: OrderedDict[_Seen, asyncio.Task[Asking]] = OrderedDict()
        self._merging: set[asyncio.Future[None]] = set()
        self._shelved = WeakValueDictionary[str, ShelvedArticle]()
        # Those that some set has: many chats see nearly the same ones.
        self._analysing = assembly.analysing(_PROCESSES, _IDLE_SECONDS)

    def close(self) -> None:
        """End what is being read."""
        self._analysing.close()

    @property
    def largest_file(self) -> int:
        """Bytes of the largest file that is read."""
        return self._assembly.settings.reading.max_bytes

    @property
    def version(self) -> str:
        """Of all that reads articles."""
        return self._assembly.analysis_version

    def article_in_file(self, data: bytes, name: str, hints: Metadata) -> Article:
        """The article in a file's content; `hints` count where the file is silent.

        Raises:
            ReadingError: there is none.
        """
        source = self._assembly.reader.read_content(data, name)
        return self._assembly.ingested(replace(source, hints=source.hints.or_else(hints)))

    def article_in_text(self, text: str, name: str, hints: Metadata) -> Article:
        """The article in a text, which errors call `name`; `hints` count where it is silent.

        Raises:
            ReadingError: there is none.
        """
        return self._assembly.ingested(SourceText(text, name, hints=hints))

    async def put(
        self,
        chat_id: int,
        new: NewArticle,
        room: Room,
        told: Told | None = None,
    ) -> Change:
        """Put an article on the shelf that a chat fills itself, in one step.

        What is asked meanwhile is answered as before. `told` is told of the sentences that
        were read, by whatever thread.

        Raises:
            NoRoomError: the shelf takes no more.
            ReadingError: the article was too much for the process that analysed it.
        """
        database, version = self._database, self.version
        article = new.article
        known = await database.run(lambda found: analyses.load(found, [article.id], version))
        content = await self._content_of(article, known, told)
        addition = Addition(article, content, version, new.origin, new.person_id)
        now = int(time.time())
        return await database.insist(
            lambda found: library.put(
                found, stored.own_or_new(found, chat_id), addition, now, room
            )
        )

    async def remove(self, chat_id: int, article_id: str) -> bool:
        """Take an article off the shelf that a chat fills itself; False if it is not there."""
        gone = await self._database.insist(
            lambda found: library.remove(found, stored.own_of(found, chat_id), article_id)
        )
        if gone:
            await self._database.wipe()
            await asyncio.to_thread(self._assembly.forget)
            await self._take_off(chat_id)
        return gone

    async def _take_off(self, chat_id: int) -> None:
        """Have what was removed leave an index that is shared: now, or when it is asked again."""
        if self._indexes.are_shared:
            with contextlib.suppress(IndexUnavailableError):
                asking = await self.asking(chat_id)
                await asyncio.to_thread(self._indexes.settle, asking.index)

    async def listed(self, chat_id: int) -> list[Listed]:
        """The articles that a chat sees, its own first."""
        return await self._database.run(lambda found: library.listed_for(found, chat_id))

    async def own(self, chat_id: int) -> list[Listed]:
        """The articles that a chat put on its shelf itself."""
        return await self._database.run(
            lambda found: library.listed(found, stored.own_of(found, chat_id))
        )

    def configure(self, settings: Settings, shared: Iterable[Path], now: int) -> None:
        """Fill the configured shelves; `shared` is what every chat sees.

        Raises:
            ReadingError: a file cannot be read as an article.
        """
        read = self._assembly.articles
        configured = [
            ConfiguredShelf(stored.SHARED, read(shared), ()),
            *(
                ConfiguredShelf(name, read(shelf.files), shelf.chats)
                for name, shelf in settings.shelf.further.items()
            ),
        ]
        self._database.run_now(lambda found: stored.put_configured(found, configured, now))

    async def asking(self, chat_id: int) -> Asking:
        """The articles that a chat sees; a person's private chat has their own number."""
        return await self._made(await self._seen_by(chat_id))

    async def asking_some(self, chat_id: int, article_id: str | None) -> Asking:
        """One article, or all that a chat sees if none is named."""
        if article_id is None:
            return await self.asking(chat_id)
        return await self.asking_article(chat_id, article_id)

    async def asking_article(self, chat_id: int, article_id: str) -> Asking:
        """One article, if that chat sees it; else all that it sees."""
        seen = await self._seen_by(chat_id)
        alone = article_id in seen.ids
        return await self._made(replace(seen, ids=(article_id,), scope="") if alone else seen)

    async def sees(self, chat_id: int, article_id: str) -> bool:
        """Whether a chat sees an article."""
        return article_id in (await self._seen_by(chat_id)).ids

    async def is_one_of_many(self, chat_id: int, article_id: str) -> bool:
        """Whether a chat sees an article, and others besides."""
        seen = (await self._seen_by(chat_id)).ids
        return article_id in seen and len(seen) > 1

    async def stale(self) -> list[str]:
        """Ids of the articles that no tools of this version have read."""
        version = self._assembly.analysis_version
        return await self._database.run(lambda found: analyses.stale(found, version))

    async def reread(self, article_id: str) -> None:
        """Read an article, if no tools of this version have."""
        await self._read_all((article_id,))

    async def _seen_by(self, chat_id: int) -> _Seen:
        return await self._database.run(
            lambda found: _Seen(
                stored.seen_by(found, chat_id),
                words.seen_by(found, chat_id),
                self._indexes.scope(stored.shelves_of(found, chat_id)),
            )
        )

    async def _made(self, seen: _Seen) -> Asking:
        """Made once for all who ask at the same time, off the event loop."""
        task = self._ready.get(seen)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = asyncio.ensure_future(self._make(seen))
            self._ready[seen] = task
        self._ready.move_to_end(seen)
        while len(self._ready) > _KEPT:
            self._ready.popitem(last=False)
        # One who gives up waiting must not stop it for the others.
        made = await asyncio.shield(task)
        self._indexes.renew(made.index)
        return made

    async def _make(self, seen: _Seen) -> Asking:
        shelved = await self._shelved_of(seen.ids)
        if len(shelved) < len(seen.ids):
            # One was removed since they were seen, and may come back: not kept as all of them.
            self._ready.pop(seen, None)
        ready = [
            task.result()
            for known, task in self._ready.items()
            if known.words == seen.words and task.done() and not task.cancelled()
            if task.exception() is None
        ]
        made = await asyncio.to_thread(self._made_of, shelved, seen.words, ready)
        asking = made.indexed(partial(self._indexes.placed, scope=seen.scope))
        if is_scattered(asking.index):
            merging = asyncio.ensure_future(self._merge(seen, asking))
            self._merging.add(merging)
            merging.add_done_callback(self._merging.discard)
        return asking

    async def _merge(self, seen: _Seen, asking: Asking) -> None:
        """Merge what many changes have scattered, beside all who ask; then they ask that."""
        better = await asyncio.to_thread(asking.indexed, merged)
        task = self._ready.get(seen)
        if task is not None and await task is asking:
            self._ready[seen] = asyncio.ensure_future(_at_once(better))

    async def _shelved_of(self, ids: Ids) -> list[ShelvedArticle]:
        """The articles of those ids that there are; what another shelf has is not read again."""
        held = {each: self._shelved.get(each) for each in ids}
        lacking = tuple(each for each, shelved in held.items() if shelved is None)
        for article, analysis in await self._read_all(lacking) if lacking else ():
            held[article.id] = self._assembly.shelved(article, analysis)
        found = {name: shelved for name, shelved in held.items() if shelved is not None}
        self._shelved.update(found)
        return list(found.values())

    async def _read_all(self, ids: Ids) -> list[Analysed]:
        """Read anew only what no tools of this version have read."""
        database, assembly = self._database, self._assembly
        version = assembly.analysis_version
        articles = await database.run(lambda found: stored.load(found, ids))
        known = await database.run(lambda found: analyses.load(found, ids, version))
        found = await asyncio.to_thread(read_back, articles, known)
        for article in [each for each in articles if each.id not in found]:
            # Kept one by one, so that an end in between loses one at most.
            news = {article.id: await self._analysed(article)}
            found |= await asyncio.to_thread(read_back, [article], news)
            await database.run(partial(analyses.put, found=news, version=version))
        return [(article, found[article.id]) for article in articles]

    async def _content_of(
        self, article: Article, known: Mapping[str, bytes], told: Told | None
    ) -> bytes:
        """What is read in an article, as bytes; read anew if it is not known."""
        if await asyncio.to_thread(read_back, [article], known):
            return known[article.id]
        return await self._analysed(article, told)

    async def _analysed(self, article: Article, told: Told | None = None) -> bytes:
        """What is read in an article, by a process of its own if that takes long."""
        short = await asyncio.to_thread(self._read_if_short, article)
        if short is not None:
            return short
        submitted = await asyncio.to_thread(self._analysing.submit, article, told)
        return await asyncio.wrap_future(submitted)

    def _read_if_short(self, article: Article) -> bytes | None:
        if not is_one_run(article):
            return None
        return to_bytes(article, self._assembly.analyse(article))

    def _made_of(
        self, shelved: Sequence[ShelvedArticle], listed: WordList, ready: Iterable[Asking]
    ) -> Asking:
        """Made of the set that differs least, if less has to be changed than is there."""
        wanted = [each.article.id for each in shelved]
        ways = [(change_to(wanted, base.ids), base) for base in ready]
        change, base = min(ways, key=lambda way: len(way[0]), default=(None, None))
        if change is None or base is None or len(change) >= len(wanted):
            empty = self._indexes.empty()
            answerer = self._assembly.answerer_on_shelved(shelved, listed, empty)
            return Asking(self._assembly, self._catalogue, self._default, answerer)
        return base.changed(shelved[change.kept :], change.removed)


async def _at_once(made: Asking) -> Asking:
    return made
