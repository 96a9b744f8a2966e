"""`/words`: the words that a chat listed for its shelf."""

from collections.abc import Iterator

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import ContextTypes

from bot import wordlists
from bot.replies.shown import BULLET
from bot.store import words as listed
from bot.telegram.callback import callback_in
from bot.telegram.choices import PREFIX
from bot.telegram.deciding import is_press_refused, is_refused
from bot.telegram.html import Block, Run, pages
from bot.telegram.screens import Screen
from bot.telegram.services import Services
from bot.telegram.spoken import Spoken
from bot.telegram.turning import page_of, turning
from bot.wordlists import MOST_WORDS, WordListError
from bot.words import WordlistWords, Words
from retrieval.answering.wordlist import WordList

LISTED = f"{PREFIX}w:"
"""What the buttons under the list carry, with a page behind it."""


class Listing:
    """Shows and changes a chat's word list; in groups only administrators do that."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services

    async def words(self, spoken: Spoken) -> None:
        """`/words`: alone it shows them, with entries it changes them."""
        words, chat_id = await spoken.words(), spoken.message.chat_id
        if await is_refused(spoken, words.wordlist.only_admins):
            return
        if not spoken.said.text:
            await spoken.show(await self._screen(chat_id, 0, words, spoken.bot.username))
            return
        try:
            done = await self._services.database.run(
                lambda found: listed.change_own(
                    found, chat_id, lambda own: wordlists.changed(own, spoken.said.text)
                )
            )
        except WordListError as error:
            await spoken.tell(wordlists.mistakes_told(error, words))
        else:
            await spoken.tell("\n".join(each.told(words.wordlist) for each in done))

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A press that turns a page."""
        callback = await callback_in(self._services, context.bot, update)
        if callback is None:
            return
        words, page = await callback.words(), page_of(callback.data, LISTED)
        if page is None:
            await callback.stale()
        elif not await is_press_refused(callback, words.wordlist.only_admins):
            await callback.answer()
            chat_id, username = callback.chat.id, callback.bot.username
            screen = await self._screen(chat_id, page, words, username)
            await callback.show(screen.letter(chat_id))

    async def _screen(self, chat_id: int, page: int, words: Words, username: str) -> Screen:
        run = self._services.database.run
        own = await run(lambda found: listed.own(found, chat_id))
        others = await run(lambda found: listed.of_others(found, chat_id))
        private = chat_id > 0
        how = words.wordlist.how.format(bot="" if private else f"@{username}")
        texts = pages(_blocks(own, others, how, words.wordlist))
        page = min(page, len(texts) - 1)
        buttons = turning(LISTED, page, len(texts))
        return Screen(texts[page], InlineKeyboardMarkup([buttons]) if buttons else None)


def _blocks(own: WordList, others: WordList, how: str, words: WordlistWords) -> Iterator[Block]:
    title = words.title.format(number=len(own), limit=MOST_WORDS) if own else words.none
    yield [Run(title, ("b",)), Run("\n\n")]
    yield from _entries(own)
    if others:
        yield [Run(words.shared, ("b",)), Run("\n")]
        yield from _entries(others)
    yield [Run(f"\n{how}")]


def _entries(words: WordList) -> Iterator[Block]:
    for group in words.groups:
        yield [Run(f"{BULLET}{wordlists.entry(group)}\n")]
