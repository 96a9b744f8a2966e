"""`/gaps`: what was asked in a chat and no article says, by the words that are missing."""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ContextTypes

from bot.asking import Asking
from bot.replies.shown import BULLET, quoted
from bot.store import gaps
from bot.store.gaps import Declined
from bot.telegram.callback import callback_in
from bot.telegram.choices import PREFIX
from bot.telegram.deciding import is_press_refused, is_refused
from bot.telegram.html import QUOTE, Block, Run, pages
from bot.telegram.results import cut
from bot.telegram.screens import Screen
from bot.telegram.services import Services
from bot.telegram.spoken import Spoken
from bot.telegram.turning import page_of, turning
from bot.words import Words
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.answering.wordlist import folded
from retrieval.protocols import IndexUnavailableError
from retrieval.replies import NoAnswer

GAPS = f"{PREFIX}g:"
"""What the buttons under the list carry, with a page behind it; each list has one."""
_SECONDS_A_DAY = 86_400
_MOST_ASKED = 30
"""Questions that are asked again for one showing; the next one goes on from there."""
_A_PAGE = 6
_SHOWN = 2
"""Questions of each gap that are shown."""
_LONGEST_QUESTION, _LONGEST_WORD, _MOST_WORDS = 150, 40, 5


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that lack the same words."""

    missing: tuple[str, ...]
    """As the newest of them writes them; empty for those that lack none."""
    questions: tuple[str, ...]
    """Each once, newest first."""
    count: int
    """How often they were asked."""


class Gaps:
    """Shows what a chat's articles do not say; in groups to administrators."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services
        # A shelf that changed is another one: then all is asked again.
        self._answered: WeakKeyDictionary[Asking, dict[str, bool]] = WeakKeyDictionary()

    async def gaps(self, spoken: Spoken) -> None:
        """`/gaps`."""
        words = await spoken.words()
        if not await is_refused(spoken, words.gaps.only_admins):
            await spoken.show(await self._screen(spoken.message.chat_id, 0, words))

    def closes(self, spoken: Spoken) -> bool:
        """Whether a text or a file replies to such a list: it is to be added.

        Lists are told by their button, so that those of another process are known, too.
        """
        message, answered = spoken.message, spoken.message.reply_to_message
        if not (message.text or message.document):
            return False
        if answered is None or answered.from_user is None or answered.reply_markup is None:
            return False
        carried = [
            each.callback_data for row in answered.reply_markup.inline_keyboard for each in row
        ]
        ours = answered.from_user.id == spoken.bot.id
        return ours and any(str(data).startswith(GAPS) for data in carried)

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A press that turns a page, or asks all of them again."""
        callback = await callback_in(self._services, context.bot, update)
        if callback is None:
            return
        words, page = await callback.words(), page_of(callback.data, GAPS)
        if page is None:
            await callback.stale()
        elif not await is_press_refused(callback, words.gaps.only_admins):
            await callback.answer()
            chat_id = callback.chat.id
            await callback.show((await self._screen(chat_id, page, words)).letter(chat_id))

    async def _screen(self, chat_id: int, page: int, words: Words) -> Screen:
        """A page of the list, as all is now."""
        services = self._services
        since = int(services.clock()) - services.keep_days * _SECONDS_A_DAY
        declined = await services.database.run(lambda found: gaps.declined(found, chat_id, since))
        answered = await self._now_answered(chat_id, declined)
        left = grouped(each for each in declined if folded(each.text) not in answered)
        return _drawn(left, page, services.keep_days, words)

    async def _now_answered(self, chat_id: int, declined: Sequence[Declined]) -> set[str]:
        """Those, folded, that the chat's articles answer now, as far as they were asked again."""
        asking = await self._services.shelves.asking(chat_id)
        known = self._answered.setdefault(asking, {})
        ranked = (text for gap in grouped(declined) for text in gap.questions)
        texts = {folded(text): text for text in ranked}
        unknown = [key for key in texts if key not in known]
        with contextlib.suppress(TimeoutError, IndexUnavailableError):
            for key in unknown[:_MOST_ASKED]:
                known[key] = await self._is_answered(asking, texts[key])
        return {key for key in texts if known.get(key)}

    async def _is_answered(self, asking: Asking, question: str) -> bool:
        """One at a time, so that who asks meanwhile is answered between them."""
        try:
            asked = await self._services.asker.do(lambda: asking.ask(question, 1))
        except QuestionTooLongError:
            return False
        return not isinstance(asked.reply, NoAnswer)


def grouped(declined: Iterable[Declined]) -> list[Gap]:
    """By missing words, in whatever order and script they are written; most first."""
    groups: dict[frozenset[str], list[Declined]] = {}
    for each in declined:
        groups.setdefault(frozenset(map(folded, each.missing)), []).append(each)
    found = [
        Gap(group[0].missing, tuple(_distinct(group).values()), len(group))
        for group in groups.values()
    ]
    return sorted(found, key=lambda gap: -gap.count)


def _distinct(group: Iterable[Declined]) -> dict[str, str]:
    """Each question once, as it was asked last."""
    texts: dict[str, str] = {}
    for each in group:
        texts.setdefault(folded(each.text), each.text)
    return texts


def _drawn(found: Sequence[Gap], page: int, days: int, words: Words) -> Screen:
    count = max((len(found) - 1) // _A_PAGE + 1, 1)
    page = min(page, count - 1)
    again = InlineKeyboardButton(words.gaps.again, callback_data=f"{GAPS}{page}")
    buttons = InlineKeyboardMarkup([[*turning(GAPS, page, count), again]])
    number = sum(gap.count for gap in found)
    title = words.gaps.title if found else words.gaps.none
    blocks: list[Block] = [[Run(title.format(days=days, number=number), ("b",)), Run("\n\n")]]
    blocks += [_block(gap, words) for gap in found[page * _A_PAGE : (page + 1) * _A_PAGE]]
    if found:
        blocks.append([Run(words.gaps.how, ("i",))])
    return Screen(pages(blocks)[0], buttons)


def _block(gap: Gap, words: Words) -> Block:
    shown = [cut(word, _LONGEST_WORD) for word in gap.missing[:_MOST_WORDS]]
    told = words.gaps.missing if gap.missing else words.gaps.nothing_missing
    line = told.format(words=quoted(shown, words.reply), number=gap.count)
    return [
        Run(f"{BULLET}{line}\n"),
        *(
            Run(f"{cut(text, _LONGEST_QUESTION)}\n", quote=QUOTE)
            for text in gap.questions[:_SHOWN]
        ),
    ]
