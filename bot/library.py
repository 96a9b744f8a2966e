"""Looking after the library where there is no event loop: articles added, read anew, asked."""

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing

from bot.assembly import Assembly, Reading
from bot.store import adding, analyses, shelves
from bot.store.adding import Added, Incoming
from bot.store.database import Database, StoreError
from retrieval.analysis.analysis import Analysis
from retrieval.analysis.pool import AnalysisFailedError
from retrieval.analysis.storing import from_bytes, read_back, sentences_in, to_bytes
from retrieval.answering.answerer import Answerer
from retrieval.answering.wordlist import NO_WORDS, WordList
from retrieval.model import Article

_PROCESSES = 2
"""That analyse: more share the memory's bandwidth, and take some 300 MB each."""
_LONG_CHARS = 20_000
"""Text that takes this process longer than others take to start."""


def analysed(
    reading: Reading, articles: Iterable[Article]
) -> Generator[tuple[Article, bytes | None], None, None]:
    """Each article with what is read in it, as it is kept, by processes of their own.

    None if they ended at it twice; the others are read all the same.
    """
    under_way: deque[tuple[Article, Future[bytes]]] = deque()
    with reading.analysing(_PROCESSES) as analysing:
        for article in articles:
            under_way.append((article, analysing.submit(article)))
            if len(under_way) > _PROCESSES:
                yield _outcome(*under_way.popleft())
        while under_way:
            yield _outcome(*under_way.popleft())


def _outcome(article: Article, future: Future[bytes]) -> tuple[Article, bytes | None]:
    try:
        return article, future.result()
    except AnalysisFailedError:
        return article, None


class Library:
    """All shelves of a store. What is told of is committed: who begins anew goes on there."""

    def __init__(self, database: Database, reading: Reading) -> None:
        """Keep in `database` what `reading` reads."""
        self._database = database
        self._reading = reading
        self._version = reading.analysis_version

    def add(
        self,
        incoming: Iterable[Incoming],
        tell: Callable[[Added], None],
        fail: Callable[[Incoming], None],
    ) -> None:
        """Put articles on their shelves, each in one transaction.

        What is there is not analysed again, nor what is on another shelf. Those that cannot be
        analysed are told by `fail`.
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

        with closing(analysed(self._reading, unread())) as read:
            for article, content in read:
                for each in waiting.pop(article.id):
                    if content is None:
                        fail(each)
                        continue
                    # The same text under the same headline is the same article.
                    tell(self._put(Incoming(article, each.shelf_id, each.origin), content))

    def reindex(
        self, ids: Iterable[str], tell: Callable[[int], None], fail: Callable[[Article], None]
    ) -> None:
        """Read the articles of these ids anew, and tell how many sentences each has."""
        with closing(analysed(self._reading, self._each(ids))) as read:
            for article, content in read:
                if content is None:
                    fail(article)
                    continue
                self._keep(article, content)
                tell(sentences_in(content))

    def stale(self) -> list[str]:
        """Ids of the articles on shelves that no tools of this version have read."""
        return self._database.run_now(lambda found: analyses.stale(found, self._version))

    def answerer(
        self,
        assembly: Assembly,
        first: Sequence[Article],
        ids: Sequence[str],
        words: WordList = NO_WORDS,
    ) -> Answerer:
        """One that answers from articles as they were just read, then from those of the store.

        It has the words that people listed.

        What has to be read for it is kept, so that the next one is there at once.
        """
        fresh = {each.id: each for each in first}
        stored = self._loaded([each for each in ids if each not in fresh])
        articles = [*fresh.values(), *stored]
        read = self._known(articles)
        unread = [each for each in articles if each.id not in read]
        for article, content in _analysed_by(assembly, unread):
            read[article.id] = from_bytes(content, article)
            self._keep_if_possible(article, content)
        return assembly.answerer_on([(each, read[each.id]) for each in articles], words)

    def _known(self, articles: Sequence[Article]) -> dict[str, Analysis]:
        """By article id, what was read in these very articles before."""
        ids = [each.id for each in articles]
        kept = self._database.run_now(lambda found: analyses.load(found, ids, self._version))
        return read_back(articles, kept)

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


def _analysed_by(
    assembly: Assembly, articles: Sequence[Article]
) -> Iterator[tuple[Article, bytes]]:
    """The same in this process, which has the tools, unless it is long.

    Raises:
        AnalysisFailedError: an article could not be analysed.
    """
    if sum(len(each.text) for each in articles) > _LONG_CHARS:
        with assembly.analysing(_PROCESSES) as analysing:
            yield from analysing.analyse(articles)
        return
    for each in articles:
        yield each, to_bytes(each, assembly.analyse(each))


def _now() -> int:
    return int(time.time())
