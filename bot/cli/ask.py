"""`yuanju ask`: one question, or a batch of them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from rich.console import Console

from bot.asking import Asked, Asking
from bot.cli.opening import (
    InputError,
    Opened,
    article_option,
    config_option,
    open_asking,
    open_settings,
    shelf_option,
)
from bot.cli.streams import lines_of_stdin, typed_argument
from bot.problems import describe
from bot.replies.as_object import reply_object
from bot.replies.explained import explanation
from bot.replies.terminal import PROMPT, print_explanation, print_reply
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.answering.question import visible_part
from retrieval.options import MOST_SENTENCES
from retrieval.replies import NoAnswer

_ANSWERED, _NOT_IN_ARTICLE, _WRONG_USE = 0, 1, 2

Show = Callable[[str, Asked], None]


@click.command(short_help="Ask one question, or a batch of them.")
@click.argument("question", required=False)
@click.option("--batch", is_flag=True, help="Ask every line of standard input, in order.")
@article_option
@shelf_option("Ask this shelf.")
@config_option
@click.option(
    "--top",
    "most",
    type=click.IntRange(1, MOST_SENTENCES),
    metavar="N",
    help="Show at most N sentences.",
)
@click.option("--explain", "explains", is_flag=True, help="Show what the scores are made of.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a question.")
@click.pass_context
def ask(  # noqa: PLR0913 - one parameter for each option is how click works
    context: click.Context,
    question: str | None,
    article_files: tuple[Path, ...],
    shelf_name: str | None,
    config_file: Path | None,
    *,
    most: int | None,
    batch: bool,
    explains: bool,
    as_json: bool,
) -> None:
    """Ask QUESTION; the answer is sentences of the article, or that it does not say.

    Without --article and --shelf, the configured articles are asked, and those that were added
    for every chat.

    Exit codes: 0 answered (in a batch: at least one), 1 not in the article, 2 wrong use,
    configuration or input file.
    """
    if batch == (question is not None):
        message = "Give either a QUESTION or --batch."
        raise click.UsageError(message, context)
    opened = open_settings(config_file)
    asking = open_asking(opened, article_files, shelf_name)
    show = _print_json if as_json else _printer(asking, explains=explains, echo=batch)
    if question is not None:
        question = typed_argument(question)
        context.exit(_ask_one(question, asking, most, show, opened))
    context.exit(_ask_all(lines_of_stdin(), asking, most, show, opened))


def _ask_one(question: str, asking: Asking, most: int | None, show: Show, opened: Opened) -> int:
    try:
        asked = asking.ask(question, most)
    except QuestionTooLongError as error:
        raise InputError(describe(error, opened.catalogue[opened.language].problem)) from error
    show(question, asked)
    return _NOT_IN_ARTICLE if isinstance(asked.reply, NoAnswer) else _ANSWERED


def _ask_all(
    questions: Iterator[str], asking: Asking, most: int | None, show: Show, opened: Opened
) -> int:
    """Ask them all: one that is too long is told, and the others are still answered."""
    codes: set[int] = set()
    for number, question in enumerate(questions, 1):
        try:
            codes.add(_ask_one(question, asking, most, show, opened))
        except InputError as error:
            words = opened.catalogue[opened.language].problem
            InputError(words.line.format(number=number, problem=error.message)).show()
            codes.add(_WRONG_USE)
    if _WRONG_USE in codes:
        return _WRONG_USE
    return _ANSWERED if _ANSWERED in codes else _NOT_IN_ARTICLE


def _print_json(question: str, asked: Asked) -> None:
    found = reply_object(question, asked.reply, asked.articles)
    click.echo(json.dumps(found, ensure_ascii=False))


def _printer(asking: Asking, *, explains: bool, echo: bool) -> Show:
    output = Console(highlight=False)

    def show(question: str, asked: Asked) -> None:
        if echo:
            click.echo(PROMPT + visible_part(question))
        print_reply(output, asked.shown, asked.words.reply)
        if explains:
            print_explanation(output, explanation(asked.reply, asking.threshold, asked.words))

    return show
