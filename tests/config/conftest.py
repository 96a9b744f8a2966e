"""What the tests of the configuration share."""

from collections.abc import Callable
from pathlib import Path

import pytest

Written = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes a settings file and says where it is."""

    def write(text: str) -> Path:
        path = tmp_path / "mine.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write
