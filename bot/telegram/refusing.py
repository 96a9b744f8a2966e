"""Which questions are not answered: of who may not ask, asked too long ago, or too many."""

import math
import time
from dataclasses import dataclass

from bot.store.chats import Askers
from bot.store.questions import Outcome, Question
from bot.telegram.cases import Case
from bot.telegram.quota import Quota, Verdict
from bot.telegram.services import Services


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered."""

    outcome: Outcome
    said: str | None
    """What the chat is told; None if it was told before."""


class Refusing:
    """Decides whether a question is answered at all."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services
        self._told_late: dict[int, float] = {}
        self._told_admins = Quota(0, time.monotonic)

    async def refusal(self, case: Case, question: Question) -> Refusal | None:
        """Why it is not answered; None if it is."""
        services, words = self._services, case.words.telegram
        if case.chat.askers is Askers.ADMINS:
            is_admin = await services.admins.wrote(case.bot, case.message)
            if is_admin is None:
                return Refusal(Outcome.LIMITED, words.rank_unknown)
            if not is_admin:
                told = self._told_admins.ask(question.person_id or 0) is not Verdict.NOTICE
                return Refusal(Outcome.LIMITED, None if told else words.only_admins_ask)
        return self._too_late(case) or self._beyond_quota(case, question)

    def _too_late(self, case: Case) -> Refusal | None:
        """Of all questions of a chat that came too late, the first is told."""
        services, message = self._services, case.message
        if not services.is_late(message, case.update_id):
            return None
        now, oldest = services.clock(), services.settings.oldest_question_seconds
        told = now - self._told_late.get(message.chat_id, 0) <= oldest
        self._told_late[message.chat_id] = now
        late = case.words.telegram.late.format(minutes=math.ceil(oldest / 60))
        return Refusal(Outcome.LATE, None if told else late)

    def _beyond_quota(self, case: Case, question: Question) -> Refusal | None:
        services, words = self._services, case.words.telegram
        most = services.settings.questions_a_minute
        counted = [(services.people, question.person_id, most, words.too_many)]
        if case.message.chat.type != case.message.chat.PRIVATE:
            most = services.settings.chat_questions_a_minute
            counted.append((services.groups, question.chat_id, most, words.too_many_group))
        for quota, number, most, said in counted:
            verdict = Verdict.ALLOWED if number is None else quota.ask(number)
            if verdict is not Verdict.ALLOWED:
                notice = said.format(number=most)
                return Refusal(Outcome.LIMITED, notice if verdict is Verdict.NOTICE else None)
        return None
