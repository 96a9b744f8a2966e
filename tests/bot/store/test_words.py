"""The words that are listed for shelves, and who has them."""

from bot.store import chats, shelves, words
from bot.store.database import Database
from bot.store.shelves import SHARED
from retrieval.answering.wordlist import NO_WORDS, WordList

NORTH, SOUTH = -1, -2
VILLAGE = WordList((("村支书", "村党支部书记"), ("NASA",)))
CITY = WordList((("一把手", "市长"),))


def list_words(database: Database, chat_id: int, listed: WordList) -> None:
    """Make it the list of a chat's own shelf."""
    database.run_now(lambda found: words.change_own(found, chat_id, lambda _: (listed, None)))


def seen(database: Database, chat_id: int) -> set[tuple[str, ...]]:
    """The groups that count where that chat asks."""
    return set(database.run_now(lambda found: words.seen_by(found, chat_id)).groups)


def share_words(database: Database, listed: WordList) -> None:
    """Make it the list of the shelf that every chat sees."""
    database.run_now(lambda found: words.put(found, shelves.shelf_named(found, SHARED), listed))


def test_each_chat_has_its_own(database: Database) -> None:
    """Nobody else has them; those of the shared shelf everybody has."""
    list_words(database, NORTH, VILLAGE)
    list_words(database, SOUTH, CITY)
    share_words(database, WordList((("大会", "会议"),)))

    shared = {("大会", "会议")}
    assert seen(database, NORTH) == {*VILLAGE.groups, *shared}
    assert seen(database, SOUTH) == {*CITY.groups, *shared}
    assert seen(database, -3) == shared
    assert database.run_now(lambda found: words.own(found, NORTH)).groups == (
        ("NASA",),
        ("村支书", "村党支部书记"),
    )
    others = database.run_now(lambda found: words.of_others(found, NORTH))
    assert set(others.groups) == shared


def test_what_two_lists_say_of_one_word(database: Database) -> None:
    """Is one group for who has both."""
    list_words(database, NORTH, CITY)
    share_words(database, WordList((("市长", "首长"),)))

    (group,) = seen(database, NORTH)

    assert set(group) == {"一把手", "市长", "首长"}


def test_a_list_takes_the_place_of_the_one_before(database: Database) -> None:
    """Also an empty one."""
    list_words(database, NORTH, VILLAGE)
    list_words(database, NORTH, CITY)
    assert seen(database, NORTH) == {*CITY.groups}

    list_words(database, NORTH, NO_WORDS)
    assert seen(database, NORTH) == set()


def test_words_move_with_their_group(database: Database) -> None:
    """Two lists become one at the next change, and nothing of them is lost."""
    list_words(database, NORTH, VILLAGE)
    list_words(database, SOUTH, CITY)
    database.run_now(lambda found: chats.move(found, NORTH, SOUTH))
    assert seen(database, SOUTH) == {*CITY.groups, *VILLAGE.groups}
    assert seen(database, NORTH) == set()

    database.run_now(
        lambda found: words.change_own(found, SOUTH, lambda own: (own.without("NASA"), None))
    )

    assert seen(database, SOUTH) == {*CITY.groups, ("村支书", "村党支部书记")}
