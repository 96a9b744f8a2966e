"""Several processes on one store: each update is dealt with by one of them."""

import asyncio
import time

from bot.store import chats, replicas, updates
from bot.store.replicas import Turn
from bot.store.tenure import Duty
from bot.telegram.keeping import forgetting
from bot.telegram.ordering import PerChat, turn_of
from bot.telegram.presence import Presence
from config.secret import Secret
from tests.bot.telegram.sharing.replica import LOOK_SECONDS, running, update_for


async def test_whoever_is_told_of_it(address: Secret) -> None:
    """The one to which the chat belongs deals with it, and the other one does not."""
    async with running(address, 2) as both:
        first, second = both
        mine, theirs = update_for(first, both, 1), update_for(second, both, 2)

        await first.queue.put(theirs)
        await first.queue.put(mine)

        assert await second.took() == 2
        assert await first.took() == 1
        assert first.queue.empty()
        assert second.queue.empty()


async def test_told_to_both_at_once(address: Secret) -> None:
    """It is dealt with once, and known from then on."""
    async with running(address, 2) as both:
        first, second = both
        update = update_for(second, both)

        await asyncio.gather(first.queue.put(update), second.queue.put(update))
        assert await second.took() == 1
        await second.queue.finish(1)
        await first.queue.put(update)
        await asyncio.sleep(3 * LOOK_SECONDS)

        assert first.queue.empty()
        assert second.queue.empty()


async def test_one_that_is_told_to_end(address: Secret) -> None:
    """What waits there is another one's at once, and what it does not finish, in the end."""
    async with running(address, 2) as both:
        first, second = both
        await second.queue.put(update_for(second, both, 1))
        assert await second.took() == 1
        await second.queue.put(update_for(second, both, 2))

        assert await second.queue.leave() == 1
        assert await first.took() == 2
        assert first.queue.empty()
        await second.queue.let_go()

        assert await first.took() == 1
        assert await second.queue.turn(1) is Turn.GONE


async def test_one_that_starts(address: Secret) -> None:
    """It takes up what was left when nobody was there."""
    async with running(address, 1) as (only,):
        await only.queue.put(update_for(only, [only], 1))
        await only.queue.let_go()

    async with running(address, 1) as (only,):
        assert await only.took() == 1


async def test_what_is_kept_no_longer(address: Secret) -> None:
    """One of them drops it; a group that became a supergroup is known to all."""
    async with running(address, 2) as (first, second):
        presence = Presence(second.database, [-5])
        await first.database.run(lambda found: chats.move(found, -5, -100_5))
        assert not presence.allows(-100_5)
        await presence.refresh()
        assert presence.allows(-100_5)

        async with forgetting(first.database, 1, time.time):
            await asyncio.sleep(0)
            await first.database.run(replicas.living)  # what it has asked before is done
            async with forgetting(second.database, 1, time.time):
                await second.knows(2)

        assert await first.database.takes(Duty.KEEPING)
        assert not await second.database.takes(Duty.KEEPING)


async def test_what_was_forgotten(address: Secret) -> None:
    """It is not dealt with any more, though it waits in another process."""
    async with running(address, 2) as both:
        first, second = both
        update = update_for(second, both)
        await second.queue.put(update)
        assert update.effective_user is not None
        person = update.effective_user.id
        await first.database.run(lambda found: updates.forget_person(found, person))
        done: list[int] = []

        async def work() -> None:
            done.append(1)

        assert await second.took() == 1
        await PerChat(second.queue).process_update(update, work())

        assert done == []


async def test_the_order_of_a_chat_that_changes_hands(address: Secret) -> None:
    """What came later waits until the other process has dealt with what came before."""
    async with running(address, 2) as both:
        first, second = both
        before, after = update_for(second, both, 1), update_for(second, both, 2)
        await second.queue.put(before)
        # As where the first one has not yet seen the second.
        claim = updates.Claim(first.number, turn_of(after))
        await first.database.run(lambda found: updates.record(found, 2, after.to_json(), 1, claim))
        assert await first.took() == 2
        done: list[str] = []

        async def work(name: str) -> None:
            done.append(name)

        later = asyncio.create_task(PerChat(first.queue).process_update(after, work("after")))
        await asyncio.sleep(0.1)
        await PerChat(second.queue).process_update(before, work("before"))
        await later

        assert done == ["before", "after"]
