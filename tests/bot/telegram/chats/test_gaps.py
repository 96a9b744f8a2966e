"""`/gaps`: what was declined in a chat, by the words that are missing."""

import time
from pathlib import Path

import pytest

from bot.catalogue import LANGUAGES
from bot.store import questions
from bot.store.gaps import Declined
from bot.store.questions import NewQuestion, Outcome, Result
from bot.telegram.gaps import Gap, grouped
from tests.bot.telegram.chats.hall import (
    ABOUT_CANTEEN,
    ABOUT_PARKING,
    ANSWERED,
    WITH_CANTEEN,
    file_of,
)
from tests.bot.telegram.conftest import MakeBot
from tests.bot.telegram.harness import CATALOGUE, SETTINGS, Harness
from tests.bot.telegram.pressing import labels
from tests.e2e.botapi.user import User
from tests.e2e.botapi.world import World
from tests.telegram_fakes import authors, contents
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.values import ChatMessage

WORDS = CATALOGUE["zh-Hans"]
GAPS = WORDS.gaps
DAYS = SETTINGS.store.keep_days
NONE = GAPS.none.format(days=DAYS)


@pytest.fixture
def bot(make_bot: MakeBot, tmp_path: Path) -> Harness:
    """A bot on a short article."""
    return make_bot([file_of(tmp_path)])


def missing(bot: Harness) -> list[str | None]:
    """What is kept of the missing words of each question, in order."""
    return bot.database.run_now(
        lambda found: list(
            found.exec_driver_sql("SELECT missing FROM question ORDER BY id").scalars()
        )
    )


def declined(bot: Harness, number: int, text: str, words: list[str], chat_id: int) -> None:
    """A question that was declined a moment ago."""
    new = NewQuestion(number, chat_id, None, None, 1, text, int(time.time()))
    question = bot.database.run_now(lambda found: questions.ask(found, new))
    result = Result(Outcome.DECLINED, missing=words)
    bot.database.run_now(lambda found: questions.end(found, question.id, result))


async def test_missing_words_are_kept(world: World, bot: Harness) -> None:
    """As the question writes them; nothing where nothing was looked for, or it is answered."""
    li = world.user("小李")

    for text in (ABOUT_PARKING, "？？？", ANSWERED, f"/ask {'長' * 1_001}"):
        await li.sends(text)

    assert missing(bot) == ['["停車場"]', None, None, None]


async def test_most_first(world: World) -> None:
    """Each with its words, how often it was asked, and the latest of its questions."""
    li = world.user("小李")
    for text in (ABOUT_CANTEEN, "食堂開門在哪裡？", ABOUT_PARKING, ANSWERED, "食堂幾點開門？"):
        await li.sends(text)
        await li.chat.next_message()

    await li.sends("/gaps")

    shown = await li.chat.next_message()
    lines = shown.text.splitlines()
    assert lines[0] == GAPS.title.format(days=DAYS, number=4)
    assert lines[2] == "· 文章里没有“食堂”“開門”（3 次）"
    assert lines[3:5] == ["食堂幾點開門？", "食堂開門在哪裡？"]
    assert lines[5:7] == ["· 文章里没有“停車場”（1 次）", ABOUT_PARKING]
    assert lines[-1] == GAPS.how
    assert labels(shown) == [GAPS.again]


def test_what_is_one_gap() -> None:
    """Order, script and case of the missing words make no other; a question counts each time."""
    found = grouped(
        [
            Declined("NASA食堂？", ("NASA", "食堂")),
            Declined("馆长几岁？", ()),
            Declined("nasa食堂？", ("nasa", "食堂")),
            Declined("食堂與Nasa？", ("食堂", "Nasa")),
        ]
    )

    assert found == [
        Gap(("NASA", "食堂"), ("NASA食堂？", "食堂與Nasa？"), 3),
        Gap((), ("馆长几岁？",), 1),
    ]


async def test_no_gaps(world: World) -> None:
    """Is said, too."""
    li = world.user("小李")
    await li.sends("/gaps")

    assert (await li.chat.next_message()).text == NONE


async def test_what_is_answered_by_now(world: World, bot: Harness, tmp_path: Path) -> None:
    """Is left out once the shelf has it; the button asks again."""
    li = world.user("小李")
    for text in (ABOUT_CANTEEN, ABOUT_PARKING, "/gaps"):
        await li.sends(text)
        shown = await li.chat.next_message()
    assert ABOUT_CANTEEN in shown.text
    bot.shelves.configure(SETTINGS, [file_of(tmp_path, WITH_CANTEEN)], 1)

    await li.presses(shown, shown.data(GAPS.again))

    shown = await li.chat.next_edit()
    assert ABOUT_CANTEEN not in shown.text
    assert ABOUT_PARKING in shown.text


async def test_how_many_are_asked_again(world: World, bot: Harness, tmp_path: Path) -> None:
    """Thirty for one showing; the next one goes on from there."""
    li = world.user("小李")
    for number in range(40):
        declined(bot, 100 + number, f"食堂八点开门第{number}次？", [], li.chat.id)
    bot.shelves.configure(SETTINGS, [file_of(tmp_path, WITH_CANTEEN)], 1)

    await li.sends("/gaps")
    shown = await li.chat.next_message()
    assert shown.text.splitlines()[0] == GAPS.title.format(days=DAYS, number=10)
    await li.presses(shown, shown.data(GAPS.again))

    assert (await li.chat.next_edit()).text == NONE


async def test_a_full_house(world: World, bot: Harness) -> None:
    """Where questions could not be asked again in time, they are shown as they are."""
    li = world.user("小李")
    await li.sends(ABOUT_CANTEEN)
    await li.chat.next_message()
    bot.services.asker.timeout_seconds = 0

    await li.sends("/gaps")

    assert ABOUT_CANTEEN in (await li.chat.next_message()).text


async def test_pages(world: World, bot: Harness) -> None:
    """Six gaps a page; a press turns it, and one that goes too far shows the last."""
    li = world.user("小李")
    for number in range(14):
        declined(bot, 100 + number, f"食堂{number}号？", [f"食堂{number}号"], li.chat.id)
    await li.sends("/gaps")
    first = await li.chat.next_message()
    assert first.text.count("“") == 6
    assert labels(first) == ["1/3", "▶", GAPS.again]

    await li.presses(first, first.data("▶"))
    assert labels(await li.chat.next_edit()) == ["◀", "2/3", "▶", GAPS.again]
    await li.presses(first, "s:g:99", forged=True)

    last = await li.chat.next_edit()
    assert labels(last) == ["◀", "3/3", GAPS.again]
    assert last.text.count("“") == 2


@pytest.mark.parametrize("data", ["s:g:", "s:g:-1", "s:g:x", "s:g:99999", "s:g:１"])
async def test_forged_pages(world: World, data: str) -> None:
    """Lead nowhere, and are answered."""
    li = world.user("小李")
    await li.sends("/gaps")
    shown = await li.chat.next_message()

    number = await li.presses(shown, data, forged=True)

    answer = world.api.queries.callback_answers[number]
    assert answer["text"] == WORDS.buttons.stale
    assert world.api.calls("editMessageText") == []


@pytest.mark.parametrize("data", ["s:g:0", "s:w:0"])
async def test_a_button_in_a_message_by_way_of_the_bot(world: World, data: str) -> None:
    """There is no chat to tell of; the press is answered."""
    sent = world.api.queries.sent_by_way(contents.text("谁"))

    number = await world.user("小李").presses_inline(sent, data)

    assert number not in world.api.queries.open


async def test_a_question_is_shown_as_it_was_typed(world: World, bot: Harness) -> None:
    """What looks like tags is text; what is long is cut, be it too long to be asked again."""
    li = world.user("小李")
    tags = "<b>食堂</b> & <a href='x'>y</a>？"
    declined(bot, 1, tags, ["食堂"], li.chat.id)
    declined(bot, 2, "长" * 1_001, ["长" * 999], li.chat.id)

    await li.sends("/gaps")

    shown = (await li.chat.next_message()).text
    assert tags in shown
    assert "长" * 149 + "…" in shown
    assert len(shown) < 1_000


async def listed_in(world: World, group: Chat, text: str, li: User | None = None) -> ChatMessage:
    """What an administrator of a group is shown after somebody asked."""
    admin, wang = li or world.user("小李"), world.user("小王")
    await wang.sends(f"/ask@yuanju_bot {text}", chat=group)
    await group.next_message()
    admin.administers(group)
    await admin.sends("/gaps@yuanju_bot", chat=group)
    return await group.next_message()


async def gaps_in(world: World, group: Chat, text: str) -> str:
    """The text of that."""
    return (await listed_in(world, group, text)).text


async def test_groups_see_their_own(world: World) -> None:
    """Nothing of another group, of a person's private questions, nor of one's own elsewhere."""
    north, south, li = world.group("北组"), world.group("南组"), world.user("小李")
    await li.sends("密道在哪里？")
    await li.chat.next_message()

    in_north = await gaps_in(world, north, ABOUT_CANTEEN)
    in_south = await gaps_in(world, south, "地铁站在哪里？")
    await li.sends("/gaps")
    in_private = (await li.chat.next_message()).text

    secrets = {"食堂": in_north, "地铁": in_south, "密道": in_private}
    for secret, place in secrets.items():
        assert [secret in shown for shown in secrets.values()] == [
            shown is place for shown in secrets.values()
        ]


async def test_a_press_shows_what_its_own_chat_asked(world: World) -> None:
    """A button that carries a page of another chat's list shows one's own."""
    north, south = world.group("北组"), world.group("南组")
    await gaps_in(world, north, ABOUT_CANTEEN)
    await gaps_in(world, south, "地铁站在哪里？")
    li = world.user("小李")
    li.administers(south)
    await li.sends("/gaps@yuanju_bot", chat=south)
    shown = await south.next_message()

    await li.presses(shown, "s:g:0", forged=True)

    assert "食堂" not in str(
        [call.params for call in world.api.requests if call.chat_id == south.id]
    )


async def test_who_may_see_them(world: World) -> None:
    """In groups administrators, by command and by button; anonymous ones, too."""
    group, wang, li = world.group(), world.user("小王"), world.user("小李")
    await wang.sends("/gaps@yuanju_bot", chat=group)
    assert (await group.next_message()).text == GAPS.only_admins
    anonymous = authors.anonymous_admin(group.place)
    await li.posts(contents.text("/gaps@yuanju_bot"), chat=group, author=anonymous)
    shown = await group.next_message()
    assert shown.text == NONE

    number = await wang.presses(shown, shown.data(GAPS.again))

    assert world.api.queries.callback_answers[number]["text"] == GAPS.only_admins
    assert world.api.calls("editMessageText") == []


async def test_where_telegram_does_not_tell_who_is_an_administrator(
    world: World, bot: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is said, and nothing is shown."""
    monkeypatch.setattr("bot.telegram.trouble._FIRST_PAUSE_SECONDS", 0)
    monkeypatch.setattr("bot.telegram.trouble._LONGEST_PAUSE_SECONDS", 0)
    li, group = world.user("小李"), world.group()
    li.administers(group)
    for _ in range(20):
        bot.request.fail_next("getChatMember", 502, "Bad Gateway")

    await li.sends("/gaps@yuanju_bot", chat=group)

    assert (await group.next_message()).text == WORDS.telegram.rank_unknown


async def test_forgotten_questions(world: World) -> None:
    """Are no gap any more."""
    li = world.user("小李")
    for text in (ABOUT_CANTEEN, "/forgetme", "/gaps"):
        await li.sends(text)
        said = await li.chat.next_message()

    assert said.text == NONE


@pytest.mark.parametrize("language", LANGUAGES)
async def test_in_every_language(world: World, language: str) -> None:
    """That of the chat."""
    li = world.user("小李", language_code={"zh-Hant": "zh-tw"}.get(language, language))
    await li.sends(ABOUT_CANTEEN)
    await li.chat.next_message()

    await li.sends("/gaps")

    title = CATALOGUE[language].gaps.title.format(days=DAYS, number=1)
    assert (await li.chat.next_message()).text.splitlines()[0] == title


async def test_a_reply_closes_a_gap(world: World) -> None:
    """Its text becomes an article, and what it answers is listed no more."""
    li, group = world.user("小李"), world.group()
    shown = await listed_in(world, group, ABOUT_CANTEEN, li)

    await li.sends("食堂八点开门，周日不开。", chat=group, reply_to=shown)
    await group.next_message()
    await li.presses(shown, shown.data(GAPS.again))

    while (last := await group.next_edit()).message_id != shown.message_id:
        pass
    assert last.text == NONE
    await li.sends(f"/ask@yuanju_bot {ABOUT_CANTEEN}", chat=group)
    assert "食堂八点开门，周日不开。" in (await group.next_message()).text
    await li.sends(ABOUT_CANTEEN)
    assert "周日不开" not in (await li.chat.next_message()).text


async def test_a_file_closes_a_gap(world: World, bot: Harness) -> None:
    """As a text does."""
    li = world.user("小李")
    for text in (ABOUT_CANTEEN, "/gaps"):
        await li.sends(text)
        shown = await li.chat.next_message()

    file = world.file("食堂.txt", "食堂\n\n食堂八点开门。".encode())
    await li.posts(contents.document(file=file), reply_to=shown)

    titles = [each.title for each in await bot.shelves.listed(li.chat.id)]
    assert "食堂" in titles


async def test_a_picture_closes_none(world: World, bot: Harness) -> None:
    """Least of all does the list itself become an article."""
    li = world.user("小李")
    for text in (ABOUT_CANTEEN, "/gaps"):
        await li.sends(text)
        shown = await li.chat.next_message()

    await li.posts(contents.photo(), reply_to=shown)

    assert (await li.chat.next_message()).text == WORDS.telegram.only_text
    assert len(await bot.shelves.listed(li.chat.id)) == 1


async def test_members_close_none(world: World, bot: Harness) -> None:
    """Only administrators add articles; nothing is changed."""
    wang, group = world.user("小王"), world.group()
    shown = await listed_in(world, group, ABOUT_CANTEEN)

    await wang.sends("食堂八点开门。", chat=group, reply_to=shown)

    assert (await group.next_message()).text == WORDS.feeding.only_admins
    assert len(await bot.shelves.listed(group.id)) == 1


async def test_a_reply_to_anything_else(world: World, bot: Harness) -> None:
    """Is a question, also under a message of another bot that looks like a list."""
    li, group = world.user("小李"), world.group()
    shown = await listed_in(world, group, ABOUT_CANTEEN)
    another = ChatMessage(
        {**shown.body, "from": world.user("别的", is_bot=True).person.json()}, {}
    )

    await li.sends("馆长是谁？", reply_to=another)

    assert "林小梅" in (await li.chat.next_message()).text
    assert len(await bot.shelves.listed(li.chat.id)) == 1
