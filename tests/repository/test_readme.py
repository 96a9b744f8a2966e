"""Both READMEs say what is true."""

import re
import shlex
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner

from bot.cli.app import yuanju
from tests.repository.places import ROOT

READMES = ["README.md", "README.zh-CN.md"]
_TRANSCRIPT = re.compile(
    r"```console\n\$ printf '%s\\n' (.*) \| make -s console\n(.*?)```", re.DOTALL
)
_COMMAND = re.compile(r"^yuanju (\w+)", re.MULTILINE)
_TARGET = re.compile(r"^make (\w+)", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#:]+)\)")


@pytest.mark.parametrize("name", READMES)
def test_the_transcript_is_what_the_console_prints(name: str, tmp_path: Path) -> None:
    """Character for character, where nothing was added to the shelf."""
    found = _TRANSCRIPT.search((ROOT / name).read_text(encoding="utf-8"))
    assert found is not None
    questions = "\n".join(shlex.split(found[1])) + "\n"

    result = CliRunner().invoke(
        yuanju, ["console"], input=questions, env={"YUANJU_STORE__FILE": f"{tmp_path}/none.db"}
    )

    assert result.stdout == found[2]


@pytest.mark.parametrize("name", [*READMES, "docs/library.md"])
def test_commands_and_targets_exist(name: str) -> None:
    """Whatever a reader is told to type."""
    text = (ROOT / name).read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert set(_COMMAND.findall(text)) <= set(yuanju.list_commands(Context(yuanju)))
    assert all(f"\n{target}:" in makefile for target in _TARGET.findall(text))


@pytest.mark.parametrize(
    "name",
    [
        *READMES,
        "docs/answers.md",
        "docs/json.md",
        "docs/library.md",
        "docs/replicas.md",
        "docs/store.md",
        "seeds/README.md",
    ],
)
def test_links_lead_somewhere(name: str) -> None:
    """Every file that is linked to is there."""
    page = ROOT / name
    links = _LINK.findall(page.read_text(encoding="utf-8"))

    missing = [link for link in links if not Path(page.parent, link).exists()]

    assert missing == []


@pytest.mark.parametrize("name", READMES)
def test_every_dependency_is_explained(name: str) -> None:
    """Why it is there, in each language."""
    text = (ROOT / name).read_text(encoding="utf-8").lower()
    listed = re.search(
        r"^dependencies = \[(.*?)^\]",
        (ROOT / "pyproject.toml").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    assert listed is not None

    for package in re.findall(r'"([\w-]+)', listed[1]):
        assert f"pypi.org/project/{package}/" in text, package
