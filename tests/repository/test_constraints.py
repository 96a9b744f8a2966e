"""Pins: everything, and nothing but names and versions."""

import re
import tomllib

import pytest

from tests.repository.places import ROOT

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][A-Za-z0-9.]*(?: ; [a-z_]+ [=!<>]+ '[\w.]+')?")


def project_name(requirement: str) -> str:
    """The name in a requirement or a pin, as indexes compare it."""
    found = NAME.match(requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def lines(name: str) -> list[str]:
    """The lines of a file of pins that are not comments."""
    text = (ROOT / "constraints" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def requirements(group: str) -> set[str]:
    """Names of what we ask for: to run, or to develop."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    asked = (
        project["dependencies"] if group == "runtime" else project["optional-dependencies"][group]
    )
    return {project_name(requirement) for requirement in asked}


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_only_names_and_versions(name: str) -> None:
    """No address, no option and no range stands among the pins."""
    others = [line for line in lines(name) if not PIN.fullmatch(line)]

    assert others == (["-c runtime.txt"] if name == "dev.txt" else [])


@pytest.mark.parametrize("group", ["runtime", "dev"])
def test_every_dependency_is_pinned(group: str) -> None:
    """What pyproject.toml asks for has its version."""
    pinned = {project_name(line) for line in lines(f"{group}.txt") if PIN.fullmatch(line)}

    assert requirements(group) - pinned == set()


def test_pinned_once() -> None:
    """No package has two versions."""
    pins = [line for name in ("runtime.txt", "dev.txt") for line in lines(name)]
    names = [project_name(line) for line in pins if PIN.fullmatch(line)]

    assert len(names) == len(set(names))
