"""`yuanju ask` of several articles: reprints, names of articles, relative dates."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.app import yuanju

BRIDGE = (
    "滨江大桥昨日通车。大桥全长两千米，由第三工程局建造，历时四年零两个月。\n"
    "通车仪式上，局长高远讲话，感谢两万名建设者。市民可以步行过桥。\n"
)
HALL = "图书馆新馆四月一日开馆，馆长是林小梅。\n开馆仪式上，读者代表王芳讲话。\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A bridge, its reprint of another day, and a library of yesterday."""
    day = datetime.now().astimezone().date() - timedelta(days=1)
    texts = {
        "bridge.txt": f"滨江大桥通车\n发布时间：2024-03-01\n{BRIDGE}",
        "again.txt": f"大桥通车了（转载）\n发布时间：2024-03-02\n据市报消息。\n{BRIDGE}",
        "hall.txt": f"图书馆新馆开馆\n发布时间：{day}\n{HALL}",
    }
    options = []
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        options += ["--article", str(tmp_path / name)]
    return options


def asked(question: str, *options: str) -> str:
    """What is printed."""
    return CliRunner().invoke(yuanju, ["ask", question, *options], env={"LC_ALL": "C"}).stdout


def test_a_reprint_and_a_relative_date(files: list[str]) -> None:
    """One quote, and below its citation what 昨日 is there and where else it stands."""
    lines = asked("滨江大桥什么时候通车？", *files).splitlines()

    quote = lines.index("  滨江大桥昨日通车。")
    assert lines[quote + 1].startswith("  — 滨江大桥通车 · 2024-03-01 · 第1段第1句")
    assert lines[quote + 2 : quote + 4] == [
        "  昨日 = 2024-02-29",
        "  也见于：大桥通车了（转载） · 2024-03-02 · 第2段第1句",
    ]
    assert "\n".join(lines).count("滨江大桥昨日通车。") == 1


def test_an_article_by_name(files: list[str]) -> None:
    """Only it is looked into, which is said first; as JSON as well."""
    question = "在《图书馆新馆开馆》一文中，谁在仪式上讲话？"
    first, quote, citation, *_ = asked(question, *files).splitlines()
    found = json.loads(asked(question, *files, "--json"))

    assert first == "  只查了《图书馆新馆开馆》。"
    assert quote == "  开馆仪式上，读者代表王芳讲话。"
    assert citation.startswith("  — 图书馆新馆开馆 · ")
    assert found["question"] == question
    assert [each["title"] for each in found["narrowed_to"]] == ["图书馆新馆开馆"]


def test_an_article_by_yesterday(files: list[str]) -> None:
    """The machine's clock says which day that is."""
    first, quote, *_ = asked("昨天的报道里，谁在仪式上讲话？", *files).splitlines()

    assert first == "  只查了《图书馆新馆开馆》。"
    assert quote == "  开馆仪式上，读者代表王芳讲话。"
