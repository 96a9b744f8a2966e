"""Where the store is: in a file, or in a database on a server."""

from pathlib import Path

from sqlalchemy import URL, make_url

from config.secret import Secret

Place = Path | Secret
"""A file for SQLite, or the URL of a PostgreSQL database, which may hold a password."""


def url_of(address: Secret) -> URL:
    """An address in its parts; for whom it is given to, never for people."""
    return make_url(address.reveal())


def named(place: Place) -> str:
    """The place for people: nothing of an address but where it leads."""
    if isinstance(place, Path):
        return str(place)
    url = url_of(place)
    return URL.create(
        "postgresql", None, None, url.host, url.port, url.database
    ).render_as_string()
