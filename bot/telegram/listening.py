"""A port to be listened on."""

import socket

from bot.telegram.endings import PortTakenError


def listen(address: str, port: int) -> socket.socket:
    """A socket on which connections wait, from now on, until a server takes it.

    Raises:
        PortTakenError: it cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        listening = socket.create_server((address, port), family=family)
    except OSError as error:
        place = f"{address}:{port}"
        raise PortTakenError(place) from error
    listening.settimeout(0)
    return listening
