"""What `make` offers."""

import os
import re
import shutil
import subprocess

import pytest

from tests.repository.places import ROOT

MAKE = shutil.which("make")
TARGET = re.compile(r"  make ([a-z0-9]+)\t\S")

needs_make = pytest.mark.skipif(MAKE is None, reason="make is not installed")


def made(*arguments: str) -> str:
    """What make prints, run outside of any other make."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    command = [str(MAKE), "--no-print-directory", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def phony() -> list[str]:
    """The targets that the Makefile declares."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert declared is not None
    return declared[1].split()


@needs_make
def test_help_lists_every_target() -> None:
    """Help names every target once, with a word on each."""
    listed = [found[1] for line in made("help").splitlines() if (found := TARGET.match(line))]

    assert sorted(listed) == sorted(phony())


@needs_make
def test_help_is_the_default() -> None:
    """Make without a target does nothing but explain itself."""
    assert made() == made("help")


@needs_make
@pytest.mark.parametrize("target", phony())
def test_target_exists(target: str) -> None:
    """Make knows how each target is made."""
    plan = made("--dry-run", target)

    assert plan.strip()


def test_continuous_integration_can_be_run() -> None:
    """The script of the checks is executable and ends in the same checks as at home."""
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").endswith("\nexec make test\n")
