"""`docs/performance.md`: what is measured is written between its marks, the rest stays."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.chart import Chart, drawn
from tests.bench.figures import to_json
from tests.repository.places import ROOT

DOCS = ROOT / "docs"
_PAGE = "performance.md"
_FIGURES = "performance.json"
_MARKED = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def keep(folder: Path, part: str, figures: Mapping[str, object]) -> None:
    """Write what a part measured beside what others did."""
    (folder / _FIGURES).write_text(to_json(_all(folder) | {part: figures}), encoding="utf-8")


def kept(folder: Path, part: str) -> dict[str, Any]:
    """What a part measured last."""
    figures: dict[str, Any] = _all(folder)[part]
    return figures


def write(folder: Path, tables: Mapping[str, str], charts: Mapping[str, Chart]) -> Path:
    """Write a part's tables and pictures, by their names; where the page is.

    A page that is not there yet begins as a copy of the one in `docs/`.
    """
    page = folder / _PAGE
    text = (page if page.is_file() else DOCS / _PAGE).read_text(encoding="utf-8")
    page.write_text(filled(text, tables), encoding="utf-8")
    for name, chart in charts.items():
        picture(folder, name).write_text(drawn(chart), encoding="utf-8")
    return page


def filled(text: str, tables: Mapping[str, str]) -> str:
    """The page with these tables; what stands between other marks is not changed."""

    def written(found: re.Match[str]) -> str:
        table = tables.get(found[2])
        return found[0] if table is None else f"{found[1]}{table}\n{found[3]}"

    return _MARKED.sub(written, text)


def picture(folder: Path, name: str) -> Path:
    """The file of a picture."""
    return folder / f"performance-{name}.svg"


def _all(folder: Path) -> dict[str, Any]:
    file = folder / _FIGURES
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
