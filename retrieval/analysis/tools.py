"""The real tools, by what is on."""

from pathlib import Path

from retrieval.models.loading import load_encoder, load_tagger
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer


def load_tools(cache_folder: Path | None, *, tagger: bool, encoder: bool) -> Tools:
    """The tokenizer, its cache in `cache_folder`, and the models that are on.

    Raises:
        MissingModelError: a model is on, and its package is not installed.
    """
    return Tools(
        JiebaTokenizer(cache_folder),
        tagger=load_tagger() if tagger else None,
        encoder=load_encoder() if encoder else None,
    )
