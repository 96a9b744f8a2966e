"""`make kills`: processes that add, replace and remove are killed, again and again.

After each kill the store must open, hold no half article, and all that was confirmed. What
was under way may be there or not, but only whole.
"""

import argparse
import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Connection, func, select

from bot.store import library, shelves
from bot.store.database import Database
from bot.store.library import Addition
from bot.store.places import Place
from bot.store.tables import analyses, articles, shelf_articles
from config.secret import Secret
from retrieval.analysis.reading import analyse
from retrieval.analysis.storing import from_bytes, to_bytes
from retrieval.articles.ingest import article_of
from retrieval.model import Metadata, Span, Token, TokenKind
from retrieval.protocols import Tools
from tests.postgresql import NoServerError, Server, served

_CHAT = -1
_ORIGINS = 12
_REMOVALS = 4
"""One change in so many takes an article away."""
_LONGEST_LIFE = 0.12
"""Seconds that a process lives after its first confirmation, at most."""
_A_SERVER_KILL = 10
"""Of so many kills on a server, one is the server's."""
_PLACE = "YUANJU_KILLED_STORE"
_NUMBER = 8
"""Bytes of a number that a process confirms."""


class FakeTokenizer:
    """Every character is a word."""

    def __call__(self, text: str) -> list[Token]:
        """One token a character."""
        return [
            Token(character, Span(place, place + 1), TokenKind.WORD)
            for place, character in enumerate(text)
        ]

    def words(self, text: str) -> list[Token]:
        """The same."""
        return self(text)

    def information(self, token: Token) -> float:
        """All tell the same."""
        del token
        return 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """What a process does, in one transaction."""

    origin: str
    text: str | None
    """None: what came from there is removed."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What came of a run."""

    kills: int
    confirmed: int
    problems: tuple[str, ...]


def change(number: int, seed: int) -> Change:
    """The change of that number, always the same."""
    chance = random.Random(f"{seed} {number}")
    origin = f"file:{chance.randrange(_ORIGINS)}"
    if not chance.randrange(_REMOVALS):
        return Change(origin, None)
    lines = chance.randrange(1, 200)
    return Change(origin, "\n".join(f"第{number}号通知的第{line}行。" for line in range(lines)))


def applied(state: Mapping[str, str], done: Change) -> dict[str, str]:
    """By origin, the texts that are there after a change."""
    rest = {origin: text for origin, text in state.items() if origin != done.origin}
    return rest if done.text is None else rest | {done.origin: done.text}


def work(place: Place, start: int, seed: int) -> NoReturn:
    """Do changes from `start` on, and write each one's number once it is committed."""
    database, number = Database(place), start
    while True:
        do(database, change(number, seed))
        os.write(sys.stdout.fileno(), number.to_bytes(_NUMBER, "big"))
        number += 1


def do(database: Database, wanted: Change) -> None:
    """Make one change."""
    if wanted.text is None:
        database.run_now(lambda found: _remove(found, wanted.origin))
        return
    article = article_of(wanted.text, Metadata("通知"))
    content = to_bytes(article, analyse(article, Tools(FakeTokenizer())))
    new = Addition(article, content, "1", wanted.origin)
    database.run_now(lambda found: library.put(found, shelves.own_or_new(found, _CHAT), new, 1))


def _remove(found: Connection, origin: str) -> None:
    own = shelves.own_of(found, _CHAT)
    for each in library.listed(found, own):
        if each.origin == origin:
            library.remove(found, own, each.id)


def problems_in(place: Place) -> tuple[dict[str, str], list[str]]:
    """By origin, the texts that are there; and what is not as it must be."""
    database = Database(place)
    try:
        return database.run_now(_looked_through)
    finally:
        database.close()


def _looked_through(found: Connection) -> tuple[dict[str, str], list[str]]:
    listed = library.listed(found, shelves.own_of(found, _CHAT))
    whole = {each.id: each for each in shelves.load(found, [each.id for each in listed])}
    kept = {row.article_id: row.content for row in found.execute(select(analyses))}
    said = []
    for each in listed:
        article = whole[each.id]
        if article_of(article.text, article.metadata).id != each.id:
            said.append(f"{each.id} has another text")
        if len(from_bytes(kept[each.id], article).sentences) != each.sentences:
            said.append(f"{each.id} has another analysis")
    held = found.execute(select(func.count()).select_from(shelf_articles)).scalar_one()
    for table in (articles, analyses):
        rows = found.execute(select(func.count()).select_from(table)).scalar_one()
        if rows != held:
            said.append(f"{rows} rows of {table.name} for {held} articles")
    return {each.origin or "": whole[each.id].text for each in listed}, said


def run(place: Place, kills: int, seed: int = 1, server: Server | None = None) -> Findings:
    """Kill so many processes, and look at the store after each."""
    chance = random.Random(seed)
    state: dict[str, str] = {}
    said: list[str] = []
    number = 0
    Database(place).close()
    for kill in range(kills):
        with_server = server if server is not None and kill % _A_SERVER_KILL == 1 else None
        confirmed = _killed(place, number, seed, chance.random() * _LONGEST_LIFE, with_server)
        for done in range(number, number + confirmed):
            state = applied(state, change(done, seed))
        number += confirmed
        there, wrong = problems_in(place)
        said += wrong
        if there != state:
            # What was under way was committed, and its confirmation did not come through.
            state = applied(state, change(number, seed))
            number += 1
            if there != state:
                said.append(f"kill {kill + 1}: not what was confirmed")
                state = there
    return Findings(kills, number, tuple(said))


def _killed(place: Place, start: int, seed: int, seconds: float, server: Server | None) -> int:
    """How many changes a process confirmed until it was killed, or its server was."""
    # Never a fork: the driver of the server does not outlive one.
    command = [sys.executable, "-m", "tests.bot.store.killing", "--work", str(start)]
    named = str(place) if isinstance(place, Path) else place.reveal()
    child = subprocess.Popen(
        [*command, "--seed", str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {_PLACE: named},
    )
    assert child.stdout is not None
    with child:
        first = child.stdout.read(_NUMBER)
        time.sleep(seconds)
        if server is not None:
            server.stop()
        child.kill()
        confirmed = first + child.stdout.read()
    if server is not None:
        server.start()
    return len(confirmed) // _NUMBER


def _place_named(name: str) -> Place:
    return Secret(name) if name.startswith("postgresql:") else Path(name)


@contextlib.contextmanager
def _place(engine: str) -> Iterator[tuple[Place, Server | None]]:
    if engine == "file":
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder) / "yuanju.db", None
        return
    with served() as server:
        yield server.schema(), server


def main() -> int:
    """The run on both engines, and what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200, metavar="N", help="of each engine")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work is not None:
        work(_place_named(os.environ[_PLACE]), options.work, options.seed)
    wrong = 0
    for engine, name in (("file", "SQLite"), ("server", "PostgreSQL")):
        try:
            with _place(engine) as (place, server):
                found = run(place, options.kills, options.seed, server)
        except NoServerError as error:
            _say(f"{name}: no server here: {error}")
            continue
        told = f"{found.kills} kills, {found.confirmed} changes confirmed"
        _say(f"{name}: {told}, {len(found.problems)} problems")
        for problem in found.problems:
            _say(f"  {problem}")
        wrong += len(found.problems)
    return 1 if wrong else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
