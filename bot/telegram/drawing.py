"""What is drawn of a reply, from top to bottom: blocks for `html.pages`."""

from collections.abc import Iterable, Iterator

from bot.replies.context import Excerpt
from bot.replies.shown import BULLET, ROLE_DASH, Piece, Quote, Shown
from bot.telegram.html import EXPANDABLE, QUOTE, Block, Run, pages
from bot.words import ReplyWords

_GAP = "…\n\n"
"""Stands where the article has sentences that are not shown."""


def messages(shown: Shown, words: ReplyWords) -> list[str]:
    """The HTML of each page of a reply."""
    return pages(_reply_blocks(shown, words))


def _reply_blocks(shown: Shown, words: ReplyWords) -> Iterator[Block]:
    """A reply: where was looked, the reasons, the list, the sentences, what is nearest."""
    if shown.scope is not None:
        yield [Run(shown.scope, ("i",)), Run("\n\n")]
    for note in shown.notes:
        yield [Run(f"{note}\n\n")]
    yield from _listed(shown)
    # Of a list the members are the answer, and their sentences the proof of it.
    kind = EXPANDABLE if shown.entries else None
    for quote in shown.quotes:
        yield quote_block(quote, words, kind)
    if shown.nearest is not None:
        yield [Run(f"{words.nearest}\n"), *_nearest(shown.nearest)]


def quote_block(quote: Quote, words: ReplyWords, kind: str | None = None) -> Block:
    """A sentence as the article has it, and where it stands."""
    best = f" · {words.best}" if quote.best else ""
    return [
        *([Run(_GAP, quote=kind)] if quote.gap else []),
        *marked(quote.pieces, kind),
        Run("\n", quote=kind),
        Run(f"— {quote.citation}", ("i",), kind),
        Run(best, quote=kind),
        *(run for line in quote.beside for run in _beside(line, kind)),
        Run("\n\n", quote=kind),
    ]


def excerpt_blocks(excerpts: Iterable[Excerpt]) -> Iterator[Block]:
    """Neighbouring sentences in quotes, each with its citation below."""
    for excerpt in excerpts:
        *others, last = excerpt.sentences
        for sentence in others:
            yield list(marked(sentence, QUOTE))
        cited = (Run("\n", quote=QUOTE), Run(f"— {excerpt.citation}", ("i",)), Run("\n\n"))
        yield [*marked(last, QUOTE), *cited]


def marked(pieces: Iterable[Piece], kind: str | None = None) -> Iterator[Run]:
    """The answer's own words bold, those of the question underlined."""
    for piece in pieces:
        tags = ("b",) * piece.answer + ("u",) * piece.matched
        yield Run(piece.text, tags, kind)


def _nearest(quote: Quote) -> Iterator[Run]:
    """Without marks: they would make it look like an answer."""
    yield Run(f"{quote.text}\n", quote=QUOTE)
    yield Run(f"— {quote.citation}", ("i",))
    for line in quote.beside:
        yield from _beside(line)
    yield Run("\n\n")


def _beside(line: str, kind: str | None = None) -> Iterator[Run]:
    yield Run("\n", quote=kind)
    yield Run(line, ("i",), kind)


def _listed(shown: Shown) -> Iterator[Block]:
    for number, entry in enumerate(shown.entries, 1):
        last = number == len(shown.entries)
        role = "" if entry.role is None else ROLE_DASH + entry.role
        yield [Run(BULLET), Run(entry.text, ("b",)), Run(role + "\n" * (1 + last))]
    if shown.open_ended is not None:
        yield [Run(shown.open_ended, ("i",)), Run("\n\n")]
