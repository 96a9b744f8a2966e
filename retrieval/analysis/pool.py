"""Analysing in processes of their own, which share the cores and not the bot's time.

An article is cut into runs of sentences, so that several processes share a long one; none
waits behind another, for each article has its turn. What comes out is the same, to the bit,
as what `analyse` gives.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from threading import Condition, Thread
from typing import Self

from retrieval.analysis.process import AnalysingProcess, ProcessEndedError
from retrieval.analysis.reading import runs
from retrieval.analysis.requests import ArticleRequest, Request, RunRequest
from retrieval.articles.problems import ReadingError, ReadingProblem
from retrieval.model import Article
from retrieval.protocols import Tools
from retrieval.text.splitting.sentences import split_sentences

Told = Callable[[int], object]
"""Is told how many more sentences were read, by whatever thread."""
_WHOLE = -1
"""The last part of an article, after its runs: all of them put together."""


class AnalysisFailedError(ReadingError):
    """The processes that analysed an article ended twice at the same part of it."""

    def __init__(self, article: Article, code: int) -> None:
        """The last one with this exit code; below 0, the signal that killed it."""
        super().__init__(ReadingProblem.FATAL, article.metadata.title or article.id)
        self.article = article
        self.code = code

    def __str__(self) -> str:
        """For a log: no words of an article stand there."""
        return f"article {self.article.id}: the process that read it ended with {self.code}"


class Analysing:
    """Analyses articles in at most so many processes.

    Laws: the bytes are those of `to_bytes` and `analyse` with the same tools; a process is
    started only for what waits, and ends after some time without work; none outlives this
    process, however it ends; one that ends by itself is replaced, and its work done once more.
    """

    def __init__(
        self,
        make_tools: Callable[[], Tools],
        processes: int = 1,
        idle_seconds: float | None = None,
    ) -> None:
        """Each process makes its tools by `make_tools`, which is pickled.

        One without work for `idle_seconds` ends; if that is none, with `close`.
        """
        self._make_tools = make_tools
        self._most = processes
        self._idle_seconds = idle_seconds
        self._change = Condition()
        self._jobs: deque[_Job] = deque()
        """Those with parts that nobody has taken yet."""
        self._serving: dict[AnalysingProcess, Thread] = {}
        self._idle = 0
        self._is_closed = False

    def __enter__(self) -> Self:
        """Itself, to be closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def submit(self, article: Article, told: Told | None = None) -> "Future[bytes]":
        """The analysis of `article` as bytes, when it is there; it may be cancelled.

        Its sentences are split here.

        Raises:
            RuntimeError: this is closed.
        """
        job = _Job(article, told)
        with self._change:
            if self._is_closed:
                message = "analysing was closed"
                raise RuntimeError(message)
            self._jobs.append(job)
            self._change.notify_all()
            waiting = sum(len(each.waiting) for each in self._jobs)
            for _ in range(min(waiting - self._idle, self._most - len(self._serving))):
                self._start()
        return job.future

    def analyse(
        self, articles: Iterable[Article], told: Told | None = None
    ) -> Generator[tuple[Article, bytes], None, None]:
        """Each article with its analysis as bytes, in order.

        At most one more than there are processes is taken before the first is given. Whoever
        stops before the end, or closes this, leaves nothing under way.

        Raises:
            AnalysisFailedError: an article could not be analysed.
        """
        under_way: deque[tuple[Article, Future[bytes]]] = deque()
        try:
            for article in articles:
                under_way.append((article, self.submit(article, told)))
                if len(under_way) > self._most:
                    first, future = under_way.popleft()
                    yield first, future.result()
            while under_way:
                first, future = under_way.popleft()
                yield first, future.result()
        finally:
            for _, future in under_way:
                future.cancel()

    def close(self) -> None:
        """End every process now; what is under way is cancelled."""
        with self._change:
            self._is_closed = True
            jobs, serving = list(self._jobs), dict(self._serving)
            self._jobs.clear()
            self._change.notify_all()
        for process in serving:
            process.end()
        for thread in serving.values():
            thread.join()
        for job in jobs:
            job.future.cancel()

    def _start(self) -> None:
        process = AnalysingProcess(self._make_tools)
        thread = Thread(target=self._serve, args=(process,), name="analysing", daemon=True)
        self._serving[process] = thread
        thread.start()

    def _serve(self, process: AnalysingProcess) -> None:
        """Let `process` work while there is work."""
        while (part := self._next(process)) is not None:
            job, number = part
            try:
                self._take(job, number, process.ask(*job.request(number)))
            except ProcessEndedError as error:
                self._again(job, number, error)
            except Exception as error:  # noqa: BLE001 - whoever waits must hear of any
                job.fail(error)
        process.end()

    def _next(self, process: AnalysingProcess) -> "tuple[_Job, int] | None":
        """A part for `process`; none if it is to end."""
        with self._change:
            while not self._is_closed:
                if (part := self._part()) is not None:
                    return part
                self._idle += 1
                has_changed = self._change.wait(self._idle_seconds)
                self._idle -= 1
                if not has_changed and not self._jobs:
                    break
            # Before anybody else looks: whoever submits must not count on it.
            self._serving.pop(process, None)
            return None

    def _part(self) -> "tuple[_Job, int] | None":
        while self._jobs:
            job = self._jobs.popleft()
            if job.future.done():
                continue
            number = job.waiting.popleft()
            if job.waiting:
                self._jobs.append(job)
            return job, number
        return None

    def _take(self, job: "_Job", number: int, answer: bytes) -> None:
        job.tell(number)
        if number == _WHOLE:
            job.finish(answer)
            return
        with self._change:
            if job.keep(number, answer):
                self._wait_for(job, _WHOLE)

    def _again(self, job: "_Job", number: int, error: ProcessEndedError) -> None:
        with self._change:
            if self._is_closed:
                job.future.cancel()
            elif number in job.again:
                job.fail(AnalysisFailedError(job.article, error.code))
            else:
                job.again.add(number)
                self._wait_for(job, number)

    def _wait_for(self, job: "_Job", number: int) -> None:
        """Put a part at the head: what was begun is finished first."""
        if not job.waiting:
            self._jobs.appendleft(job)
        job.waiting.appendleft(number)
        self._change.notify()


class _Job:
    """An article, and what was read of it."""

    def __init__(self, article: Article, told: Told | None) -> None:
        self.article = article
        self.future: Future[bytes] = Future()
        self.again: set[int] = set()
        """Parts that a process has ended at."""
        self._told = told
        self._runs = runs(split_sentences(article))
        self._read: dict[int, bytes] = {}
        self._is_one = len(self._runs) == 1
        self.waiting = deque([_WHOLE] if self._is_one else range(len(self._runs)))
        """Parts that nobody has taken yet."""

    def request(self, number: int) -> tuple[Request, list[bytes]]:
        """What to ask for, and what goes with it."""
        if number != _WHOLE:
            return RunRequest(self._runs[number]), []
        return ArticleRequest(self.article), [self._read[run] for run in sorted(self._read)]

    def tell(self, number: int) -> None:
        """Say how many sentences were read with a part; putting together reads none."""
        if self._told is not None and (number != _WHOLE or self._is_one):
            self._told(len(self._runs[max(number, 0)]))

    def keep(self, number: int, answer: bytes) -> bool:
        """Keep what was read of a run; whether it was the last one."""
        self._read[number] = answer
        return len(self._read) == len(self._runs)

    def finish(self, answer: bytes) -> None:
        """Give the analysis to whoever still waits for it."""
        with suppress(InvalidStateError):
            self.future.set_result(answer)

    def fail(self, error: Exception) -> None:
        """Give up."""
        with suppress(InvalidStateError):
            self.future.set_exception(error)
