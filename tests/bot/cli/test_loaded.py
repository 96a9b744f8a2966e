"""What a command loads, in a process of its own: what it does not need only makes it late."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.database import Database

_TOLD = """
import sys
from bot.cli.app import yuanju
yuanju.main(sys.argv[1:], standalone_mode=False)
print(*sys.modules, file=sys.stderr)
"""
_NEVER = {"alembic", "httpx", "pkg_resources", "prompt_toolkit", "telegram", "torch"}


@pytest.mark.parametrize("is_there", [False, True])
def test_asking_loads_little(tmp_path: Path, *, is_there: bool) -> None:
    """No other command, no bot; and no database, unless there is one."""
    store = tmp_path / "store.db"
    if is_there:
        Database(store).close()

    result = subprocess.run(
        [sys.executable, "-c", _TOLD, "ask", "谁参加了会议？"],
        capture_output=True,
        check=True,
        env={**os.environ, "YUANJU_STORE__FILE": str(store)},
    )

    assert "參加會議。" in result.stdout.decode()
    loaded = set(result.stderr.decode().split())
    assert "bot.cli.ask" in loaded
    assert not loaded & (_NEVER | {"bot.cli.tune", "bot.cli.telegram", "retrieval.evaluation"})
    assert ("sqlalchemy" in loaded) is is_there
