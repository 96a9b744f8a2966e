"""The short form of `make bench`."""

from pathlib import Path

import pytest

from tests.bench import tables
from tests.bench.__main__ import main
from tests.bench.chart import drawn
from tests.bench.page import DOCS, filled, picture
from tests.bench.results import Results
from tests.bench.terms import drawings, kept, told
from tests.repository.places import ROOT

PAGE = (DOCS / "performance.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a run with few sentences wrote its page."""
    folder = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        main(["--sizes", "130", "--runs", "2", "--questions", "6", "--folder", str(folder)])
    return folder


@pytest.fixture(scope="module")
def results(folder: Path) -> Results:
    """Its figures."""
    return kept(folder)


def test_every_system_was_asked(results: Results) -> None:
    """At the size that was asked for, in whole articles, as often as it was asked for."""
    (size,) = results.sizes

    assert size.sentences == 160
    assert list(size.systems) == ["ours", "bm25s", "rank_bm25", "SQLite FTS5"]
    assert {each.questions for each in size.systems.values()} == {6}
    assert {tuple(each.asked) for each in size.systems.values()} == {("40", "10")}


def test_nobody_is_fast_with_wrong_answers(results: Results) -> None:
    """Those with the same formula find the same; the others are not far."""
    agreement = {name: each.agreement for name, each in results.sizes[0].systems.items()}

    assert agreement["ours"] == agreement["bm25s"] == 1
    assert min(agreement.values()) > 0.5


def test_the_page_is_written(folder: Path, results: Results) -> None:
    """With every table, and the pictures that it shows."""
    written = (folder / "performance.md").read_text(encoding="utf-8")

    assert written == filled(PAGE, told(results))
    assert tables.questions(results) in written
    for name in drawings(results):
        assert f"]({picture(folder, name).name})" in written
        assert picture(folder, name).is_file()


def test_a_page_that_is_there_keeps_its_words(folder: Path, results: Results) -> None:
    """Only what stands between marks is written anew, and not what another part measures."""
    own = "<!-- measured: right -->\nold\n<!-- end -->\nmine\n"
    other = "<!-- measured: other -->\nold\n<!-- end -->\n"
    (folder / "performance.md").write_text(own + other, encoding="utf-8")

    main(["--redraw", "--folder", str(folder)])

    table = tables.right(results)
    expected = f"<!-- measured: right -->\n{table}\n<!-- end -->\nmine\n{other}"
    assert (folder / "performance.md").read_text(encoding="utf-8") == expected


def test_the_documents_show_what_was_measured_last() -> None:
    """Page and pictures are those of the figures beside them."""
    results = kept(DOCS)

    assert filled(PAGE, told(results)) == PAGE
    for name, chart in drawings(results).items():
        assert drawn(chart) == picture(DOCS, name).read_text(encoding="utf-8")
