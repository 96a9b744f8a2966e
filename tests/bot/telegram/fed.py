"""Sending articles to a bot."""

from tests.bot.telegram.asked import message
from tests.bot.telegram.harness import Harness
from tests.telegram_fakes import authors, contents, members
from tests.telegram_fakes.places import CHANNEL, GROUP, LI, Person, Place
from tests.telegram_fakes.updates import message_update, pressed
from tests.telegram_fakes.values import ChatMessage, Json

NOTICE = "校庆通知\n\n2024年5月12日，校长何明主持校庆大会。大会在体育馆举行，约有800名校友参加。"


def file_update(  # noqa: PLR0913 - a message has that many sides
    bot: Harness,
    data: bytes | str,
    name: str = "通知.txt",
    *,
    caption: str = "",
    sender: Person = LI,
    place: Place | None = None,
) -> Json:
    """The update of a file that somebody sends, in private if no place is given."""
    content = data.encode() if isinstance(data, str) else data
    body = contents.document(caption, bot.request.api.files.add(name, content))
    return message_update(body, authors.person(sender), place or Place.with_person(sender))


def forwarded(content: Json) -> Json:
    """The update of a channel's post that somebody forwards to the bot."""
    origin = {
        "type": "channel",
        "date": 1_715_472_000,
        "chat": {"id": CHANNEL.id, "type": "channel", "title": "校报", "username": "xiaobao"},
        "message_id": 12,
    }
    post = content | {"forward_origin": origin}
    return message_update(post, authors.person(LI), Place.with_person(LI))


async def offered(bot: Harness, update: Json) -> ChatMessage:
    """What is offered for what was sent; a reply to it, as Telegram tells it."""
    await bot.take(update)
    offer = bot.request.sent[-1]
    offer.body["reply_to_message"] = update["message"]
    return offer


async def accept(bot: Harness, offer: ChatMessage, label: str = "加入") -> list[str]:
    """All that the bot has said after a press on a button of the offer."""
    return await bot.said(pressed(offer, offer.data(label)))


async def added(bot: Harness, text: str, name: str = "通知.txt") -> str:
    """What is said after a file with that text was added in private."""
    offer = await offered(bot, file_update(bot, text, name))
    await accept(bot, offer)
    (said,) = [each.text for each in bot.request.sent if each.message_id == offer.message_id]
    return said


async def add_by_reply(
    bot: Harness, sent: Json, *, sender: Person = LI, place: Place = GROUP
) -> str:
    """The last that is said after `/add` replied to a message of a group."""
    body = contents.text("/add@yuanju_bot")
    author = authors.person(sender)
    said = await bot.said(message_update(body, author, place, reply_to=message(sent)))
    return said[-1]


def make_admin(bot: Harness, person: Person = LI, place: Place = GROUP) -> None:
    """That person is an administrator of that group."""
    bot.request.api.chats.add(place).members[person.id] = members.administrator(person.json())


def make_member(bot: Harness, person: Person, place: Place = GROUP) -> None:
    """That person is in that group, and nothing more."""
    bot.request.api.chats.add(place).members[person.id] = members.member(person.json())
