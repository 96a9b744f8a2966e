"""What `yuanju check` finds on the way to Telegram."""

from bot.cli.findings import Finding, Verdict
from bot.cli.opening import Opened
from bot.telegram.reaching import Reached, address_of, listens, reach
from bot.words import CheckWords

_LARGEST_DRIFT_SECONDS = 30.0
"""Beyond that, questions would count as asked long ago, or not yet."""


async def network(opened: Opened) -> list[Finding]:
    """Proxy, Telegram, token and clock."""
    words, settings = opened.catalogue[opened.language], opened.settings.telegram
    proxy = await _proxy(opened)
    reached = await reach(settings, settings.token)
    if reached is None:
        text = words.problem.unreachable.format(address=settings.api_base)
        telegram = Finding(words.check.telegram, Verdict.BAD, text)
    else:
        text = words.check.reached.format(
            address=settings.api_base, milliseconds=round(reached.milliseconds)
        )
        telegram = Finding(words.check.telegram, Verdict.GOOD, text)
    return [proxy, telegram, _token(opened, reached), _clock(words.check, reached)]


async def _proxy(opened: Opened) -> Finding:
    words, proxy = opened.catalogue[opened.language].check, opened.settings.telegram.proxy
    if proxy is None:
        return Finding(words.proxy, Verdict.GOOD, words.no_proxy)
    address = address_of(proxy)
    if await listens(proxy):
        return Finding(words.proxy, Verdict.GOOD, words.proxy_listens.format(address=address))
    return Finding(words.proxy, Verdict.BAD, words.proxy_silent.format(address=address))


def _token(opened: Opened, reached: Reached | None) -> Finding:
    words = opened.catalogue[opened.language]
    check = words.check
    if opened.settings.telegram.token is None:
        return Finding(check.token, Verdict.BAD, words.problem.no_token)
    if reached is None:
        return Finding(check.token, Verdict.SKIPPED, check.needs_telegram)
    account = reached.account
    if account is None:
        return Finding(check.token, Verdict.BAD, words.problem.refused_token)
    reads = check.reads_all if account.reads_groups else check.reads_addressed
    inline = check.inline_on if account.inline else check.inline_off
    text = check.account.format(username=account.username, reads=reads, inline=inline)
    return Finding(check.token, Verdict.GOOD, text)


def _clock(words: CheckWords, reached: Reached | None) -> Finding:
    if reached is None:
        return Finding(words.clock, Verdict.SKIPPED, words.needs_telegram)
    ahead = reached.clock_ahead
    if ahead is None:
        return Finding(words.clock, Verdict.SKIPPED, words.no_date)
    if abs(ahead) <= _LARGEST_DRIFT_SECONDS:
        return Finding(words.clock, Verdict.GOOD, words.clock_right)
    text = words.clock_fast if ahead > 0 else words.clock_slow
    return Finding(words.clock, Verdict.BAD, text.format(seconds=f"{abs(ahead):,.0f}"))
