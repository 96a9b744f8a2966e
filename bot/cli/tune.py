"""`yuanju tune`: fit the weights that sentences are ranked by to labelled files."""

import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

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
from retrieval.evaluation.datasets import Context
from retrieval.evaluation.measuring import CleanedContext
from retrieval.models.weights import Weights, write_weights
from retrieval.protocols import Tools
from retrieval.text.dictionary.entries import Entry
from retrieval.text.dictionary.storing import shipped_entries
from retrieval.tuning.examples import ExampleMaker
from retrieval.tuning.glossing import Glosser, Translator
from retrieval.tuning.sets import KEPT_BACK, LabelledSet, TooFewError, shortage

_SEED = 20_220_525
"""Any fixed number: the same files give the same examples."""


@dataclass(frozen=True, slots=True)
class _Family:
    """Files about the same articles, which are held out together."""

    name: str
    files: tuple[Path, ...]


_Files = Sequence[tuple[Path, tuple[Context, ...]]]
"""Those of a family, with what they hold."""


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
    read = {family.name: _read(family) for family in families}
    for name, chosen in _fits(list(read)):
        _refuse_too_few(name, {one: read[one] for one in chosen})
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
    sets = {name: list(_sets(files, assembly, console)) for name, files in read.items()}
    output.mkdir(parents=True, exist_ok=True)
    for name, chosen in _fits(list(read)):
        fitted_to = [one for family in chosen for one in sets[family]]
        console.print(f"{name}: {', '.join(one.name for one in fitted_to)}")
        _write(output / f"{name}.npz", name, fitted_to, assembly, console)


def _read(family: _Family) -> _Files:
    return [(file, read_contexts(file)) for file in family.files]


def _fits(families: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The name of each of the weights, and the families that they are fitted to."""
    yield "full", list(families)
    for left_out in families if len(families) > 1 else ():
        yield f"without-{left_out}", [name for name in families if name != left_out]


def _refuse_too_few(name: str, families: Mapping[str, _Files]) -> None:
    """Say that there is too little to fit to, an hour before it would show.

    Raises:
        InputError: that is so.
    """
    found = shortage(
        one for files in families.values() for _, contexts in files for one in contexts
    )
    if found is not None:
        message = (
            f"{name}: {found.value} in {', '.join(families)}; one context in {KEPT_BACK} is kept "
            "back, by its text. Give more contexts."
        )
        raise InputError(message)


def _write(
    file: Path, name: str, sets: Sequence[LabelledSet], assembly: Assembly, console: Console
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
    try:
        weights = fitting.weights(name, sets)
    except TooFewError as error:
        message = f"{name}: {error}. Give more contexts."
        raise InputError(message) from error
    write_weights(file, weights)


def _sets(files: _Files, assembly: Assembly, console: Console) -> Iterator[LabelledSet]:
    maker = ExampleMaker(
        assembly.tools,
        _analyser(assembly),
        _translator(assembly),
        assembly.settings.index,
        _SEED,
    )
    for file, contexts in files:
        cleaned = cleaned_contexts(contexts, assembly)
        made = track(maker.of(contexts, cleaned), file.name, console=console, transient=True)
        yield LabelledSet(file.stem, contexts, cleaned, list(made))


def _translator(assembly: Assembly) -> Translator:
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
