"""`yuanju tune`: fit the weights that sentences are ranked by to labelled files."""

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import track

from bot.assembly import Assembly, assemble
from bot.cli.labelled import cleaned_contexts, read_contexts
from bot.cli.opening import InputError, config_option, open_settings, problems_told
from config.lexicon import load_lexicon
from retrieval.answering.question import QuestionAnalyser
from retrieval.answering.ranking import Ranker
from retrieval.answering.shelf import build_shelf
from retrieval.evaluation.measuring import CleanedContext
from retrieval.models.weights import Weights, write_weights
from retrieval.protocols import Tools
from retrieval.text.dictionary.entries import Entry
from retrieval.text.dictionary.storing import shipped_entries

if TYPE_CHECKING:
    from retrieval.tuning.glossing import Translator
    from retrieval.tuning.tuning import LabelledSet

_SEED = 20_220_525
"""Any fixed number: the same files give the same examples."""


@dataclass(frozen=True, slots=True)
class _Family:
    """Files about the same articles, which are held out together."""

    name: str
    files: tuple[Path, ...]


def _family(
    _context: click.Context, _option: click.Parameter, values: Sequence[str]
) -> list[_Family]:
    families: list[_Family] = []
    for value in values:
        name, equals, files = value.partition("=")
        if not (name.isidentifier() and equals and files):
            message = f"{value!r} is not NAME=FILE[,FILE…], such as squad=xquad.json,squad2.json"
            raise click.BadParameter(message)
        if any(family.name == name for family in families):
            message = f"{name} is given twice; name all its files at once: {name}=FILE,FILE"
            raise click.BadParameter(message)
        families.append(_Family(name, tuple(map(Path, files.split(",")))))
    return families


@click.command(short_help="Fit the ranking to labelled files (needs PyTorch).")
@click.argument(
    "families", nargs=-1, required=True, callback=_family, metavar="NAME=FILE[,FILE…]…"
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("weights"),
    show_default=True,
    metavar="FOLDER",
    help="Where full.npz and without-NAME.npz are written.",
)
@config_option
def tune(families: list[_Family], output: Path, config_file: Path | None) -> None:
    """Fit the weights to all families of labelled files, and to all but each.

    A family is one or more files in SQuAD's format about the same articles. The weights
    without a family are for reporting what is reached on its files. About an hour for the
    public sets on two cores.
    """
    if importlib.util.find_spec("torch") is None:
        message = "fitting needs PyTorch: make tune installs it, or pip install 'yuanju[tune]'"
        raise InputError(message)
    opened = open_settings(config_file)
    with problems_told(opened):
        assembly = assemble(opened.settings, load_lexicon())
    if assembly.off:
        message = f"fitting needs all models; off: {', '.join(assembly.off)}"
        raise InputError(message)
    console = Console(stderr=True, highlight=False)
    sets = {family.name: list(_sets(family, assembly, console)) for family in families}
    output.mkdir(parents=True, exist_ok=True)
    for left_out in (None, *(sets if len(sets) > 1 else ())):
        chosen = [one for name, those in sets.items() if name != left_out for one in those]
        name = "full" if left_out is None else f"without-{left_out}"
        console.print(f"{name}: {', '.join(one.name for one in chosen)}")
        _write(output / f"{name}.npz", name, chosen, assembly, console)


def _write(
    file: Path, name: str, sets: Sequence["LabelledSet"], assembly: Assembly, console: Console
) -> None:
    from retrieval.tuning.tuning import Fitting  # noqa: PLC0415 - only here is PyTorch needed

    analyser = _analyser(assembly)
    fitting = Fitting(
        assembly.tools,
        partial(_ranker, assembly),
        analyser.analyse,
        _translator(assembly).translated,
        lambda doing: console.print(f"  {doing}"),
    )
    write_weights(file, fitting.weights(name, sets))


def _sets(family: _Family, assembly: Assembly, console: Console) -> Iterator["LabelledSet"]:
    from retrieval.tuning.examples import ExampleMaker  # noqa: PLC0415 - see above
    from retrieval.tuning.tuning import LabelledSet  # noqa: PLC0415

    maker = ExampleMaker(
        assembly.tools,
        _analyser(assembly),
        _translator(assembly),
        assembly.settings.index,
        _SEED,
    )
    for file in family.files:
        contexts = read_contexts(file)
        cleaned = cleaned_contexts(contexts, assembly)
        made = track(maker.of(contexts, cleaned), file.name, console=console, transient=True)
        yield LabelledSet(file.stem, contexts, cleaned, list(made))


def _translator(assembly: Assembly) -> "Translator":
    from retrieval.tuning.glossing import Glosser, Translator  # noqa: PLC0415 - see above

    analyser = _analyser(assembly)
    return Translator(Glosser(_entries(), _SEED), analyser.analyse, _SEED)


@cache
def _entries() -> tuple[Entry, ...]:
    """CC-CEDICT, read once for all weights that are fitted."""
    return tuple(shipped_entries())


def _analyser(assembly: Assembly) -> QuestionAnalyser:
    return QuestionAnalyser(
        assembly.lexicon.question, assembly.tools.tokenizer, assembly.dictionary
    )


def _ranker(
    assembly: Assembly, contexts: Sequence[CleanedContext], weights: Weights, tools: Tools
) -> Ranker:
    settings = assembly.settings
    articles = [each.article for each in contexts]
    shelf = build_shelf(articles, tools, settings.splitting, settings.index)
    return Ranker(shelf, tools, weights, settings.answering, settings.index)
