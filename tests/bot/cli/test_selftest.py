"""`yuanju selftest`, as typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.app import yuanju
from bot.store import golden, questions, shelves
from bot.store.database import Database
from bot.store.golden import Golden
from bot.store.questions import NewQuestion
from bot.store.shelves import ConfiguredShelf
from retrieval.articles.ingest import article_of
from retrieval.model import Article, Metadata

GROUP, LI = -5, 7
HALL = article_of("新馆四月一日开馆。馆长是林小梅。", Metadata("新馆"))
EAST = article_of("东馆三月开馆。", Metadata("东馆"))
WHO, WHEN = "馆长是谁？", "新馆何时开馆？"
RIGHT = {WHO: "馆长是林小梅。", WHEN: "新馆四月一日开馆。"}


class Typing:
    """Types the command, with a store of its own."""

    def __init__(self, store: Path) -> None:
        """A store with two articles, one of which only a group sees."""
        self._store = store
        configured = [
            ConfiguredShelf(shelves.SHARED, [EAST], ()),
            ConfiguredShelf("hall", [HALL], (GROUP,)),
        ]
        database = Database(store)
        database.run_now(lambda found: shelves.put_configured(found, configured, 1))
        database.close()

    def keep(self, number: int, text: str, answer: str, article: Article = HALL) -> None:
        """A question whose answer somebody found right."""
        new = NewQuestion(number, GROUP, None, number, LI, text, 1)
        right = Golden(GROUP, text, article.id, answer)
        database = Database(self._store)
        question = database.run_now(lambda found: questions.ask(found, new))
        database.run_now(lambda found: questions.vote(found, question.id, LI, good=True, now=1))
        database.run_now(lambda found: golden.keep(found, question, LI, right, 1))
        database.close()

    def __call__(self, *arguments: str) -> Result:
        """The command's outcome, in Simplified Chinese, without models."""
        environment = {
            "YUANJU_STORE__FILE": str(self._store),
            "YUANJU_INTERFACE__LANGUAGE": "zh-Hans",
            "YUANJU_MODELS__ENCODER": "off",
            "YUANJU_MODELS__TAGGER": "off",
            "YUANJU_SHELF__FURTHER": json.dumps({"hall": {"files": [], "chats": [GROUP]}}),
        }
        return CliRunner().invoke(yuanju, ["selftest", *arguments], env=environment)


@pytest.fixture
def run(tmp_path: Path) -> Typing:
    """Types the command."""
    return Typing(tmp_path / "yuanju.db")


def test_nothing_was_found_right(run: Typing) -> None:
    """Is said; exit code 0."""
    result = run()

    assert (result.exit_code, result.stdout.count("\n")) == (0, 1)
    assert "👍" in result.stdout


def test_all_as_it_was(run: Typing) -> None:
    """Each is asked of what its chat sees; exit code 0."""
    for number, (text, answer) in enumerate(RIGHT.items()):
        run.keep(number, text, answer)

    result = run()

    assert result.exit_code == 0
    assert result.stdout == "复查 2 个问题：2 个同一句，0 个换了句子，0 个现在没有答案。\n"


def test_what_changed(run: Typing) -> None:
    """Question, what it was and what it is; exit code 1."""
    run.keep(1, WHO, "馆长是王小明。")
    run.keep(2, WHEN, RIGHT[WHEN])
    run.keep(3, "食堂有什么菜？", "食堂有面条。")

    result = run()

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "复查 3 个问题：1 个同一句，1 个换了句子，1 个现在没有答案。",
        "",
        f"问：{WHO}",
        "  原来：馆长是王小明。",
        f"  现在：{RIGHT[WHO]}",
        "",
        "问：食堂有什么菜？",
        "  原来：食堂有面条。",
        "  现在：没有答案",
    ]


def test_json(run: Typing) -> None:
    """The same for programs, on one line."""
    run.keep(1, WHO, "馆长是王小明。")
    run.keep(2, "食" * 1_001, "食堂有面条。")

    result = run("--json")

    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert {key: found[key] for key in ("questions", "same", "other", "declined")} == {
        "questions": 2,
        "same": 0,
        "other": 1,
        "declined": 1,
    }
    assert found["changed"][0] == {
        "question": WHO,
        "chat": GROUP,
        "was": {"article": HALL.id, "text": "馆长是王小明。"},
        "now": {"article": HALL.id, "text": RIGHT[WHO]},
    }
    assert found["changed"][1]["now"] is None


def test_of_one_shelf(run: Typing) -> None:
    """Only what an article on it answered."""
    run.keep(1, WHO, RIGHT[WHO])
    run.keep(2, "东馆何时开馆？", "另一句。", EAST)

    assert run("--shelf", "hall").exit_code == 0
    assert run().exit_code == 1
    assert run("--shelf", "nobody").exit_code == 2
