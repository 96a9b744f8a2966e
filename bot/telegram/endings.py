"""Why the bot ends by itself. Each is told to the operator in words, none has a traceback."""


class TokenRefusedError(Exception):
    """Telegram does not know the token. Never says which one it was."""


class UnreachableError(Exception):
    """Telegram, or the proxy on the way to it, cannot be reached."""


class RefusedError(Exception):
    """Telegram was reached, and refuses; the message is its reason."""


class StalledError(Exception):
    """No updates could be had for too long; a new process may do better."""


class WebhookRefusedError(Exception):
    """Telegram will not post there; the message is its reason."""


class PortTakenError(Exception):
    """The bot cannot listen there; the message is the address."""
