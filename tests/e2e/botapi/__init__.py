"""A Bot API server for tests, and the people who use Telegram.

    async with BotApiServer() as server:
        ...start a bot with server.token and server.base_url...
        li = server.world.user("小李")
        chat = server.world.private_chat(li)
        await li.sends("谁？", chat=chat)
        reply = await chat.next_message()

All that people can do, and all that can go wrong, is listed in `tests/e2e/README.md`.

The HTTP side, the update queue and webhooks are `lo-bot-api-emulator`'s; what the
methods do is `tests.telegram_fakes.api`'s, shared with the tests without a process.
"""
