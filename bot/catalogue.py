"""The languages there are, and which one to speak."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources

from bot.words import Words
from config.loading import load_yaml_as
from retrieval.model import Script
from retrieval.replies import Query

SIMPLIFIED = "zh-Hans"
TRADITIONAL = "zh-Hant"
ENGLISH = "en"
LANGUAGES = (SIMPLIFIED, TRADITIONAL, ENGLISH)

_TRADITIONAL_REGIONS = frozenset({"hant", "tw", "hk", "mo"})


class Catalogue:
    """The words of all languages; those of one are read when they are first asked for."""

    def __init__(self, words_of: Callable[[str], Words]) -> None:
        """Speak the words that it gives for each of `LANGUAGES`."""
        self._words_of = words_of

    def __getitem__(self, language: str) -> Words:
        """The words of one of `LANGUAGES`.

        Raises:
            ConfigurationError: its file lacks a text, or has one too many.
        """
        return self._words_of(language)


def load_catalogue() -> Catalogue:
    """The shipped words."""
    return Catalogue(_shipped_words)


@cache
def _shipped_words(language: str) -> Words:
    folder = resources.files("bot") / "locales"
    with resources.as_file(folder / f"{language}.yaml") as path:
        return load_yaml_as(path, Words)


def language_for_tag(tag: str | None, default: str = ENGLISH) -> str:
    """Our language for a tag such as `zh-TW`, `zh_CN.UTF-8`, `en-GB` or none."""
    parts = (tag or "").split(".", 1)[0].replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        return TRADITIONAL if _TRADITIONAL_REGIONS.intersection(parts) else SIMPLIFIED
    return ENGLISH if parts[0] == "en" else default


def language_for_locale(environment: Mapping[str, str]) -> str:
    """Our language for a terminal, by POSIX precedence; English for C and the rest."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return language_for_tag(next(filter(None, names), None))


def language_for_question(query: Query, default: str) -> str:
    """The language of the words around an answer: the question's, where we speak it."""
    if query.language == "en":
        return ENGLISH
    if query.language != "zh":
        return default
    if query.script is None:
        return default if default.startswith("zh") else SIMPLIFIED
    return TRADITIONAL if query.script is Script.TRADITIONAL else SIMPLIFIED
