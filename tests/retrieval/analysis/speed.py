"""`make speed`: sentences a second, memory, and how late others are meanwhile.

The articles are made of the contexts of a labelled file in SQuAD's format, or of the seed
article's sentences in chance order.
"""

import argparse
import asyncio
import json
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle, pairwise
from pathlib import Path
from statistics import median

from config.loading import load_settings
from retrieval.analysis.pool import Analysing
from retrieval.analysis.reading import analyse
from retrieval.analysis.storing import to_bytes
from retrieval.analysis.tools import load_tools
from retrieval.evaluation.datasets import parse_squad
from retrieval.model import Article
from retrieval.protocols import Tools
from retrieval.text.splitting.sentences import split_sentences
from tests.repository.places import ROOT

_SEED = ROOT / "seeds" / "seed-article.txt"
_LENGTHS = (500, 2_000, 8_000, 32_000)
"""Characters of an article, one after the other: news, an essay, a report, a chapter."""
_TICK = 0.01
"""Seconds that the timer sleeps which is held up."""
_IDLE = 10.0
"""Seconds that it is watched while nothing is done: what other programs do to it."""
_KILOBYTE = 1_000
_MEGABYTE = 1_000_000
# https://man7.org/linux/man-pages/man2/getrusage.2.html; macOS counts bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1_024


def paragraphs(file: Path | None) -> list[str]:
    """What articles are made of."""
    if file is not None:
        return [context.text for context in parse_squad(json.loads(file.read_text("utf-8")))]
    sentences = split_sentences(Article("seed", _SEED.read_text("utf-8")))
    chance = random.Random(1)
    return ["".join(chance.sample([one.text for one in sentences], 10)) for _ in range(2_000)]


def made(texts: Sequence[str], lengths: Sequence[int], most: int) -> list[Article]:
    """Articles of `texts`, as long as `lengths` say by turns, until they have `most` sentences."""
    articles: list[Article] = []
    lines: list[str] = []
    count = 0
    for text in cycle(texts):
        lines.append(text)
        if sum(map(len, lines)) < lengths[len(articles) % len(lengths)]:
            continue
        articles.append(Article(f"a{len(articles)}", "\n".join(lines)))
        lines = []
        count += len(split_sentences(articles[-1]))
        if count >= most:
            break
    return articles


def speeds(
    make_tools: Callable[[], Tools], processes: int, articles: list[Article], times: int
) -> str:
    """Sentences a second, of several runs after one that loads the tools."""
    found: list[float] = []
    count, used = 0, _used()
    with Analysing(make_tools, processes) as pool:
        for _ in range(times + 1):
            told: list[int] = []
            begun = time.perf_counter()
            for _ in pool.analyse(articles, told.append):
                pass
            found.append(sum(told) / (time.perf_counter() - begun))
            count += sum(told)
    warm = found[1:]
    of_a_core = count / (_used() - used)
    speed = f"{median(warm):.0f} sentences/s ({min(warm):.0f} to {max(warm):.0f})"
    return f"{speed}; {of_a_core:.0f} for each second of a core, loading included"


def lateness(work: Callable[[], object]) -> str:
    """How late a timer of this process is while another thread does `work`."""
    late = asyncio.run(_late(work))
    worst, share = max(late), sum(one > _TICK for one in late) / len(late)
    return f"{1_000 * median(late):.1f} ms, worst {1_000 * worst:.0f} ms, {share:.0%} over 10 ms"


async def _late(work: Callable[[], object]) -> list[float]:
    doing = asyncio.ensure_future(asyncio.to_thread(work))
    ticks = [time.perf_counter()]
    while not doing.done():
        await asyncio.sleep(_TICK)
        ticks.append(time.perf_counter())
    await doing
    return [after - before - _TICK for before, after in pairwise(ticks)]


def _used() -> float:
    """Seconds of a core that processes took which have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak(who: int) -> str:
    return f"{resource.getrusage(who).ru_maxrss * _RSS_UNIT / _MEGABYTE:.0f} MB"


def main() -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(prog="speed", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="in SQuAD's format")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sentences", type=int, default=2_000, help="of all articles")
    parser.add_argument("--kilobytes", type=int, default=640, help="of the long article")
    chosen = parser.parse_args()
    texts = paragraphs(chosen.file)
    articles = made(texts, _LENGTHS, chosen.sentences)
    # Three bytes a character in UTF-8.
    (long,) = made(texts, [chosen.kilobytes * _KILOBYTE // 3], 1)
    cache = load_settings(None, {}).cache.folder
    make_tools = partial(load_tools, cache, tagger=True, encoder=True)
    for processes in (1, 2):
        print(f"{processes} process(es): {speeds(make_tools, processes, articles, chosen.runs)}")  # noqa: T201
    idle = lateness(lambda: time.sleep(_IDLE))
    print(f"a timer beside nothing: late by {idle}")  # noqa: T201
    with Analysing(make_tools) as pool:
        late = lateness(lambda: pool.submit(long).result())
    size = f"{len(long.text.encode()) // _KILOBYTE} kB"
    print(f"a timer beside {size} in a process: late by {late}")  # noqa: T201
    memory = f"this process {_peak(resource.RUSAGE_SELF)}"
    memory += f", each other one at most {_peak(resource.RUSAGE_CHILDREN)}"
    print(f"peak memory: {memory}")  # noqa: T201
    tools = make_tools()
    late = lateness(lambda: to_bytes(long, analyse(long, tools)))
    print(f"a timer beside {size} in a thread: late by {late}")  # noqa: T201


if __name__ == "__main__":
    main()
