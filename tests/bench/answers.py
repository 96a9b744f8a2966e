"""How long an answer takes, on the seed article and on a large shelf.

`python -m tests.bench.answers FILE`, where FILE is a labelled file in SQuAD's format: its
contexts are on the shelf, and as many articles made of their sentences as are asked for.
"""

import argparse
import json
import pickle
import random
import sys
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from bot.assembly import Assembly, assemble
from config.lexicon import load_lexicon
from config.loading import load_settings, load_yaml_as
from retrieval.answering.answerer import Answerer
from retrieval.evaluation.baseline import NaiveRanker
from retrieval.evaluation.datasets import Context, parse_squad
from retrieval.evaluation.metrics import percentile
from retrieval.evaluation.qrels import Qrels
from retrieval.model import Article, Metadata
from retrieval.text.cleaning import clean
from tests.bench.library import Analysed, recombined, without_vectors
from tests.repository.places import ROOT

_SEED_QUESTIONS = ROOT / "tests" / "quality" / "seed.yaml"
_WARMING = 50
"""Questions that are asked before it is measured."""
_PUT = 10
"""Articles that are put on the shelf one by one."""
_BASELINE = 20
"""Questions that the naive baseline is asked, which is slow."""
_KILOBYTE = 1_024


def tell(line: str) -> None:
    """Print at once: it takes minutes in all."""
    print(line, flush=True)  # noqa: T201 - what the command is for


def real_articles(
    contexts: Sequence[Context], assembly: Assembly, kept: Path | None
) -> list[Analysed]:
    """The contexts as articles, analysed; `kept` is where that is kept between runs."""
    if kept is not None and kept.exists():
        found: list[Analysed] = pickle.loads(kept.read_bytes())  # noqa: S301 - our own
        return found
    real = []
    for number, context in enumerate(contexts):
        text = clean(context.text, assembly.lexicon.cleaning, detect_title=False).text
        article = Article(str(number), text, Metadata(title=context.title))
        real.append((article, assembly.analyse(article)))
    if kept is not None:
        kept.write_bytes(pickle.dumps(real))
    return real


def asked(answerer: Answerer, questions: Sequence[str]) -> str:
    """Milliseconds from question to answer, warm."""
    for question in questions[:_WARMING]:
        answerer.answer(question)
    times, work = [], []
    for question in questions:
        begun, used = time.perf_counter(), time.thread_time()
        answerer.answer(question)
        times.append(1_000 * (time.perf_counter() - begun))
        work.append(1_000 * (time.thread_time() - used))
    return f"{_milliseconds(times)} ms ({_milliseconds(work)} of a core)"


def _milliseconds(times: Sequence[float]) -> str:
    return ", ".join(
        f"{name} {percentile(times, share):.1f}"
        for name, share in (("p50", 50), ("p99", 99), ("worst", 100))
    )


def put_one_by_one(
    assembly: Assembly, answerer: Answerer, further: Sequence[Analysed]
) -> tuple[Answerer, str]:
    """Milliseconds until an article that was analysed can be asked, and was."""
    times = []
    for one in further:
        begun = time.perf_counter()
        answerer = answerer.changed([assembly.shelved(*one)], ())
        answerer.answer(one[1].sentences[0].text[:40])
        times.append(1_000 * (time.perf_counter() - begun))
    return answerer, _milliseconds(times)


def baseline(analysed: Sequence[Analysed], questions: Sequence[str]) -> str:
    """The same by what everybody would write first."""
    ranker = NaiveRanker([each.text for _, analysis in analysed for each in analysis.sentences])
    times = []
    for question in questions:
        begun = time.perf_counter()
        ranker.rank(question)
        times.append(1_000 * (time.perf_counter() - begun))
    return _milliseconds(times)


def memory() -> float:
    """Megabytes that this process has in memory now; Linux alone tells."""
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / _KILOBYTE
    return 0.0


def main(arguments: Sequence[str]) -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(prog="answers", description=__doc__)
    parser.add_argument("file", type=Path, help="in SQuAD's format")
    parser.add_argument("--sentences", type=int, default=100_000, help="on the large shelf")
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-encoder", action="store_true", help="as if it were off")
    parser.add_argument("--no-baseline", action="store_true", help="leave rank_bm25 out")
    parser.add_argument("--kept", type=Path, help="where analyses are kept between runs")
    chosen = parser.parse_args(arguments)
    environment = {"YUANJU_MODELS__ENCODER": "off"} if chosen.no_encoder else {}
    if chosen.kept and chosen.no_encoder:
        chosen.kept = chosen.kept.with_suffix(".plain")  # what was read without the encoder
    measure(assemble(load_settings(None, environment), load_lexicon()), chosen)


def measure(assembly: Assembly, chosen: argparse.Namespace) -> None:
    """All that the command tells."""
    qrels = load_yaml_as(_SEED_QUESTIONS, Qrels)
    seed = assembly.answerer(assembly.articles([_SEED_QUESTIONS.parent / qrels.article]))
    on_seed = list(islice(cycle(one.question for one in qrels.questions), chosen.questions))
    tell(f"seed article: {asked(seed, on_seed)}")
    contexts = parse_squad(json.loads(chosen.file.read_text("utf-8-sig")))
    real = real_articles(contexts, assembly, chosen.kept)
    if chosen.no_encoder:
        real = list(map(without_vectors, real))
    count = sum(len(analysis.sentences) for _, analysis in real)
    made = list(recombined(real, max(chosen.sentences - count, 0), chosen.seed))
    shelved = [*real, *made]
    random.Random(chosen.seed).shuffle(shelved)
    total = sum(len(analysis.sentences) for _, analysis in shelved)
    before, begun = memory(), time.perf_counter()
    answerer = assembly.answerer_on(shelved)
    took = time.perf_counter() - begun
    tell(f"shelf of {len(shelved)} articles, {total} sentences: made in {took:.1f} s")
    every = [one.question for context in contexts for one in context.questions]
    questions = random.Random(chosen.seed).sample(every, min(chosen.questions, len(every)))
    tell(f"large shelf, {len(questions)} questions: {asked(answerer, questions)}")
    tell(f"memory: {before:.0f} MB with the analyses, {memory():.0f} MB with the shelf as well")
    further = list(recombined(real, _PUT * 40, chosen.seed + 1))[:_PUT]
    answerer, put = put_one_by_one(assembly, answerer, further)
    tell(f"an article put on it, and asked: {put} ms")
    tell(f"large shelf afterwards: {asked(answerer, questions)}")
    if not chosen.no_baseline:
        tell(f"jieba and rank_bm25: {baseline(shelved, questions[:_BASELINE])} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
