"""Looking at the store before the bot opens it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import inspecting
from bot.store.database import Database
from bot.store.inspecting import BusyError, Schema, StoreState, UnusableError, look
from bot.store.lock import opened_alone
from bot.store.places import Place, url_of
from config.secret import Secret
from tests.bot.store.conftest import write
from tests.e2e.proxies import unused_port
from tests.postgresql import PASSWORD, USER, Server


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of a database that is there."""
    made = tmp_path / "yuanju.db"
    Database(made).close()
    return made


def test_no_file(tmp_path: Path) -> None:
    """It can be made, and is not; nothing else is left behind either."""
    state = look(tmp_path / "a" / "b" / "yuanju.db")

    assert state.schema is Schema.NONE
    assert state.free_bytes
    assert list(tmp_path.iterdir()) == []


def test_one_of_this_version(place: Place) -> None:
    """It is current, also while the bot has it alone."""
    Database(place).close()
    assert look(place).schema is Schema.CURRENT
    with opened_alone(place):
        assert look(place).schema is Schema.CURRENT


@pytest.mark.parametrize(
    ("revision", "expected"), [("9999", Schema.NEWER), ("0001", Schema.OLDER)]
)
def test_other_versions(place: Place, revision: str, expected: Schema) -> None:
    """An older one will be brought up, a newer one will be refused; it stays as it is."""
    Database(place).close()
    write(place, f"UPDATE alembic_version SET version_num = '{revision}'")  # noqa: S608

    assert look(place).schema is expected
    assert look(place).schema is expected


def test_another_that_writes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told from a file that cannot be written."""
    monkeypatch.setattr(inspecting, "_BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(BusyError, match="locked"):
            look(path)


def test_no_database(tmp_path: Path) -> None:
    """Another file of that name."""
    path = tmp_path / "yuanju.db"
    path.write_text("好" * 1000, encoding="utf-8")

    with pytest.raises(UnusableError, match="not a database"):
        look(path)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """The system's own words tell what is wrong."""
    (tmp_path / "a").write_text("", encoding="utf-8")

    with pytest.raises(UnusableError, match="directory"):
        look(tmp_path / "a" / "yuanju.db")


def test_a_damaged_file(path: Path) -> None:
    """It is told before the bot trips over it."""
    data = bytearray(path.read_bytes())
    data[4_096:] = b"\xff" * (len(data) - 4_096)
    path.write_bytes(data)

    with pytest.raises(UnusableError, match=r"damaged|malformed"):
        look(path)


def test_a_database_of_another_program(place: Place) -> None:
    """It has tables, but none of ours."""
    write(place, "CREATE TABLE x (y TEXT)")

    with pytest.raises(UnusableError, match="another program"):
        look(place)


def test_an_empty_database(postgresql: Server) -> None:
    """The bot makes its tables there; looking makes none."""
    address = postgresql.database()

    assert look(address) == StoreState(Schema.NONE, None)
    assert look(address) == StoreState(Schema.NONE, None)


def test_a_server_that_refuses(postgresql: Server) -> None:
    """One line, without the password."""
    with pytest.raises(UnusableError, match="password authentication failed") as caught:
        look(postgresql.address("postgres", "pass1234"))

    assert "\n" not in str(caught.value)
    assert "pass1234" not in str(caught.value)


def test_no_server() -> None:
    """The same where nobody listens."""
    with pytest.raises(UnusableError, match="refused"):
        look(Secret(f"postgresql://me:pass1234@127.0.0.1:{unused_port()}/yuanju"))


def test_a_database_that_can_only_be_read(postgresql: Server) -> None:
    """As of a standby; it is told before the bot trips over it."""
    address = postgresql.database()
    name = url_of(address).database
    postgresql.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")

    with pytest.raises(UnusableError, match="only be read"):
        look(address)


def test_a_role_that_may_make_nothing(postgresql: Server) -> None:
    """It is told, too."""
    address = postgresql.database()
    name = url_of(address).database or ""
    postgresql.execute(f"CREATE ROLE guest LOGIN PASSWORD '{PASSWORD}'")
    postgresql.execute("REVOKE CREATE ON SCHEMA public FROM public", name)
    guest = Secret(address.reveal().replace(f"//{USER}:", "//guest:"))

    with pytest.raises(UnusableError, match="may not make tables"):
        look(guest)


def test_an_encoding_that_cannot_keep_every_text(postgresql: Server) -> None:
    """It is told, too."""
    with pytest.raises(UnusableError, match="UTF-8"):
        look(postgresql.database(encoding="LATIN1"))
