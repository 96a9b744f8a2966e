"""Labelled files in SQuAD's format: read, cleaned, asked."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import track

from bot.assembly import Assembly
from bot.cli.opening import InputError
from retrieval.analysis.analysis import Analysis
from retrieval.evaluation.datasets import Context, DatasetError, parse_squad
from retrieval.evaluation.measuring import Asked, Bench, CleanedContext
from retrieval.evaluation.squad import Evaluation, Task, evaluate_squad, sampled
from retrieval.model import Article
from retrieval.models.weights import (
    NAMES,
    Weights,
    WeightsError,
    fingerprint,
    held_out_weights,
    load_weights,
    overlap,
)
from retrieval.text.cleaning import clean


@dataclass(frozen=True, slots=True)
class Labelled:
    """A file, and the figures of one task on it."""

    file: Path
    evaluation: Evaluation
    weights: str
    """Name of the weights that were used."""
    trained_on: tuple[str, ...]
    """The sets that they were fitted on."""
    overlap: float
    """Share of the file's contexts that they were fitted on; 0 unless it was asked for."""


@dataclass(frozen=True, slots=True)
class AskingFor:
    """What of a file is asked, and how."""

    tasks: Sequence[Task]
    sample: int | None
    """So many of its questions; all if none."""
    seed: int
    weights: str
    """A name of shipped weights, a file, or `HELD_OUT`."""
    beside: Sequence[Path] = ()
    """Files whose contexts stand on the library's shelf as well; the file itself adds none."""


HELD_OUT = "held-out"
"""The shipped weights that were not fitted on the file."""
sample_option = click.option(
    "--sample", type=click.IntRange(min=1), metavar="N", help="Ask N of the questions."
)
seed_option = click.option("--seed", type=int, default=1, show_default=True, help="Which N.")
_Command = TypeVar("_Command", bound=Callable[..., Any] | click.Command)


def weights_option(held_out: str) -> Callable[[_Command], _Command]:
    """The option for what is ranked by; says what `HELD_OUT` stands for."""
    return click.option(
        "--weights",
        default=HELD_OUT,
        show_default=True,
        metavar="NAME",
        help=f"Rank by shipped weights ({', '.join(NAMES)}), a file, or {held_out}.",
    )


Read = Callable[[Article], Analysis]
"""What is read in an article."""


def evaluate_labelled(
    file: Path, assembly: Assembly, asking: AskingFor, read: Read
) -> Iterator[Labelled]:
    """The figures of `file`, task by task, with progress on standard error.

    `read` may remember: an article stands on several shelves, and in several runs.

    Raises:
        InputError: the file or the weights cannot be read, or are not what they should be.
    """
    contexts = read_contexts(file)
    prints = {fingerprint(context.text) for context in contexts}
    weights = chosen_weights(asking.weights, prints)
    ranking = assembly.with_weights(weights)
    bench = Bench(
        contexts,
        cleaned_contexts(contexts, assembly, f"{file}:"),
        lambda articles: ranking.answerer_on((each, read(each)) for each in articles),
        beside=list(_beside(file, asking.beside, assembly)),
    )
    progress = Console(stderr=True)

    def tracked(doing: str, asked: Iterable[Asked], count: int) -> Iterable[Asked]:
        description = f"{file.name} {doing}"
        return track(asked, description, count, console=progress, transient=True)

    asked = sampled(bench, asking.sample, asking.seed)
    for evaluation in evaluate_squad(bench, asked, asking.tasks, tracked):
        names = tuple(one.name for one in weights.trained_on)
        yield Labelled(file, evaluation, weights.name, names, overlap(weights, prints))


def bench_on(contexts: Sequence[Context], assembly: Assembly) -> Bench:
    """The contexts, ready to be asked."""
    return Bench(contexts, cleaned_contexts(contexts, assembly), assembly.answerer)


def chosen_weights(name: str, contexts: Collection[int]) -> Weights:
    """The weights of that name, for a file of contexts with these fingerprints.

    Raises:
        InputError: there are none.
    """
    try:
        return held_out_weights(contexts) if name == HELD_OUT else load_weights(name)
    except WeightsError as error:
        raise InputError(str(error)) from error


def read_contexts(file: Path) -> tuple[Context, ...]:
    """The contexts of a file in SQuAD's format.

    Raises:
        InputError: it cannot be read, or is in another format.
    """
    try:
        return parse_squad(json.loads(file.read_text(encoding="utf-8-sig")))
    except OSError as error:
        message = f"{file}: {error.strerror}"
        raise InputError(message) from error
    except (DatasetError, ValueError) as error:
        message = f"{file}: {error}"
        raise InputError(message) from error


def cleaned_contexts(
    contexts: Sequence[Context], assembly: Assembly, prefix: str = ""
) -> list[CleanedContext]:
    """The contexts as articles, in the same order; an id is `prefix` and a number."""
    return [
        _cleaned(f"{prefix}{number}", context, assembly) for number, context in enumerate(contexts)
    ]


def _cleaned(name: str, context: Context, assembly: Assembly) -> CleanedContext:
    """The context as an article, its headline left in: answers may begin there."""
    cleaned = clean(context.text, assembly.lexicon.cleaning, detect_title=False)
    return CleanedContext(Article(name, cleaned.text), cleaned.map)


def _beside(
    file: Path, others: Iterable[Path], assembly: Assembly
) -> Iterator[tuple[Context, Article]]:
    known = {file.resolve()}
    for other in others:
        if other.resolve() not in known:
            known.add(other.resolve())
            contexts = read_contexts(other)
            cleaned = cleaned_contexts(contexts, assembly, f"{other}:")
            yield from zip(contexts, (each.article for each in cleaned), strict=True)
