"""The shipped lexicon."""

from importlib import resources

from config.loading import load_yaml_as
from retrieval.lexicon import Lexicon


def load_lexicon() -> Lexicon:
    """The words that the rules go by, from `lexicon.yaml`.

    Raises:
        ConfigurationError: the file has mistakes; all are named.
    """
    with resources.as_file(resources.files("config") / "lexicon.yaml") as path:
        return load_yaml_as(path, Lexicon)
