"""`/articles` and `/remove`: what can be asked in a chat, and taking some of it away."""

from collections.abc import Sequence
from itertools import islice

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ContextTypes

from bot.store.library import Listed
from bot.telegram.callback import Callback, callback_in
from bot.telegram.choices import PREFIX
from bot.telegram.deciding import is_press_refused, is_refused
from bot.telegram.letters import Letter
from bot.telegram.results import cut
from bot.telegram.services import Services
from bot.telegram.sources import named
from bot.telegram.spoken import Spoken
from bot.telegram.turning import page_of, turning
from bot.words import Words

LISTING = f"{PREFIX}b:"
"""What the buttons under `/articles` carry, with a page's number behind it."""
REMOVING = f"{PREFIX}r:"
"""What those under `/remove` carry: `p` and a page's number, or `ask`, `yes` and an id."""
_A_PAGE = 8
_LONGEST_TITLE = 120
_LONGEST_LABEL = 40


class Browsing:
    """Lists articles, and removes them; in groups only administrators do that."""

    def __init__(self, services: Services) -> None:
        """Work with these."""
        self._services = services

    async def articles(self, spoken: Spoken) -> None:
        """`/articles`."""
        found = await self._services.shelves.listed(spoken.message.chat_id)
        text, markup = _listing(found, 0, await spoken.words())
        await spoken.tell(text, markup)

    async def remove(self, spoken: Spoken) -> None:
        """`/remove`."""
        words = await spoken.words()
        if await is_refused(spoken, words.feeding.only_admins):
            return
        own = await self._own(spoken.message.chat_id)
        text, markup = _choosing(own, 0, words)
        await spoken.tell(text, markup)

    async def turned(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A press that turns a page of `/articles`."""
        callback = await callback_in(self._services, context.bot, update)
        if callback is None:
            return
        await callback.answer()
        found = await self._services.shelves.listed(callback.chat.id)
        page = page_of(callback.data, LISTING) or 0
        await _show(callback, *_listing(found, page, await callback.words()))

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A press under `/remove`."""
        callback = await callback_in(self._services, context.bot, update)
        if callback is None:
            return
        words = await callback.words()
        if await is_press_refused(callback, words.feeding.only_admins):
            return
        await callback.answer()
        kind, _, rest = callback.data.removeprefix(REMOVING).partition(":")
        own = await self._own(callback.chat.id)
        if kind == "p":
            await _show(callback, *_choosing(own, page_of(rest, "") or 0, words))
            return
        chosen = next((each for each in own if each.id == rest), None)
        if chosen is None:
            await _show(callback, words.feeding.not_there, None)
        elif kind == "ask":
            await _show(callback, *_confirming(chosen, words))
        elif kind == "yes" and await self._services.shelves.remove(callback.chat.id, chosen.id):
            said = words.feeding.removed.format(title=_title(chosen, words))
            await _show(callback, said, None)
        else:
            await _show(callback, words.feeding.kept, None)

    async def _own(self, chat_id: int) -> list[Listed]:
        """What the chat added itself, newest first."""
        return list(reversed(await self._services.shelves.own(chat_id)))


async def _show(callback: Callback, text: str, markup: InlineKeyboardMarkup | None) -> None:
    await callback.show(Letter(callback.chat.id, text, markup=markup))


def _listing(
    found: Sequence[Listed], page: int, words: Words
) -> tuple[str, InlineKeyboardMarkup | None]:
    if not found:
        return words.feeding.no_articles, None
    page = min(page, _pages(found) - 1)
    numbered = enumerate(found, 1)
    lines = [
        f"{words.feeding.entry.format(number=number, title=_title(each, words))}\n"
        f"    {words.chats.between.join(_told(each, words))}"
        for number, each in islice(numbered, page * _A_PAGE, (page + 1) * _A_PAGE)
    ]
    above = words.feeding.articles.format(number=f"{len(found):,}")
    text = "\n".join([above, "", *lines, "", words.feeding.more_help])
    row = turning(LISTING, page, _pages(found))
    return text, InlineKeyboardMarkup([row]) if row else None


def _choosing(
    own: Sequence[Listed], page: int, words: Words
) -> tuple[str, InlineKeyboardMarkup | None]:
    if not own:
        return words.feeding.nothing_to_remove, None
    page = min(page, _pages(own) - 1)
    rows = [
        [
            InlineKeyboardButton(
                cut(_title(each, words), _LONGEST_LABEL), callback_data=f"{REMOVING}ask:{each.id}"
            )
        ]
        for each in own[page * _A_PAGE : (page + 1) * _A_PAGE]
    ]
    if row := turning(f"{REMOVING}p:", page, _pages(own)):
        rows.append(row)
    return words.feeding.choose, InlineKeyboardMarkup(rows)


def _confirming(chosen: Listed, words: Words) -> tuple[str, InlineKeyboardMarkup]:
    text = words.feeding.confirm.format(
        title=_title(chosen, words), sentences=f"{chosen.sentences or 0:,}"
    )
    buttons = {"yes": words.feeding.remove, "no": words.feeding.keep}
    row = [
        InlineKeyboardButton(label, callback_data=f"{REMOVING}{kind}:{chosen.id}")
        for kind, label in buttons.items()
    ]
    return text, InlineKeyboardMarkup([row])


def _told(each: Listed, words: Words) -> list[str]:
    """Date, sentences, and where it is from."""
    counted = words.feeding.sentences.format(number=f"{each.sentences or 0:,}")
    source = each.source or named(each.origin)
    shared = words.feeding.shared if each.shared else None
    return [part for part in (each.published, counted, source and cut(source, 60), shared) if part]


def _title(each: Listed, words: Words) -> str:
    opening = each.opening.partition("\n")[0]
    return cut(each.title or opening or words.reply.untitled, _LONGEST_TITLE)


def _pages(found: Sequence[Listed]) -> int:
    return -(-len(found) // _A_PAGE)
