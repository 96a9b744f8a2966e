"""Labelled files in SQuAD's format: read, cleaned, asked."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track

from bot.assembly import Assembly
from bot.cli.opening import InputError
from retrieval.evaluation.datasets import Context, DatasetError, parse_squad
from retrieval.evaluation.measuring import Asked, Bench, CleanedContext
from retrieval.evaluation.squad import Evaluation, Task, evaluate_squad, sampled
from retrieval.model import Article
from retrieval.text.cleaning import clean


@dataclass(frozen=True, slots=True)
class Labelled:
    """A file, and the figures of one task on it."""

    file: Path
    evaluation: Evaluation


def evaluate_labelled(
    file: Path, assembly: Assembly, tasks: Sequence[Task], sample: int | None, seed: int
) -> Iterator[Labelled]:
    """The figures of `file`, task by task, with progress on standard error.

    Raises:
        InputError: the file cannot be read, or is not in SQuAD's format.
    """
    contexts = _contexts(file)
    cleaned = [_cleaned(number, context, assembly) for number, context in enumerate(contexts)]
    bench = Bench(contexts, cleaned, assembly.answerer)
    progress = Console(stderr=True)

    def tracked(doing: str, asked: Iterable[Asked], count: int) -> Iterable[Asked]:
        description = f"{file.name} {doing}"
        return track(asked, description, count, console=progress, transient=True)

    for evaluation in evaluate_squad(bench, sampled(bench, sample, seed), tasks, tracked):
        yield Labelled(file, evaluation)


def _contexts(file: Path) -> tuple[Context, ...]:
    try:
        return parse_squad(json.loads(file.read_text(encoding="utf-8-sig")))
    except OSError as error:
        message = f"{file}: {error.strerror}"
        raise InputError(message) from error
    except (DatasetError, ValueError) as error:
        message = f"{file}: {error}"
        raise InputError(message) from error


def _cleaned(number: int, context: Context, assembly: Assembly) -> CleanedContext:
    """The context as an article, its headline left in: answers may begin there."""
    cleaned = clean(context.text, assembly.lexicon.cleaning, detect_title=False)
    return CleanedContext(Article(str(number), cleaned.text), cleaned.map)
