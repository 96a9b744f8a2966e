"""Questions by many people, and how often each was answered."""

from collections import Counter
from dataclasses import dataclass, field

from tests.e2e.botapi.server import BotApiServer
from tests.e2e.botapi.user import User

QUESTIONS = ("谁参加了会议？", "参观了哪些设施？", "会议在哪里举行？", "食堂有什么菜？")
"""Answered and declined ones, on the seed article."""

Place = tuple[int, int]
"""Numbers of a chat and of a message in it."""


@dataclass(slots=True)
class Asked:
    """What was asked so far."""

    server: BotApiServer
    people: list[User]
    places: list[Place] = field(default_factory=list)

    async def one_more(self) -> None:
        """The next person asks the next question, in private."""
        number = len(self.places)
        person = self.people[number % len(self.people)]
        message = await person.sends(QUESTIONS[number % len(QUESTIONS)])
        self.places.append((person.chat.id, message.message_id))

    def answers(self) -> Counter[Place]:
        """How often each question was answered; those that were not are not there."""
        bot = self.server.api.account.id
        counted: Counter[Place] = Counter()
        for person in self.people:
            for message in person.chat.messages.values():
                if message.sender_id == bot and message.reply_parameters is not None:
                    counted[person.chat.id, message.reply_parameters["message_id"]] += 1
        return counted

    def missing(self) -> int:
        """How many were not answered yet."""
        return len(set(self.places) - set(self.answers()))


def people(server: BotApiServer, count: int) -> list[User]:
    """So many people, each of whom has started the bot."""
    return [server.world.user(f"路人{number}") for number in range(count)]


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
