"""Articles that people add, list and remove, with the real bot."""

from collections.abc import Mapping

import pytest

from bot.catalogue import load_catalogue
from tests.e2e.botapi.server import BotApiServer
from tests.e2e.botapi.user import User
from tests.e2e.conftest import IN_ONE_LOOP
from tests.e2e.test_telegram import MODELS_ON
from tests.e2e.waiting import note_after, until
from tests.telegram_fakes import contents
from tests.telegram_fakes.chats import Chat
from tests.telegram_fakes.values import ChatMessage

pytestmark = IN_ONE_LOOP

WORDS = load_catalogue()["zh-Hans"]
FEEDING = WORDS.feeding
NOTICE = (
    "校庆通知\n\n2024年5月12日，校长何明主持校庆大会。大会在体育馆举行，约有800名校友参加。\n"
    "王小红在图书馆介绍了学校的历史。"
)
QUESTION = "谁主持校庆大会？"


@pytest.fixture(scope="module")
def operator() -> Mapping[str, str]:
    """With the tagger, which finds what can be asked for as an example."""
    return {**MODELS_ON, "YUANJU_MODELS__ENCODER": "off"}


async def sends_file(  # noqa: PLR0913 - a file has that many sides
    server: BotApiServer,
    user: User,
    text: str | bytes = NOTICE,
    name: str = "通知.txt",
    *,
    chat: Chat | None = None,
    caption: str = "",
) -> ChatMessage:
    """Somebody sends a file."""
    data = text.encode() if isinstance(text, str) else text
    document = contents.document(caption, server.world.file(name, data))
    return await user.posts(document, chat=chat)


async def ended(chat: Chat, message: ChatMessage) -> ChatMessage:
    """What a message became that said how far an addition was."""
    under_way = (FEEDING.reading.partition("{")[0], FEEDING.analysing.partition("{")[0])

    def now() -> ChatMessage:
        return chat.messages[message.message_id]

    begun = now().text
    await until(lambda: now().text != begun and not now().text.startswith(under_way))
    return now()


async def is_added(chat: Chat, message: ChatMessage) -> None:
    """Wait until a message says that an article was added."""
    await until(lambda: "已加入" in chat.messages[message.message_id].text)


async def adds(server: BotApiServer, user: User, text: str = NOTICE) -> ChatMessage:
    """What is said after somebody has added a file in private."""
    await sends_file(server, user, text)
    offer = await user.chat.next_message(timeout=30)
    await user.presses(offer, offer.data(FEEDING.yes))
    return await ended(user.chat, offer)


async def press(user: User, message: ChatMessage, label: str) -> ChatMessage:
    """What a message became after somebody pressed its button."""
    before = user.chat.messages[message.message_id].body
    await user.presses(message, message.data(label))
    await until(lambda: user.chat.messages[message.message_id].body != before)
    return user.chat.messages[message.message_id]


async def answer_to(user: User, question: str, chat: Chat | None = None) -> ChatMessage:
    """The answer to a question."""
    where = user.chat if chat is None else chat
    await user.sends(question if chat is None else f"/ask@yuanju_bot {question}", chat=chat)
    return await where.next_message(timeout=30)


async def test_a_file_and_its_examples(shared: BotApiServer) -> None:
    """Sent, added by a press, and asked by a button that surely has an answer."""
    li = shared.world.user("小李")
    told = await adds(shared, li)

    assert told.text.startswith(FEEDING.added.format(title="校庆通知"))
    questions = [str(button["text"]) for button in told.buttons]
    assert questions
    for question in questions:
        await li.presses(told, told.data(question))
        answer = await li.chat.next_message(timeout=30)
        assert answer.text.startswith(f"问题：{question}")
        assert "校庆通知 · 第" in answer.text


async def test_a_group(shared: BotApiServer) -> None:
    """An administrator adds what another one posted; the group asks it, and no other can."""
    li, wang = shared.world.user("小李"), shared.world.user("小王")
    group, other = shared.world.group("办公室"), shared.world.group("别的组")
    li.administers(group)
    posted = await wang.sends(NOTICE, chat=group)

    await wang.sends("/add@yuanju_bot", chat=group, reply_to=posted)
    assert (await group.next_message(timeout=30)).text == FEEDING.only_admins
    await li.sends("/add@yuanju_bot", chat=group, reply_to=posted)
    told = await group.next_message(timeout=30)
    await is_added(group, told)

    assert "校长何明主持校庆大会" in (await answer_to(wang, QUESTION, group)).text
    assert "何明" not in (await answer_to(wang, QUESTION, other)).text
    assert "何明" not in (await answer_to(wang, QUESTION)).text


async def test_two_groups_never_mix(shared: BotApiServer) -> None:
    """Each adds a version of its own of the same notice, and reads only that."""
    li = shared.world.user("小李")
    groups = {name: shared.world.group(f"{name}的组") for name in ("何明", "孙丽")}
    for name, group in groups.items():
        li.administers(group)
        text = NOTICE.replace("何明", name)
        await sends_file(shared, li, text, chat=group, caption="/add@yuanju_bot")
        told = await group.next_message(timeout=30)
        await is_added(group, told)

    for name, group in groups.items():
        for _ in range(2):
            text = (await answer_to(li, QUESTION, group)).text
            assert [each for each in groups if each in text] == [name]


async def test_a_new_version(shared: BotApiServer) -> None:
    """It takes the old one's place, of which nothing answers any more."""
    li = shared.world.user("小李")
    await adds(shared, li)

    told = await adds(shared, li, NOTICE.replace("何明", "孙丽"))

    assert told.text.startswith(FEEDING.replaced.format(title="校庆通知"))
    answer = (await answer_to(li, QUESTION)).text
    assert "孙丽" in answer
    assert "何明" not in answer


async def test_listing_and_removing(shared: BotApiServer) -> None:
    """What was added is listed, removed after a confirmation, and asked in vain."""
    li = shared.world.user("小李")
    await adds(shared, li)
    await li.sends("/articles")
    listed = await li.chat.next_message(timeout=30)
    assert "1. 《校庆通知》\n    3 句 · 通知.txt" in listed.text

    await li.sends("/remove")
    choice = await li.chat.next_message(timeout=30)
    asked = await press(li, choice, "校庆通知")
    gone = await press(li, asked, FEEDING.remove)

    assert gone.text == FEEDING.removed.format(title="校庆通知")
    assert "何明" not in (await answer_to(li, QUESTION)).text


async def test_narrowing(shared: BotApiServer) -> None:
    """The answer names its article; a button asks that one alone, and leads back."""
    li = shared.world.user("小李")
    await adds(shared, li)
    answer = await answer_to(li, QUESTION)
    assert "— 校庆通知 · 第" in answer.text

    alone = await press(li, answer, WORDS.buttons.only)
    every = await press(li, alone, WORDS.buttons.every)

    assert every.text == answer.text


async def test_a_forwarded_post(shared: BotApiServer) -> None:
    """It is offered, and told with its channel and its date."""
    li = shared.world.user("小李")
    post = contents.text(NOTICE) | {
        "forward_origin": {
            "type": "channel",
            "date": 1_715_472_000,
            "chat": {"id": -1001, "type": "channel", "title": "校报", "username": "xiaobao"},
            "message_id": 12,
        }
    }
    await li.posts(post)
    offer = await li.chat.next_message(timeout=30)
    await li.presses(offer, offer.data(FEEDING.yes))

    assert "2024-05-12 · 校报 · 3 句" in (await ended(li.chat, offer)).text


async def test_what_is_no_article(shared: BotApiServer) -> None:
    """A link, a broken file and a press of another person are answered in words."""
    li = shared.world.user("小李")
    await li.sends("https://example.com/news.html")
    assert (await li.chat.next_message(timeout=30)).text == FEEDING.no_link

    await sends_file(shared, li, b"%PDF-1.7 broken", "坏.pdf")
    offer = await li.chat.next_message(timeout=30)
    await li.presses(offer, offer.data(FEEDING.yes))
    assert "坏.pdf" in (await ended(li.chat, offer)).text
    assert "没有说" in (await answer_to(li, QUESTION)).text


async def test_a_large_file_delays_nobody(shared: BotApiServer) -> None:
    """While 10 MB are fetched and read in one chat, other chats are answered."""
    li, wang = shared.world.user("小李"), shared.world.user("小王")
    page = "<p>无关的一句话，在很长的文件里。</p>\n".encode()
    data = b"<html><body>" + page * (10_000_000 // len(page)) + b"</body></html>"
    await sends_file(shared, li, data, "大.html")
    offer = await li.chat.next_message(timeout=30)
    await li.presses(offer, offer.data(FEEDING.yes))

    asked = [await answer_to(wang, "谁参加了会议？") for _ in range(5)]

    assert all("郭建平" in answer.text for answer in asked)
    under_way = li.chat.messages[offer.message_id].text
    assert under_way == FEEDING.reading.format(name="大.html")


async def test_forged_presses(shared: BotApiServer) -> None:
    """Data that no button has is stale, and changes nothing."""
    li = shared.world.user("小李")
    told = await adds(shared, li)
    for data in ("s:x:0123456789abcdef:0", "s:x::9", "s:x:nonsense:-1"):
        press = await li.presses(told, data, forged=True)
        assert await note_after(shared, press) == WORDS.buttons.stale
