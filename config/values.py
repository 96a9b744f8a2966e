"""Checks of single values that a type and a range cannot express.

Each returns the value to keep or raises `ValueError` with words for the
operator. None of them quotes the value: a URL may hold a password.
"""

import ipaddress
import re
from pathlib import Path
from urllib.parse import urlsplit

from config.secret import Secret
from retrieval.index.cluster.address import Address

_WEBHOOK_PORTS = frozenset({443, 80, 88, 8443})
_SERVICE_SCHEMES = ("http", "https")
_DATABASE_SCHEMES = ("postgresql",)
_PROXY_SCHEMES = ("http", "https", "socks5", "socks5h")
# https://core.telegram.org/bots/api#authorizing-your-bot; anything else would break the URL.
_TOKEN = re.compile(r"[A-Za-z0-9_:-]+")
_DATABASE = re.compile(r"/[^/]+")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]")


def file_path(path: Path) -> Path:
    """A path that names something."""
    if path == Path() or "\0" in str(path):
        message = "must be the path of a file"
        raise ValueError(message)
    return path


def lower_case(value: object) -> object:
    """A text in lower case; anything else as it is."""
    return value.lower() if isinstance(value, str) else value


def service_url(text: str) -> str:
    """An http or https URL without a slash at its end."""
    if not _is_url(text, _SERVICE_SCHEMES) or any(mark in text for mark in "?#@"):
        message = "must be an http:// or https:// URL, such as https://api.telegram.org"
        raise ValueError(message)
    return text.rstrip("/")


def webhook_url(text: str) -> str:
    """A URL to which Telegram posts, with one of the ports that it knows.

    https://core.telegram.org/bots/api#setwebhook
    """
    url = service_url(text)
    parts = urlsplit(url)
    if parts.scheme == "https" and (parts.port or 443) not in _WEBHOOK_PORTS:
        message = "must have port 443, 80, 88 or 8443: Telegram posts to no other"
        raise ValueError(message)
    return url


def ip_address(text: str) -> str:
    """An address of this machine's."""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        message = "must be an IP address, such as 127.0.0.1, or 0.0.0.0 for all"
        raise ValueError(message) from None


def database_secret(value: object) -> Secret:
    """The URL of a PostgreSQL database, which may hold a password."""
    if not isinstance(value, str) or not _is_database(value):
        message = (
            "must be a URL such as postgresql://user:password@host:5432/database; in the "
            "password write anything but letters and digits as %XX"
        )
        raise ValueError(message)
    return Secret(value)


def cluster_secret(value: object) -> Secret:
    """The URL of a cluster, which may hold a password."""
    try:
        if isinstance(value, str):
            Address.parsed(value)
            return Secret(value)
    except ValueError:
        pass
    message = (
        "must be a URL such as rediss://user:password@host:6379,host:6379; in the password "
        "write anything but letters and digits as %XX; ?ca=FILE at its end names the file "
        "of certificates that a rediss server's is proven by"
    )
    raise ValueError(message)


def url_secret(value: object) -> Secret:
    """The URL of a proxy, which may hold a password."""
    if not isinstance(value, str) or not _is_url(value, _PROXY_SCHEMES):
        message = "must be a URL that begins with http://, https://, socks5:// or socks5h://"
        raise ValueError(message)
    return Secret(value)


def names_somebody(url: str) -> bool:
    """Whether somebody is named in a URL before its host."""
    return "@" in url


def holds_password(url: str) -> bool:
    """Whether a URL may hold one: before its host, or among what is asked of a server."""
    who, at, _ = url.partition("@")
    return bool(at and ":" in who.partition("//")[2]) or "password=" in url


def token_secret(value: object) -> Secret:
    """A bot's token, without the line end that a secrets file may add."""
    if not isinstance(value, str) or not _TOKEN.fullmatch(value.strip()):
        message = "is not a token as @BotFather gives it, such as 123456789:AA…"
        raise ValueError(message)
    return Secret(value.strip())


def _is_database(text: str) -> bool:
    if not _is_url(text, _DATABASE_SCHEMES) or "#" in text:
        return False
    parts = urlsplit(text)
    # What stands behind a password that is not quoted would pass for the host.
    return parts.netloc.count("@") <= 1 and bool(_DATABASE.fullmatch(parts.path))


def _is_url(text: str, schemes: tuple[str, ...]) -> bool:
    if _BLANK.search(text):
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.hostname) and port != 0
