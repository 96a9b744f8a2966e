"""The real tools, by what is on."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from retrieval.models.loading import load_encoder, load_tagger
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer


def load_tools(cache_folder: Path | None, *, tagger: bool, encoder: bool) -> Tools:
    """The tokenizer, its cache in `cache_folder`, and the models that are on.

    Raises:
        MissingModelError: a model is on, and its package is not installed.
    """
    # Most of the encoder's loading is unpacking, beside which another core reads the rest.
    with ThreadPoolExecutor(1) as beside:
        loading = beside.submit(load_encoder) if encoder else None
        tokenizer = JiebaTokenizer(cache_folder)
        return Tools(
            tokenizer,
            tagger=load_tagger() if tagger else None,
            encoder=None if loading is None else loading.result(),
        )
