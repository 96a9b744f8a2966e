"""The commands that look after the library, run with the models off."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from bot.cli.app import yuanju
from tests.repository.places import ROOT

HALL = "新馆开馆\n\n图书馆新馆四月一日开馆。馆长是林小梅。\n"
RIVER = "小河断流\n\n今年春天以来，小河一直没有水。\n"
SEEN = "seen"
"""The shelf on which these texts were read before, in tests that want it."""
OFF = {"YUANJU_MODELS__ENCODER": "off", "YUANJU_MODELS__TAGGER": "off"}
PLACE = {"LC_ALL": "C", "PYTHONPATH": str(ROOT)}
"""English, and where the processes that read find our modules."""


def run(*arguments: object, typed: str | bytes | None = None, **environment: str) -> Result:
    """The command's outcome, in English."""
    runner = CliRunner()
    return runner.invoke(
        yuanju, [*map(str, arguments)], input=typed, env={**PLACE, **OFF, **environment}
    )


def written(folder: Path, **texts: str) -> Path:
    """A folder with these texts as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def listed(*arguments: object) -> list[dict[str, Any]]:
    """What `yuanju articles` lists, but for what was read before."""
    lines = run("articles", "--json", *arguments).stdout.splitlines()
    articles: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return [article for article in articles if article["shelf"] != SEEN]


def titles(*arguments: object) -> list[str]:
    """The titles of what it lists."""
    return [article["title"] for article in listed(*arguments)]
