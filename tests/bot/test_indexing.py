"""Where the indexes of shelves are."""

import logging
import sys

import numpy as np
import pytest
from click.testing import CliRunner

from bot.catalogue import LANGUAGES, load_catalogue
from bot.cli.app import yuanju
from bot.cli.indexed import index_problems_told
from bot.cli.opening import InputError, Opened
from bot.indexing import Indexes, NoClientError, told
from bot.problems import describe
from config.loading import load_settings
from retrieval.index.cluster.problems import (
    IndexChangedError,
    OutOfReachError,
    Unfit,
    UnfitServerError,
)
from retrieval.index.memory import MemoryIndex
from retrieval.protocols import ArticleTerms
from tests.cluster import RealCluster
from tests.e2e.proxies import unused_port

CATALOGUE = load_catalogue()
NOWHERE = load_settings(None, {"YUANJU_INDEX_URL": "redis://me:pass1234@localhost:7000"}).index


def test_in_memory_where_nothing_else_is_said() -> None:
    """As the settings are shipped, nothing is connected, and placing changes nothing."""
    settings = load_settings(None, {}).index
    indexes = Indexes.opened(settings, "1")
    index = MemoryIndex.empty(settings)

    assert indexes.empty() is None
    assert indexes.placed(index, "a shelf") is index
    indexes.close()


def test_on_a_cluster(real_cluster: RealCluster, caplog: pytest.LogCaptureFixture) -> None:
    """It is told on which one, without the password; shelves of other names are others."""
    url = real_cluster.url()
    with caplog.at_level(logging.INFO, logger="bot.indexing"):
        indexes = Indexes.opened(load_settings(None, {"YUANJU_INDEX_URL": url}).index, "1")
    article = ArticleTerms("one", ("会",), [np.array([0], dtype=np.int32)])
    empty = indexes.empty()
    assert empty is not None
    index = empty.changed([article], ())
    placed, other = indexes.placed(index, "a shelf"), indexes.placed(empty, "another")

    assert [hit.article_id for hit in placed.retrieve({"会": 1.0}, 3)] == ["one"]
    assert other.retrieve({"会": 1.0}, 3) == []
    assert "valkey 9." in caplog.text
    assert "k1 1.2 and b 0.5" in caplog.text
    assert url.partition("@")[0] not in caplog.text

    gone = indexes.placed(index.changed((), ["one"]), "a shelf")
    assert gone.retrieve({"会": 1.0}, 3) == []
    indexes.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_has_its_line(language: str) -> None:
    """With where the cluster is, nothing left open, and no password."""
    words = CATALOGUE[language].problem
    troubles = [OutOfReachError("x"), *(UnfitServerError(why, "x") for why in Unfit)]
    lines = {told(trouble, NOWHERE, words) for trouble in troubles}

    assert len(lines) == len(troubles)
    assert all("localhost:7000" in line and not {"{", "}"} & {*line} for line in lines)
    assert not any("pass1234" in line for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_are_told_to_ask_again(language: str) -> None:
    """Whatever it was, they can do nothing else about it; never that the article says nothing."""
    words = CATALOGUE[language]
    troubles = [OutOfReachError("x"), IndexChangedError(), UnfitServerError(Unfit.REFUSED)]

    assert {describe(each, words.problem) for each in troubles} == {
        words.problem.index_unavailable
    }


def test_without_the_client(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is optional; what to install is said."""
    for name in ("redis", "redis.cluster", "redis.exceptions"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "retrieval.index.cluster.connection", raising=False)

    with pytest.raises(NoClientError) as error:
        Indexes.opened(NOWHERE, "1")
    assert "pip install redis" in told(error.value, NOWHERE, CATALOGUE["en"].problem)


def test_check_looks_at_it(real_cluster: RealCluster) -> None:
    """One line, with what the cluster is."""
    environment = {
        "YUANJU_INDEX_URL": real_cluster.url(),
        "YUANJU_MODELS__ENCODER": "off",
        "YUANJU_MODELS__TAGGER": "off",
        "YUANJU_TELEGRAM_API_BASE": f"http://127.0.0.1:{unused_port()}",
        "YUANJU_INTERFACE__LANGUAGE": "en",
        "TELEGRAM_BOT_TOKEN": "",
    }
    output = CliRunner().invoke(yuanju, ["check"], env=environment).output
    (found,) = [each for each in output.splitlines() if " · index: " in each]

    assert found.startswith(f"ok · index: 127.0.0.1:{real_cluster.nodes[0].port}, ")
    assert "valkey 9." in found


def test_a_bot_that_cannot_have_its_index_ends() -> None:
    """With what to do in one line, and no password in it."""
    settings = load_settings(None, {"YUANJU_INDEX_URL": "redis://me:pass1234@localhost:7000"})
    opened = Opened(settings, CATALOGUE, "en")

    with pytest.raises(InputError) as ended, index_problems_told(opened):
        raise OutOfReachError("Connection refused")  # noqa: EM101, TRY003 - a server's words

    assert ended.value.message == (
        "The index on localhost:7000 cannot be reached (Connection refused). Check that the "
        "cluster runs, and index.url (YUANJU_INDEX_URL)."
    )
