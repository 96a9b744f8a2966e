"""What in groups only administrators may see or do."""

from bot.telegram.callback import Callback
from bot.telegram.spoken import Spoken
from bot.words import Words


async def is_refused(spoken: Spoken, only_admins: str) -> bool:
    """Whether who wrote may not; then they are told, `only_admins` or that nobody knows."""
    by_admin = await spoken.services.admins.wrote(spoken.bot, spoken.message)
    said = refusal(by_admin, await spoken.words(), only_admins)
    if said is not None:
        await spoken.tell(said)
    return said is not None


async def is_press_refused(callback: Callback, only_admins: str) -> bool:
    """The same for who pressed."""
    said = refusal(await callback.by_admin(), await callback.words(), only_admins)
    if said is not None:
        await callback.answer(said)
    return said is not None


def refusal(by_admin: bool | None, words: Words, only_admins: str) -> str | None:  # noqa: FBT001 - three values
    """What who is no administrator is told; None if they are one.

    `by_admin` is None where nobody knows.
    """
    if by_admin is None:
        return words.telegram.rank_unknown
    return None if by_admin else only_admins
