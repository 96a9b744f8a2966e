"""`yuanju articles` and `yuanju remove`."""

from pathlib import Path

import pytest

from tests.bot.cli.shelving import HALL, RIVER, SEEN, listed, run, titles, written


@pytest.fixture
def news(tmp_path: Path, read_before: Path) -> Path:
    """Two files, one for every chat, both on the shelf 新闻."""
    assert read_before.exists()
    folder = written(tmp_path / "news", hall=HALL, river=RIVER)
    run("add", folder / "hall.txt")
    run("add", folder, "--shelf", "新闻")
    return folder


def test_columns(news: Path) -> None:
    """In a pipe they are separated by tabs, an article a line, whatever its shelf."""
    lines = [line for line in run("articles").stdout.splitlines() if SEEN not in line]

    ids = [article["id"] for article in listed()]
    assert [line.split("\t") for line in lines] == [
        [ids[0], "新馆开馆", "", "2", f"{news}/hall.txt", "(every chat)"],
        [ids[0], "新馆开馆", "", "2", f"{news}/hall.txt", "新闻"],
        [ids[2], "小河断流", "", "1", f"{news}/river.txt", "新闻"],
    ]


def test_objects(news: Path) -> None:
    """`--json` prints all that is known of an article but its text."""
    (article,) = [each for each in listed("--shelf", "新闻") if each["title"] == "小河断流"]

    assert {**article, "id": "", "added_at": 0} == {
        "id": "",
        "title": "小河断流",
        "published": None,
        "source": None,
        "sentences": 1,
        "characters": 15,
        "origin": (news / "river.txt").as_uri(),
        "configured": False,
        "shelf": "新闻",
        "added_at": 0,
    }


def test_a_shelf_that_is_not_there(news: Path) -> None:
    """The others are named."""
    assert news.exists()

    result = run("articles", "--shelf", "新聞")

    assert result.exit_code == 2
    assert result.stderr == "yuanju: There is no shelf 新聞. There are: seen, 新闻.\n"


@pytest.mark.parametrize("name", ["chat:", "chat:abc", " ", "a\nb"])
def test_what_no_shelf_is_called(name: str) -> None:
    """Told before anything is read or made."""
    result = run("add", "seeds/seed-article.txt", "--shelf", name)

    assert result.exit_code == 2
    assert "is no name of a shelf" in result.stderr


@pytest.mark.parametrize(
    "command", [["articles"], ["remove", "abcd"], ["export"], ["reindex"]], ids=lambda it: it[0]
)
def test_no_store(store: Path, command: list[str]) -> None:
    """It is not made by looking at it; the message says what makes it."""
    result = run(*command)

    assert result.exit_code == 2
    assert result.stderr == f"yuanju: There is no store yet: {store}. `yuanju add` makes it.\n"
    assert not store.exists()


def test_removing(news: Path) -> None:
    """The first digits of an id will do; other shelves keep the article."""
    assert news.exists()
    key = listed()[0]["id"]

    result = run("remove", key[:6].upper(), "--yes")

    assert result.exit_code == 0
    assert result.stdout == f"Removed: 新馆开馆 · {key}\n"
    assert titles() == ["新馆开馆", "小河断流"]


def test_nothing_stays_of_what_was_removed(store: Path, news: Path) -> None:
    """Its text stands in no file of the store."""
    key = listed("--shelf", "新闻")[1]["id"]
    for shelf in ("新闻", SEEN):
        run("remove", key, "--shelf", shelf, "--yes")

    content = b"".join(file.read_bytes() for file in store.parent.iterdir())

    assert news.exists()
    assert "图书馆".encode() in content
    assert "春天".encode() not in content


def test_all_or_none(news: Path) -> None:
    """Of several ids one that is wrong keeps all, and every problem is told."""
    assert news.exists()
    ids = [article["id"] for article in listed("--shelf", "新闻")]

    result = run("remove", ids[0], "abc", "zzzz", ids[1], "--yes")

    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "yuanju: abc is too short: give at least 4 digits of the id.",
        *(
            f"yuanju: No article on this shelf has an id that begins with {key};"
            " `yuanju articles` lists them."
            for key in ("zzzz", ids[1])
        ),
    ]
    assert len(titles()) == 3


def test_removing_without_a_terminal(news: Path) -> None:
    """Needs `--yes`: a script that did not mean it loses nothing."""
    assert news.exists()

    result = run("remove", listed()[0]["id"], typed="y\n")

    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert len(titles()) == 3
