"""`/language`, `/settings`, and who may press what."""

import pytest

from bot.catalogue import LANGUAGES
from bot.store import chats
from bot.store.chats import Askers, Chat
from bot.telegram.choices import language_screen, settings_screen
from tests.bot.telegram.harness import CATALOGUE, Harness
from tests.e2e.botapi.user import User
from tests.e2e.botapi.world import World
from tests.telegram_fakes import authors, contents
from tests.telegram_fakes.chats import Chat as FakeChat
from tests.telegram_fakes.values import ChatMessage

WORDS = CATALOGUE["zh-Hans"].chats
ENGLISH = CATALOGUE["en"].chats


def kept(bot: Harness, chat_id: int) -> Chat:
    """What the bot knows of a chat."""
    return bot.database.run_now(lambda found: chats.load(found, chat_id))


def notes(world: World) -> list[str | None]:
    """What was shown after each press."""
    return [call.get("text") for call in world.api.calls("answerCallbackQuery")]


def marked(message: ChatMessage) -> list[str]:
    """The labels of the choices that hold."""
    return [
        button["text"].removeprefix("✓ ")
        for button in message.buttons
        if button["text"].startswith("✓ ")
    ]


async def opened(user: User, group: FakeChat, command: str = "/settings") -> ChatMessage:
    """The screen that an administrator opened."""
    user.administers(group)
    await user.sends(f"{command}@yuanju_bot", chat=group)
    return await group.next_message()


async def test_the_language_of_a_person(world: World, bot: Harness) -> None:
    """In private everybody chooses, and everything follows at once; automatic takes it back."""
    li = world.user("小李")
    await li.sends("/language")
    screen = await li.chat.next_message()
    assert marked(screen) == [WORDS.language_auto]

    await li.presses(screen, screen.data("English"))
    screen = await li.chat.next_edit()
    assert screen.text == ENGLISH.language
    assert marked(screen) == ["English"]
    assert notes(world) == [ENGLISH.saved]
    await li.sends("/privacy")
    assert (await li.chat.next_message()).text == ENGLISH.privacy.format(days=7)

    await li.presses(screen, screen.data(ENGLISH.language_auto))
    assert kept(bot, li.chat.id).language is None


async def test_all_settings_of_a_group(world: World, bot: Harness) -> None:
    """Each is kept, and marked on the screen."""
    li, group = world.user("小李"), world.group()
    screen = await opened(li, group)
    assert marked(screen) == [
        WORDS.language_auto,
        WORDS.sentences_default,
        WORDS.quiet_off,
        WORDS.askers_all,
    ]

    labels = ["繁體中文", "5"]
    for label in labels:
        await li.presses(screen, screen.data(label))
        screen = await group.next_edit()
    traditional = CATALOGUE["zh-Hant"].chats
    for label in (traditional.quiet_on, traditional.askers_admins):
        await li.presses(screen, screen.data(label))
        screen = await group.next_edit()

    assert marked(screen) == [*labels, traditional.quiet_on, traditional.askers_admins]
    assert kept(bot, group.id) == Chat(
        group.id, language="zh-Hant", sentences=5, quiet=True, askers=Askers.ADMINS
    )


async def test_what_is_set_holds(world: World) -> None:
    """Only administrators are answered then, and a refusal is a reaction."""
    li, wang, group = world.user("小李"), world.user("小王"), world.group()
    screen = await opened(li, group)
    for label in (WORDS.quiet_on, WORDS.askers_admins):
        await li.presses(screen, screen.data(label))

    await wang.sends("/ask@yuanju_bot 谁参加了会议？", chat=group)
    refused = await group.next_message()
    asked = await li.sends("/ask@yuanju_bot 食堂有什么菜？", chat=group)

    assert refused.text == CATALOGUE["zh-Hans"].telegram.only_admins_ask
    assert group.reacted[asked.message_id]
    assert len(world.api.calls("sendMessage")) == 2


@pytest.mark.parametrize("command", ["/settings", "/language"])
async def test_members_may_not_set_anything(world: World, bot: Harness, command: str) -> None:
    """Neither by the command nor by a button that an administrator opened."""
    li, wang, group = world.user("小李"), world.user("小王"), world.group()
    await wang.sends(f"{command}@yuanju_bot", chat=group)
    assert (await group.next_message()).text == WORDS.only_admins
    screen = await opened(li, group, command)

    await wang.presses(screen, screen.data("English"))

    assert notes(world) == [WORDS.only_admins]
    assert kept(bot, group.id) == Chat(group.id)
    assert world.api.calls("editMessageText") == []


async def test_anonymous_administrators(world: World) -> None:
    """Who writes as this group may; who writes as another one, or a channel, may not."""
    li, group = world.user("小李"), world.group()
    opened_by = []
    for author in (
        authors.anonymous_admin(group.place),
        authors.anonymous_admin(world.group().place),
        authors.channel(world.channel().place),
    ):
        await li.posts(contents.text("/settings@yuanju_bot"), chat=group, author=author)
        opened_by.append(bool((await group.next_message()).buttons))

    assert opened_by == [True, False, False]


async def test_rights_that_telegram_does_not_tell(world: World, bot: Harness) -> None:
    """Nobody is an administrator then; the next time it is asked again."""
    li, group = world.user("小李"), world.group()
    screen = await opened(li, group)
    wang = world.user("小王")
    wang.administers(group)
    bot.request.fail_next("getChatMember", 400, "Bad Request: member list is inaccessible")

    for _ in range(2):
        await wang.presses(screen, screen.data("2"))

    assert notes(world) == [WORDS.only_admins, WORDS.saved]


async def test_rights_are_asked_for_once_in_a_while(world: World) -> None:
    """Not for every press."""
    li, group = world.user("小李"), world.group()
    screen = await opened(li, group)
    for label in ("1", "2", "3"):
        await li.presses(screen, screen.data(label))

    assert len(world.api.calls("getChatMember")) == 1


async def test_the_same_button_twice(world: World, bot: Harness) -> None:
    """Telegram says that nothing changed; the press is answered all the same."""
    li, group = world.user("小李"), world.group()
    screen = await opened(li, group)

    for _ in range(2):
        await li.presses(screen, screen.data("2"))

    assert notes(world) == [WORDS.saved] * 2
    assert kept(bot, group.id).sentences == 2
    assert len(world.api.calls("sendMessage")) == 1


@pytest.mark.parametrize(
    "data",
    ["s:s:sentences:99", "s:s:", "s:l:language:xx", "s:x:y", "s:", "zz", "s:s:sentences:１"],
)
async def test_buttons_that_mean_nothing(world: World, bot: Harness, data: str) -> None:
    """A polite note, and nothing is changed."""
    li, group = world.user("小李"), world.group()
    screen = await opened(li, group)

    number = await li.presses(screen, data, forged=True)

    assert notes(world) == [CATALOGUE["zh-Hans"].buttons.stale]
    assert number not in world.api.queries.open
    assert kept(bot, group.id) == Chat(group.id)


async def test_there_are_no_askers_in_private(world: World, bot: Harness) -> None:
    """Neither on the screen nor by a forged button."""
    li = world.user("小李")
    await li.sends("/settings")
    screen = await li.chat.next_message()
    assert WORDS.askers_all not in [button["text"] for button in screen.buttons]

    await li.presses(screen, "s:s:askers:admins", forged=True)

    assert notes(world) == [CATALOGUE["zh-Hans"].buttons.stale]
    assert kept(bot, li.chat.id).askers is Askers.ALL


async def test_a_screen_that_is_too_old_to_be_changed(world: World, bot: Harness) -> None:
    """What was pressed is kept; that Telegram changes the screen no more is no fault."""
    li, group = world.user("小李"), world.group()
    screen = await opened(li, group)
    bot.request.fail_next("editMessageText", 400, "Bad Request: message can't be edited")

    await li.presses(screen, screen.data("4"), too_old=True)

    assert notes(world) == [WORDS.saved]
    assert kept(bot, group.id).sentences == 4


async def test_a_button_in_a_message_by_way_of_the_bot(world: World) -> None:
    """There is no chat to set anything in; the press is answered."""
    number = await world.user("小李").presses_inline(
        world.api.queries.sent_by_way(contents.text("谁")), "s:s:quiet:on"
    )

    assert number not in world.api.queries.open


async def test_a_press_that_waited_too_long(world: World, bot: Harness) -> None:
    """Telegram takes no answer to it any more; what was pressed is kept."""
    li, group = world.user("小李"), world.group()
    screen = await opened(li, group)
    bot.request.fail_next("answerCallbackQuery", 400, "Bad Request: query is too old")

    await li.presses(screen, screen.data("4"))

    assert kept(bot, group.id).sentences == 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chat_id", [7, -7])
def test_buttons_carry_little(language: str, chat_id: int) -> None:
    """Each its own, at most 64 bytes, which is what Telegram takes."""
    words, chat = CATALOGUE[language].chats, Chat(chat_id)
    carried = [
        choice.data
        for make in (language_screen, settings_screen)
        for row in make(chat, words, CATALOGUE).rows
        for choice in row
    ]

    assert len(carried) == len(set(carried))
    assert all(len(data.encode()) <= 64 for data in carried)
