"""`yuanju words`, as typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.app import yuanju
from bot.store import words
from bot.store.database import Database
from bot.wordlists import MOST_WORDS
from tests.bot.telegram.chats.hall import file_of


class Typing:
    """Types the command, with a store of its own."""

    def __init__(self, folder: Path) -> None:
        """A store and files in `folder`."""
        self.folder = folder
        self.store = folder / "yuanju.db"

    def __call__(self, *arguments: str, typed: str | None = None) -> Result:
        """The command's outcome, in Simplified Chinese."""
        return self.command("words", *arguments, typed=typed)

    def command(self, *arguments: str, typed: str | None = None) -> Result:
        """The outcome of another one, without models."""
        environment = {
            "YUANJU_STORE__FILE": str(self.store),
            "YUANJU_INTERFACE__LANGUAGE": "zh-Hans",
            "YUANJU_MODELS__ENCODER": "off",
            "YUANJU_MODELS__TAGGER": "off",
            "YUANJU_SHELF__FILES": json.dumps([str(file_of(self.folder))]),
        }
        return CliRunner().invoke(yuanju, arguments, input=typed, env=environment)

    def file(self, content: str | bytes) -> str:
        """A file with that content."""
        path = self.folder / "words.txt"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)


@pytest.fixture
def run(tmp_path: Path) -> Typing:
    """Types the command."""
    return Typing(tmp_path)


def test_a_list_from_a_file(run: Typing) -> None:
    """It is taken whole, and shown as a file would have it; the next file takes its place."""
    text = "# 词表\n村支书 = 村党支部书记\n\n全过程人民民主\n"
    result = run(run.file(text))
    assert (result.exit_code, result.stdout) == (0, "词表现在有 3 个词。\n")
    shown = run().stdout
    assert shown == "全过程人民民主\n村支书 = 村党支部书记\n"

    run("-", typed="NASA")
    assert run().stdout == "NASA\n"
    run("-", typed=shown)
    assert run().stdout == shown


def test_shelves(run: Typing) -> None:
    """Each has its own; a chat sees its own and the shared one."""
    run("-", typed="大会 = 会议")
    run("--shelf", "chat:-5", "-", typed="一把手 = 馆长")

    assert run("--shelf", "chat:-5").stdout == "一把手 = 馆长\n"
    database = Database(run.store)
    seen = database.run_now(lambda found: words.seen_by(found, -5)).groups
    others = database.run_now(lambda found: words.seen_by(found, -6)).groups
    database.close()
    assert set(seen) == {("大会", "会议"), ("一把手", "馆长")}
    assert others == (("大会", "会议"),)


def test_they_count_when_a_shelf_is_asked(run: Typing) -> None:
    """On the command line as in chats; those of other shelves do not."""
    question = "一把手是谁？"
    run("--shelf", "chat:-5", "-", typed="一把手 = 馆长")
    assert run.command("ask", question).exit_code == 1

    run("-", typed="一把手 = 馆长")

    assert "馆长是林小梅。" in run.command("ask", question).stdout


def test_every_mistake_is_told(run: Typing) -> None:
    """With its line; exit code 2, and the list stays as it was."""
    run("-", typed="NASA")

    result = run(run.file("好的词\n甲\n# 注释\n-没有\n甲乙 =\n"))

    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "yuanju: 第 2 行：“甲”太短：至少 2 个字。",
        "yuanju: 第 4 行：词表里没有“没有”。",
        "yuanju: 第 5 行：“=”两边都要有词。",
    ]
    assert run().stdout == "NASA\n"


def test_too_many(run: Typing) -> None:
    """The line on which the list is full, and all behind it."""
    lines = "\n".join(f"词语{number}" for number in range(MOST_WORDS + 2))

    result = run("-", typed=lines)

    assert result.exit_code == 2
    assert [line[:13] for line in result.stderr.splitlines()] == [
        "yuanju: 第 201",
        "yuanju: 第 202",
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["--shelf", "nobody"], "没有书架 nobody"), (["/nowhere/words.txt"], "No such file")],
)
def test_what_is_not_there(run: Typing, arguments: list[str], says: str) -> None:
    """Exit code 2."""
    run("-", typed="NASA")

    result = run(*arguments)

    assert result.exit_code == 2
    assert says in result.stderr


def test_without_a_store(run: Typing) -> None:
    """There is nothing to show, and none is made."""
    result = run()

    assert result.exit_code == 2
    assert not run.store.exists()


def test_a_file_that_is_no_text(run: Typing) -> None:
    """Exit code 2, without a traceback."""
    result = run(run.file(b"\xff\xfe\x00\xd8"))

    assert result.exit_code == 2
    assert "不是文本" in result.stderr


def test_a_store_that_cannot_be_opened(run: Typing) -> None:
    """Exit code 2, and what is wrong with it."""
    run.store.write_text("这不是数据库。" * 100, encoding="utf-8")

    result = run()

    assert result.exit_code == 2
    assert str(run.store) in result.stderr
