"""Two processes that change the same at once: the second waits, and nothing is lost."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from bot.store import chats, library, shelves, words
from bot.store.library import Addition
from bot.store.shelves import SHARED, ConfiguredShelf, put_configured, seen_by
from retrieval.analysis.reading import analyse
from retrieval.analysis.storing import to_bytes
from retrieval.model import Article, Metadata
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer
from tests.bot.store.conftest import Two

ARTICLE = Article("a", "一。", Metadata("题"))

Add = Callable[[Connection, int], object]


@pytest.fixture
def add(tokenizer: JiebaTokenizer) -> Add:
    """What puts the article on a chat's own shelf."""
    content = to_bytes(ARTICLE, analyse(ARTICLE, Tools(tokenizer)))
    new = Addition(ARTICLE, content, "1", None)
    return lambda found, chat_id: library.put(found, shelves.own_or_new(found, chat_id), new, 1)


def remove(connection: Connection, chat_id: int) -> None:
    """Take it off."""
    library.remove(connection, shelves.own_of(connection, chat_id), ARTICLE.id)


def seen(two: Two, chat_id: int) -> tuple[str, ...]:
    """What a chat sees in the end."""
    return two[0].run_now(lambda found: seen_by(found, chat_id))


def one_after_the_other(two: Two, work: Callable[[int, Connection], object]) -> None:
    """Let both do it at the same time: the second waits until the first has done it."""
    first, _, second, _ = two
    late = threading.Thread(target=lambda: second.run_now(lambda found: work(2, found)))

    def do(found: Connection) -> None:
        work(1, found)
        late.start()
        late.join(0.1)
        assert late.is_alive()

    first.run_now(do)
    late.join()


def test_two_that_change_a_chat(two: Two) -> None:
    """Neither change is lost, though nobody had met the chat before."""

    def change(who: int, found: Connection) -> None:
        change = {"sentences": 3} if who == 1 else {"quiet": True}
        chats.change(found, 7, lambda chat: replace(chat, **change))

    one_after_the_other(two, change)

    chat = two[0].run_now(lambda found: chats.load(found, 7))
    assert (chat.sentences, chat.quiet) == (3, True)


def test_two_that_list_words(two: Two) -> None:
    """Both are listed, though the chat had no shelf before."""

    def change(who: int, found: Connection) -> None:
        words.change_own(found, 7, lambda listed: (listed.with_group([f"词{who}"]), None))

    one_after_the_other(two, change)

    listed = two[0].run_now(lambda found: words.own(found, 7))
    assert sorted(listed.groups) == [("词1",), ("词2",)]


def test_two_that_put_the_configured_shelves_there(two: Two) -> None:
    """They are there once."""
    configured = [ConfiguredShelf("north", [ARTICLE], [7]), shelf_of(ARTICLE)]

    one_after_the_other(two, lambda _, found: put_configured(found, configured, 1))

    assert two[0].run_now(lambda found: seen_by(found, 7)) == ("a",)


def test_one_that_adds_what_the_other_removes(two: Two, add: Add) -> None:
    """The chat that adds it has it, whichever of them comes first."""
    two[0].run_now(lambda found: add(found, 1))

    one_after_the_other(two, lambda who, found: add(found, 2) if who == 1 else remove(found, 1))
    assert (seen(two, 1), seen(two, 2)) == ((), ("a",))

    one_after_the_other(two, lambda who, found: remove(found, 2) if who == 1 else add(found, 3))
    assert (seen(two, 2), seen(two, 3)) == ((), ("a",))


def test_one_that_adds_what_the_other_configures_no_more(two: Two, add: Add) -> None:
    """The chat that adds it has it, though no configuration names it any more."""
    two[0].run_now(lambda found: put_configured(found, [shelf_of(ARTICLE)], 1))

    def change(who: int, found: Connection) -> None:
        if who == 1:
            add(found, 2)
        else:
            put_configured(found, [shelf_of()], 1)

    one_after_the_other(two, change)

    assert (seen(two, 1), seen(two, 2)) == ((), ("a",))


def test_two_that_remove_the_last_ones(two: Two, add: Add) -> None:
    """It is forgotten, though each of them saw it on the other's shelf."""
    two[0].run_now(lambda found: add(found, 1))
    two[0].run_now(lambda found: add(found, 2))

    one_after_the_other(two, lambda who, found: remove(found, who))

    assert two[0].run_now(lambda found: shelves.load(found, ["a"])) == []


def shelf_of(*articles: Article) -> ConfiguredShelf:
    """What every chat sees."""
    return ConfiguredShelf(SHARED, articles, ())
