"""The names of our packages, which others might choose as well."""

from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import bot
import config
import retrieval
from tests.repository.places import ROOT

OURS = {"bot": bot, "config": config, "retrieval": retrieval}


@pytest.mark.parametrize("name", OURS)
def test_nobody_else_provides_it(name: str) -> None:
    """No installed distribution but ours has a package of this name.

    In an editable install ours is not listed either: its files are not installed.
    """
    providers = packages_distributions().get(name, [])

    assert set(providers) <= {"yuanju"}


@pytest.mark.parametrize("name", OURS)
def test_ours_is_imported(name: str) -> None:
    """What is imported under the name is the package in this repository."""
    assert Path(str(OURS[name].__file__)).resolve() == ROOT / name / "__init__.py"
