"""`/words`: the words that a chat lists, and what they change for it."""

from pathlib import Path

import pytest

from bot.catalogue import LANGUAGES
from bot.store import shelves, words
from bot.store.shelves import SHARED
from bot.wordlists import MOST_WORDS
from retrieval.answering.wordlist import WordList
from tests.bot.telegram.chats.hall import file_of
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CATALOGUE, Harness
from tests.bot.telegram.pressing import labels
from tests.e2e.botapi.user import User
from tests.e2e.botapi.world import World
from tests.telegram_fakes.chats import Chat

WORDS = CATALOGUE["zh-Hans"]
LIST = WORDS.wordlist
ANOTHER_WORD = "一把手是谁？"
DECLINED = WORDS.reply.no_match


@pytest.fixture
def bot(make_bot: MakeBot, tmp_path: Path) -> Harness:
    """A bot on a short article."""
    return make_bot([file_of(tmp_path)])


async def told(user: User, text: str, chat: Chat | None = None) -> str:
    """What is said to a message."""
    await user.sends(text, chat=chat)
    return (await (user.chat if chat is None else chat).next_message()).text


async def test_a_word_counts_at_once(world: World) -> None:
    """What was declined is answered; without the word it is declined again."""
    li = world.user("小李")
    assert DECLINED in await told(li, ANOTHER_WORD)

    said = await told(li, "/words 一把手 = 馆长")
    assert said == LIST.added.format(entry="一把手 = 馆长")
    assert "林小梅" in await told(li, ANOTHER_WORD)

    said = await told(li, "/words -一把手")
    assert said == LIST.removed.format(entry="一把手")
    assert DECLINED in await told(li, ANOTHER_WORD)


async def test_the_list_is_shown(world: World, bot: Harness) -> None:
    """One's own words, those of all, and how to change it."""
    li = world.user("小李")
    how = LIST.how.format(bot="")
    assert await told(li, "/words") == f"{LIST.none}\n\n\n{how}"
    await told(li, "/words 全过程人民民主\n一把手 = 馆长")
    shared = WordList((("大会", "会议"),))
    bot.database.run_now(
        lambda found: words.put(found, shelves.shelf_named(found, SHARED), shared)
    )

    assert (await told(li, "/words")).splitlines() == [
        LIST.title.format(number=3, limit=MOST_WORDS),
        "",
        "· 一把手 = 馆长",
        "· 全过程人民民主",
        LIST.shared,
        "· 大会 = 会议",
        "",
        *how.splitlines(),
    ]


async def test_others_have_their_own(world: World) -> None:
    """Neither shown nor in force in another group, nor for a person who lists it elsewhere."""
    li, north, south = world.user("小李"), world.group("北组"), world.group("南组")
    for group in (north, south):
        li.administers(group)

    await told(li, "/words@yuanju_bot 一把手 = 馆长", north)

    for chat in (south, li.chat):
        assert "一把手" not in await told(li, "/words@yuanju_bot", chat)
        assert DECLINED in await told(li, f"/ask@yuanju_bot {ANOTHER_WORD}", chat)
    assert "林小梅" in await told(li, f"/ask@yuanju_bot {ANOTHER_WORD}", north)


async def test_mistakes(world: World) -> None:
    """All are told, with their lines, and nothing of the message counts."""
    li = world.user("小李")

    said = await told(li, "/words 全过程人民民主\n-没有\n甲")

    assert said.splitlines() == [
        WORDS.problem.line.format(number=2, problem=LIST.unknown.format(word="没有")),
        WORDS.problem.line.format(number=3, problem=LIST.too_short.format(word="甲", limit=2)),
    ]
    assert LIST.none in await told(li, "/words")


async def test_only_administrators(world: World) -> None:
    """Show it and change it in groups."""
    wang, group = world.user("小王"), world.group()

    for text in ("/words@yuanju_bot", "/words@yuanju_bot 一把手 = 馆长"):
        assert await told(wang, text, group) == LIST.only_admins
    assert DECLINED in await told(wang, f"/ask@yuanju_bot {ANOTHER_WORD}", group)


async def test_a_long_list_has_pages(world: World, bot: Harness) -> None:
    """Which only administrators turn; the last one says how to change it."""
    li, wang, group = world.user("小李"), world.user("小王"), world.group()
    li.administers(group)
    long = WordList(tuple((f"{'长' * 27}{number:03}",) for number in range(MOST_WORDS)))
    bot.database.run_now(lambda found: words.change_own(found, group.id, lambda _: (long, None)))
    await li.sends("/words@yuanju_bot", chat=group)
    first = await group.next_message()
    assert labels(first) == ["1/2", "▶"]

    number = await wang.presses(first, first.data("▶"))
    assert world.api.queries.callback_answers[number]["text"] == LIST.only_admins
    await li.presses(first, first.data("▶"))

    last = await group.next_edit()
    assert labels(last) == ["◀", "2/2"]
    assert last.text.endswith(LIST.how.format(bot="@yuanju_bot"))
    shown = first.text + last.text
    assert all(word in shown for (word,) in long.groups)


@pytest.mark.parametrize("data", ["s:w:", "s:w:x", "s:w:-1"])
async def test_forged_pages(world: World, data: str) -> None:
    """Lead nowhere, and are answered."""
    li = world.user("小李")
    await li.sends("/words")
    shown = await li.chat.next_message()

    number = await li.presses(shown, data, forged=True)

    assert world.api.queries.callback_answers[number]["text"] == WORDS.buttons.stale


@pytest.mark.parametrize("language", LANGUAGES)
async def test_in_every_language(world: World, language: str) -> None:
    """That of the person."""
    li = world.user("小李", language_code={"zh-Hant": "zh-tw"}.get(language, language))

    said = await told(li, "/words NASA")

    assert said == CATALOGUE[language].wordlist.added.format(entry="NASA")
