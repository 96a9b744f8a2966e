"""The real tools, by what is on."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from retrieval.models.loading import load_encoder, load_tagger
from retrieval.protocols import Tools
from retrieval.text.tokenizing import JiebaTokenizer


def load_tools(cache_folder: Path | None, *, tagger: bool, encoder: bool) -> Tools:
    """The tokenizer and the models that are on; what is made of them is kept in `cache_folder`.

    Raises:
        MissingModelError: a model is on, and its package is not installed.
    """
    # What is read in files, and summed up, is read beside the rest by another core.
    with ThreadPoolExecutor(1) as beside:
        loading = beside.submit(load_encoder, cache_folder) if encoder else None
        tokenizer = JiebaTokenizer(cache_folder)
        return Tools(
            tokenizer,
            tagger=load_tagger(cache_folder) if tagger else None,
            encoder=None if loading is None else loading.result(),
        )
