"""Nothing in the repository depends on one machine or one package index."""

import re

import pytest

from tests.repository.places import ROOT, files

LOCAL = re.compile(
    r"index[-]url|find[-]links|pypi\.org/simple|pythonhosted\.org|/(?:home|Users|root)/\w"
)


@pytest.mark.parametrize(
    "text", ["--extra-index-" + "url x", "/ho" + "me/me", "/Us" + "ers/me", "/ro" + "ot/x"]
)
def test_such_places_are_found(text: str) -> None:
    """The pattern finds what it is there to find."""
    assert LOCAL.search(text)


def test_no_such_place() -> None:
    """No file names a package index or somebody's home folder."""
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files()
        if (match := LOCAL.search(path.read_text(encoding="utf-8", errors="replace")))
    ]

    assert found == []


def test_files_are_looked_at() -> None:
    """The walk over the repository sees hidden and visible files, and nothing that was made."""
    names = {str(path.relative_to(ROOT)) for path in files()}

    assert {".ci/run", "Makefile", "pyproject.toml", "seeds/seed-article.txt"} <= names
    assert not any("__pycache__" in name or name.startswith(".venv") for name in names)
