"""Telegram without Telegram: what its Bot API does, in memory and without a network.

`updates` builds what people do, out of `contents`, `services`, `authors`, `members` and
`queries`. `request.FakeRequest` is a transport for a real python-telegram-bot
application, and `api.BotApi` is the Bot API behind it: what it does, what it refuses
(`access`, `limits`), and what goes wrong when a test asks for it (`faults`). The
server in `tests.e2e.botapi` puts the same `BotApi` behind HTTP, so that a handler
tested here and a process tested there meet the same rules.

The contract (methods, parameters, types) is aiogram's, which none of us wrote.
"""
