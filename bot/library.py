"""Looking after the library where there is no event loop: articles added, read anew, asked."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.assembly import Assembly
from bot.store import adding, analyses, shelves
from bot.store.adding import Added, Incoming
from bot.store.database import Database, StoreError
from retrieval.analysis.analysis import Analysis
from retrieval.analysis.storing import (
    StaleAnalysisError,
    from_bytes,
    sentences_in,
    to_bytes,
)
from retrieval.answering.answerer import Answerer
from retrieval.model import Article


def analysed(assembly: Assembly, articles: Iterable[Article]) -> Iterator[tuple[Article, bytes]]:
    """Each article with what is read in it, as it is kept; in any order."""
    for article in articles:
        yield article, to_bytes(article, assembly.analyse(article))


class Library:
    """All shelves of a store. What is told of is committed: who begins anew goes on there."""

    def __init__(self, database: Database, assembly: Assembly) -> None:
        """Keep in `database` what `assembly` reads."""
        self._database = database
        self._assembly = assembly
        self._version = assembly.analysis_version

    def add(self, incoming: Iterable[Incoming], tell: Callable[[Added], None]) -> None:
        """Put articles on their shelves, each in one transaction.

        What is there is not analysed again, nor what is on another shelf.
        """
        waiting: dict[str, list[Incoming]] = {}

        def unread() -> Iterator[Article]:
            for each in incoming:
                if each.article.id in waiting:
                    waiting[each.article.id].append(each)
                elif added := self._put_unread(each):
                    tell(added)
                else:
                    waiting[each.article.id] = [each]
                    yield each.article

        for article, content in analysed(self._assembly, unread()):
            for each in waiting.pop(article.id):
                # The same text is the same article, whatever the second file calls it.
                tell(self._put(Incoming(article, each.shelf_id, each.origin), content))

    def reindex(self, ids: Iterable[str], tell: Callable[[int], None]) -> None:
        """Read the articles of these ids anew, and tell how many sentences each has."""
        for article, content in analysed(self._assembly, self._each(ids)):
            self._keep(article, content)
            tell(sentences_in(content))

    def stale(self) -> list[str]:
        """Ids of the articles on shelves that no tools of this version have read."""
        return self._database.run_now(lambda found: analyses.stale(found, self._version))

    def answerer(self, first: Sequence[Article], ids: Sequence[str]) -> Answerer:
        """One that answers from articles as they were just read, then from those of the store.

        What has to be read for it is kept, so that the next one is there at once.
        """
        fresh = {each.id: each for each in first}
        stored = self._loaded([each for each in ids if each not in fresh])
        articles = [*fresh.values(), *stored]
        read = self._known(articles)
        unread = [each for each in articles if each.id not in read]
        for article, content in analysed(self._assembly, unread):
            read[article.id] = from_bytes(content, article)
            self._keep_if_possible(article, content)
        return self._assembly.answerer_on((each, read[each.id]) for each in articles)

    def _known(self, articles: Sequence[Article]) -> dict[str, Analysis]:
        """By article id, what was read in these very articles before."""
        ids = [each.id for each in articles]
        kept = self._database.run_now(lambda found: analyses.load(found, ids, self._version))
        known: dict[str, Analysis] = {}
        for each in articles:
            try:
                known[each.id] = from_bytes(kept.pop(each.id, b""), each)
            except StaleAnalysisError:
                continue
        return known

    def _put_unread(self, new: Incoming) -> Added | None:
        return self._database.run_now(
            lambda found: adding.put_unread(found, new, self._version, _now())
        )

    def _put(self, new: Incoming, content: bytes) -> Added:
        return self._database.run_now(
            lambda found: adding.put_read(found, new, content, self._version, _now())
        )

    def _each(self, ids: Iterable[str]) -> Iterator[Article]:
        for each in ids:
            yield from self._loaded([each])

    def _loaded(self, ids: Sequence[str]) -> list[Article]:
        return self._database.run_now(lambda found: shelves.load(found, ids))

    def _keep(self, article: Article, content: bytes) -> None:
        self._database.run_now(lambda found: adding.keep(found, article, content, self._version))

    def _keep_if_possible(self, article: Article, content: bytes) -> None:
        try:
            self._keep(article, content)
        except StoreError:
            return  # Somebody writes for long, or nobody can: it can be asked all the same.


def _now() -> int:
    return int(time.time())
