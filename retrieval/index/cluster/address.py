"""Where a cluster is: `rediss://user:password@host:port,host:port/?ca=FILE`."""

import re
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qsl, unquote

_PORT = 6379
_URL = re.compile(
    r"(?P<scheme>rediss?)://(?:(?P<user>[^:@/?#]*)(?::(?P<password>[^:@/?#]*))?@)?"
    r"(?P<seeds>[^@/?#]+)/?(?:\?(?P<query>[^#]*))?"
)
_SEED = re.compile(r"(?P<host>[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{1,5}))?", re.ASCII)
_CA = "ca"
_HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Address:
    """Where a cluster is, and who asks it."""

    seeds: tuple[tuple[str, int], ...]
    """Host and port of some of its nodes, at least one; they name the others."""
    user: str | None
    password: str | None = field(repr=False)
    is_encrypted: bool
    """Whether it is asked by TLS."""
    authorities: str | None
    """File of the certificates that its own is proven by; None takes the system's."""

    @classmethod
    def parsed(cls, url: str) -> Self:
        """The address in a URL; user, password and file are quoted there as in any URL.

        Raises:
            ValueError: it is none; the text does not quote it.
        """
        found = _URL.fullmatch(url)
        if found is None or re.search(r"[\s\x00-\x1f\x7f]", url):
            message = "is no address of a cluster"
            raise ValueError(message)
        asked = dict(parse_qsl(found["query"] or "", strict_parsing=bool(found["query"])))
        is_encrypted = found["scheme"] == "rediss"
        if asked.keys() - {_CA} or (asked and not is_encrypted):
            message = "asks for something unknown"
            raise ValueError(message)
        return cls(
            tuple(_seed(each) for each in found["seeds"].split(",")),
            unquote(found["user"]) if found["user"] else None,
            unquote(found["password"]) if found["password"] else None,
            is_encrypted,
            asked.get(_CA),
        )

    @property
    def named(self) -> str:
        """The nodes in words, without who asks them."""
        return ", ".join(f"{host}:{port}" for host, port in self.seeds)


def _seed(text: str) -> tuple[str, int]:
    found = _SEED.fullmatch(text)
    port = int(found["port"] or _PORT) if found else 0
    if found is None or not 0 < port <= _HIGHEST_PORT:
        message = "names no host, or no port of it"
        raise ValueError(message)
    return found["host"].strip("[]"), port
