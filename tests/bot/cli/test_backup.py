"""`yuanju backup` and `yuanju restore`, from one store to another."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.catalogue import load_catalogue
from bot.cli.app import yuanju
from bot.store import lock, server_engine, updates
from bot.store.database import Database
from bot.store.lock import opened_alone
from bot.store.places import Place, named
from tests.bot.store.conftest import record, recorded

CATALOGUE = load_catalogue()
ENGLISH = CATALOGUE["en"].backup


def run(place: Place, *arguments: str | Path, locale: str = "C") -> Result:
    """The command, on a store."""
    name = "YUANJU_STORE__FILE" if isinstance(place, Path) else "YUANJU_STORE_URL"
    value = str(place) if isinstance(place, Path) else place.reveal()
    return CliRunner().invoke(
        yuanju, [str(each) for each in arguments], env={"LC_ALL": locale, name: value}
    )


@pytest.fixture
def filled(place: Place) -> Place:
    """A store with one update in it."""
    database = Database(place)
    record(database)
    database.close()
    return place


def test_there_and_back(filled: Place, tmp_path: Path) -> None:
    """Both say what they did, and from where to where."""
    file, other = tmp_path / "kept.backup", tmp_path / "other.db"

    made, restored = run(filled, "backup", file), run(other, "restore", file)

    assert made.stdout == ENGLISH.made.format(place=named(filled), file=file, rows=1) + "\n"
    assert restored.stdout == ENGLISH.restored.format(place=other, file=file, rows=1) + "\n"
    assert made.exit_code == restored.exit_code == 0
    database = Database(other)
    assert recorded(database) == 1
    database.close()


@pytest.mark.parametrize("locale", ["C", "zh_CN.UTF-8", "zh_TW.UTF-8"])
def test_what_is_refused(tmp_path: Path, locale: str) -> None:
    """In the person's language, with exit code 2."""
    words = CATALOGUE[{"C": "en", "zh_CN.UTF-8": "zh-Hans", "zh_TW.UTF-8": "zh-Hant"}[locale]]
    place, file = tmp_path / "yuanju.db", tmp_path / "kept.backup"
    nothing = run(place, "backup", file, locale=locale)
    Database(place).close()
    run(place, "backup", file)
    again = run(place, "backup", file, locale=locale)
    foreign = run(place, "restore", place, locale=locale)

    told = words.backup
    assert nothing.stderr == f"yuanju: {told.nothing.format(place=place)}\n"
    assert again.stderr == f"yuanju: {told.exists.format(file=file)}\n"
    assert foreign.stderr == f"yuanju: {told.foreign.format(file=place)}\n"
    assert [each.exit_code for each in (nothing, again, foreign)] == [2, 2, 2]


def test_a_store_that_is_not_empty(filled: Place, tmp_path: Path) -> None:
    """What to add is said; with it, the store is as at the backup."""
    file = tmp_path / "kept.backup"
    run(filled, "backup", file)
    database = Database(filled)
    assert database.run_now(lambda found: updates.record(found, 2, "{}", 2))
    database.close()

    refused = run(filled, "restore", file)
    done = run(filled, "restore", file, "--replace")

    assert refused.stderr == f"yuanju: {ENGLISH.not_empty.format(place=named(filled))}\n"
    assert (refused.exit_code, done.exit_code) == (2, 0)
    database = Database(filled)
    assert recorded(database) == 1
    database.close()


def test_while_the_bot_runs(
    filled: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup is made; nothing is restored, and it is said why."""
    monkeypatch.setattr(lock, "_PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(server_engine, "_PATIENCE_SECONDS", 0.0)
    file = tmp_path / "kept.backup"
    with opened_alone(filled):
        made = run(filled, "backup", file)
        refused = run(filled, "restore", file, "--replace")

    assert made.exit_code == 0
    assert refused.stderr == f"yuanju: {ENGLISH.in_use.format(place=named(filled))}\n"


def test_what_cannot_be_written_or_read(filled: Place, tmp_path: Path) -> None:
    """The system's words are told, and nothing is left behind."""
    nowhere = tmp_path / "nowhere" / "kept.backup"

    written, read = run(filled, "backup", nowhere), run(filled, "restore", nowhere)

    reason = "No such file or directory"
    assert written.stderr == f"yuanju: {ENGLISH.not_made.format(file=nowhere, reason=reason)}\n"
    assert read.stderr == f"yuanju: {ENGLISH.not_restored.format(file=nowhere, reason=reason)}\n"


def test_a_store_that_cannot_be_read(tmp_path: Path) -> None:
    """It is named, without a password."""
    place, file = tmp_path / "yuanju.db", tmp_path / "kept.backup"
    place.write_text("不是数据库" * 100, encoding="utf-8")

    result = run(place, "backup", file)

    reason = f"{place}: file is not a database"
    assert result.stderr == f"yuanju: {ENGLISH.not_made.format(file=file, reason=reason)}\n"
    assert not file.exists()


def test_a_store_that_cannot_be_written(tmp_path: Path) -> None:
    """The same where a backup is to go."""
    place, file = tmp_path / "yuanju.db", tmp_path / "kept.backup"
    Database(place).close()
    run(place, "backup", file)
    (tmp_path / "notes").write_text("不是数据库" * 100, encoding="utf-8")

    result = run(tmp_path / "notes", "restore", file)

    reason = f"{tmp_path / 'notes'}: file is not a database"
    assert result.stderr == f"yuanju: {ENGLISH.not_restored.format(file=file, reason=reason)}\n"
