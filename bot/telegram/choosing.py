"""`/language`, `/settings`, and the presses on their buttons."""

from telegram import Update
from telegram.ext import ContextTypes

from bot.telegram.callback import Callback, callback_in
from bot.telegram.choices import PREFIX, SCREENS
from bot.telegram.deciding import is_press_refused, is_refused
from bot.telegram.letters import Letter
from bot.telegram.services import Services
from bot.telegram.spoken import Spoken

PATTERN = f"^{PREFIX}[{''.join(SCREENS)}]:"
"""What a press carries that is meant for `pressed`."""


class Choosing:
    """Lets a chat set what it can; in groups only administrators."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services

    async def language(self, spoken: Spoken) -> None:
        """`/language`."""
        await self._open(spoken, "l")

    async def settings(self, spoken: Spoken) -> None:
        """`/settings`."""
        await self._open(spoken, "s")

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A press: it is always answered, and what it chose is marked."""
        callback = await callback_in(self._services, context.bot, update)
        if callback is None:
            return
        if await is_press_refused(callback, (await callback.words()).chats.only_admins):
            return
        if not await self._choose(callback):
            await callback.stale()

    async def _open(self, spoken: Spoken, letter: str) -> None:
        services, chat = self._services, await spoken.chat()
        words = (await spoken.words()).chats
        if await is_refused(spoken, words.only_admins):
            return
        screen = SCREENS[letter](chat, words, services.catalogue)
        await spoken.tell(screen.text, screen.keyboard(chat, words))

    async def _choose(self, callback: Callback) -> bool:
        """Keep what a button carries, and show it; whether there is such a button."""
        services, screen = self._services, SCREENS[callback.data[len(PREFIX)]]
        before = await services.chat(callback.chat.id)
        words = (await callback.words()).chats
        choice = screen(before, words, services.catalogue).choice(callback.data)
        if choice is None:
            return False
        chat = await services.change(callback.chat.id, choice.made)
        # The language may be another one now.
        words = (await callback.words()).chats
        await callback.answer(words.saved)
        shown = screen(chat, words, services.catalogue)
        markup = shown.keyboard(chat, words)
        await callback.show(Letter(callback.chat.id, shown.text, markup=markup))
        return True
