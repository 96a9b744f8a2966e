"""Judged lists: asked, counted, shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from bot.assembly import Assembly
from bot.cli.labelled import cleaned_contexts, read_contexts
from bot.cli.opening import InputError
from config.documents import read_document
from config.loading import load_yaml_as
from retrieval.evaluation.datasets import Context
from retrieval.evaluation.listing import (
    ContextPlace,
    Half,
    JudgedLists,
    JudgedText,
    ListOutcome,
    ask_list,
    figures,
    gold_of_article,
    gold_of_context,
    wrong,
)

_read_contexts = cache(read_contexts)
"""A file is named by many texts, and read once."""


@dataclass(slots=True)
class _Asked:
    """One half of a file."""

    texts: int = 0
    outcomes: list[ListOutcome] = field(default_factory=list)


def holds_lists(file: Path) -> bool:
    """Whether a file of YAML judges lists rather than sentences."""
    value = read_document(file).value
    return isinstance(value, dict) and "lists" in value


def judge_lists(
    files: Sequence[Path],
    assembly: Assembly,
    output: Console,
    data: Path | None,
    *,
    lists_misses: bool,
) -> list[dict[str, Any]]:
    """Ask the list questions of each file and print item and sentence figures.

    Contexts are read from the folder `data`; those whose file is not there are left out,
    and it is said. What went wrong is returned, and only ever told of the half that may be
    studied.

    Raises:
        ConfigurationError: a file is not one of judged lists.
        ReadingError: an article cannot be read.
        InputError: a context or a question is not where the file says.
    """
    table = Table(
        "lists", "texts", "questions", "precision", "recall", "F1", "complete", "roles", "等"
    )
    misses: list[dict[str, Any]] = []
    for file in files:
        halves = {half: _Asked() for half in Half}
        skipped: dict[str, int] = {}
        for half, text in load_yaml_as(file, JudgedLists).halves():
            if text.context is not None and _gone(text.context, data):
                skipped[text.context.file.name] = skipped.get(text.context.file.name, 0) + 1
                continue
            halves[half].texts += 1
            halves[half].outcomes += _outcomes(file, text, assembly, data)
        for half, asked in halves.items():
            table.add_row(f"{file.name}, {half.value}", *_cells(asked))
        for name, count in skipped.items():
            where = "no --data folder was given" if data is None else f"it is not in {data}"
            click.echo(f"skipped: {count} contexts of {name}: {where}", err=True)
        for miss in wrong(halves[Half.STUDY].outcomes):
            misses.append({"file": file.name, **_object(miss)})
            if lists_misses:
                click.echo(_told(miss))
    output.print(table)
    return misses


def _outcomes(
    file: Path, text: JudgedText, assembly: Assembly, data: Path | None
) -> Iterator[ListOutcome]:
    if text.article is not None:
        (article,) = assembly.articles([file.parent / text.article])
        answerer = assembly.answerer([article])
        for judged in text.questions:
            yield ask_list(gold_of_article(judged), answerer)
    elif text.context is not None and data is not None:
        context = _context(data / text.context.file, text.context.number)
        (cleaned,) = cleaned_contexts([context], assembly)
        answerer = assembly.answerer([cleaned.article])
        for judged in text.questions:
            question = judged.question or _question(context, judged.id, text.context)
            gold = gold_of_context(judged, question, context.text, cleaned.article, cleaned.map)
            yield ask_list(gold, answerer)


def _gone(place: ContextPlace, data: Path | None) -> bool:
    return data is None or not (data / place.file).is_file()


def _context(file: Path, number: int) -> Context:
    contexts = _read_contexts(file)
    if number >= len(contexts):
        message = f"{file}: there is no context {number}"
        raise InputError(message)
    return contexts[number]


def _question(context: Context, wanted: str | None, place: ContextPlace) -> str:
    for labelled in context.questions:
        if labelled.id == wanted:
            return labelled.question
    message = f"{place.file}: context {place.number} has no question {wanted}"
    raise InputError(message)


def _cells(asked: _Asked) -> Iterator[str]:
    counted = figures(asked.outcomes)
    yield str(asked.texts)
    yield str(counted.questions)
    for share in (
        counted.precision,
        counted.recall,
        counted.f1,
        counted.complete,
        counted.roles,
        counted.open_ended,
    ):
        yield f"{share:.3f}"


def _object(miss: ListOutcome) -> dict[str, Any]:
    return {
        "question": miss.gold.question,
        "shown": list(miss.shown),
        "wanted": [item.text for item in miss.gold.items],
        "complete": miss.complete,
    }


def _told(miss: ListOutcome) -> str:
    wanted = "、".join(item.text for item in miss.gold.items)
    sentences = "" if miss.complete else " (sentences missing)"
    return (
        f"list: {miss.gold.question} → {'、'.join(miss.shown) or '–'}; wanted {wanted}{sentences}"
    )
