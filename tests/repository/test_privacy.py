"""Nothing that is installed may send anything anywhere on its own."""

import importlib.metadata
import subprocess
import sys
from pathlib import Path


def test_the_model_runtime_carries_no_telemetry() -> None:
    """Later releases do; see the bound in pyproject.toml."""
    files = importlib.metadata.files("onnxruntime") or []
    libraries = [Path(str(file.locate())) for file in files if ".so" in file.name]

    assert libraries
    for library in libraries:
        assert b"telemetry_1ds" not in library.read_bytes()


def test_loading_the_models_leaves_nothing_at_home(tmp_path: Path) -> None:
    """No device id, no cache of a library's own."""
    code = "from retrieval.models.tagger import LacTagger; LacTagger()('问')"
    subprocess.run(
        [sys.executable, "-c", code],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        check=True,
    )

    assert list(tmp_path.iterdir()) == []
