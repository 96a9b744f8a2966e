"""`yuanju ablate`: what each signal is worth."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.assembly import assemble
from bot.cli.figures import TABLE_WIDTH
from bot.cli.labelled import (
    bench_on,
    chosen_weights,
    read_contexts,
    sample_option,
    seed_option,
    weights_option,
)
from bot.cli.opening import InputError, config_option, open_settings, problems_told
from config.lexicon import load_lexicon
from retrieval.answering.inputs import MEANING_SIGNALS, PLAIN_SIGNALS
from retrieval.evaluation.ablation import ablated
from retrieval.evaluation.squad import sampled
from retrieval.models.weights import (
    Weights,
    fingerprint,
    without_readers,
    without_signal,
)

_WHOLE = "nothing"


@click.command(short_help="What each signal is worth: the hits that are lost without it.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@sample_option
@seed_option
@weights_option("those not fitted on FILE")
@config_option
def ablate(
    files: tuple[Path, ...], sample: int | None, seed: int, weights: str, config_file: Path | None
) -> None:
    """Ask the questions of each FILE, in SQuAD's format, of their own contexts.

    Once by all signals, and once without each: it is then the same for every sentence, its
    mean. Nothing is fitted anew, so a signal that others can stand in for looks worth more
    than it is.
    """
    opened = open_settings(config_file)
    with problems_told(opened):
        assembly = assemble(opened.settings, load_lexicon())
    table = Table("H@1 without", *(file.name for file in files))
    columns: list[dict[str, str]] = []
    for file in files:
        contexts = read_contexts(file)
        variants = _variants(chosen_weights(weights, {fingerprint(one.text) for one in contexts}))
        bench = bench_on(contexts, assembly)
        asked = [one for one in sampled(bench, sample, seed) if one.labelled.answers]
        if not asked:
            message = f"{file}: none of the questions that were chosen has an answer"
            raise InputError(message)
        console = Console(stderr=True)
        tracked = track(asked, file.name, console=console, transient=True)
        hits = Counter(name for names in ablated(bench, tracked, variants) for name in names)
        columns.append(dict(_cells(variants, hits, len(asked))))
    for name in columns[0]:
        table.add_row(name, *(column[name] for column in columns))
    Console(highlight=False, width=TABLE_WIDTH).print(table)


def _variants(whole: Weights) -> dict[str, Weights]:
    signals = {name: without_signal(whole, name) for name in PLAIN_SIGNALS + MEANING_SIGNALS}
    return {_WHOLE: whole, "the reader": without_readers(whole), **signals}


def _cells(
    variants: dict[str, Weights], hits: Counter[str], count: int
) -> Iterator[tuple[str, str]]:
    """H@1 by all signals, then what is lost or won without each, in points of a hundred."""
    for name in variants:
        difference = 100 * (hits[name] - hits[_WHOLE]) / count
        yield (
            name,
            f"{hits[name] / count:.3f}" + ("" if name == _WHOLE else f" ({difference:+.1f})"),
        )
