"""What in groups only administrators may see or do."""

from bot.telegram.callback import Callback
from bot.telegram.spoken import Spoken


async def is_refused(spoken: Spoken, only_admins: str) -> bool:
    """Whether who wrote may not; then they are told, `only_admins` or that nobody knows."""
    said = await _refusal(spoken, only_admins)
    if said is not None:
        await spoken.tell(said)
    return said is not None


async def is_press_refused(callback: Callback, only_admins: str) -> bool:
    """The same for who pressed."""
    by_admin = await callback.by_admin()
    if not by_admin:
        unknown = (await callback.words()).telegram.rank_unknown
        await callback.answer(unknown if by_admin is None else only_admins)
    return not by_admin


async def _refusal(spoken: Spoken, only_admins: str) -> str | None:
    by_admin = await spoken.services.admins.wrote(spoken.bot, spoken.message)
    if by_admin is None:
        return (await spoken.words()).telegram.rank_unknown
    return None if by_admin else only_admins
