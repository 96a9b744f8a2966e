"""Questions by many people in many chats."""

import time
from dataclasses import dataclass, field

from tests.e2e.botapi.server import BotApiServer
from tests.e2e.botapi.user import User
from tests.e2e.runs.tally import Place, Tally, tally
from tests.telegram_fakes.chats import Chat

QUESTIONS = ("谁参加了会议？", "参观了哪些设施？", "会议在哪里举行？", "食堂有什么菜？")
"""Answered and declined ones, on the seed article."""


@dataclass(slots=True)
class Asked:
    """What was asked so far."""

    server: BotApiServer
    seats: list[tuple[User, Chat]]
    """Who asks, and where."""
    places: list[Place] = field(default_factory=list)
    """The questions."""
    times: list[float] = field(default_factory=list)
    """When each of them was asked, in Unix time."""

    async def one_more(self) -> None:
        """The next person asks the next question."""
        number = len(self.places)
        self.times.append(time.time())
        person, chat = self.seats[number % len(self.seats)]
        question = QUESTIONS[number // len(self.seats) % len(QUESTIONS)]
        text = question if chat.id > 0 else f"/ask@yuanju_bot {question}"
        message = await person.sends(text, chat=chat)
        self.places.append((chat.id, message.message_id))

    def found(self, starts: list[float]) -> Tally:
        """How they were answered, by processes that were started at these times."""
        return tally(self.places, self.server.api.performed, starts)


def seats(server: BotApiServer, chats: int) -> list[tuple[User, Chat]]:
    """A person for each of so many chats; every other one is a group."""
    world = server.world
    people = [world.user(f"路人{number}") for number in range(chats)]
    return [
        (person, world.group(f"群{number}") if number % 2 else person.chat)
        for number, person in enumerate(people)
    ]


def environment(server: BotApiServer, folder: str, **more: str) -> dict[str, str]:
    """A bot that starts fast and turns nobody away."""
    return {
        "TELEGRAM_BOT_TOKEN": server.token,
        "YUANJU_TELEGRAM_API_BASE": server.base_url.removesuffix("/bot"),
        "YUANJU_STORE__FILE": f"{folder}/yuanju.db",
        "YUANJU_MODELS__ENCODER": "off",
        "YUANJU_MODELS__TAGGER": "off",
        "YUANJU_LOGGING__LEVEL": "info",
        "YUANJU_TELEGRAM__QUESTIONS_A_MINUTE": "1000",
        "YUANJU_TELEGRAM__CHAT_QUESTIONS_A_MINUTE": "1000",
        **more,
    }
