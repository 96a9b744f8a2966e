"""The languages there are, and which one to speak."""

from collections.abc import Mapping
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
    """The words of all languages."""

    def __init__(self, by_language: Mapping[str, Words]) -> None:
        """Speak these languages, which are all of `LANGUAGES`."""
        self._by_language = by_language

    def __getitem__(self, language: str) -> Words:
        """The words of one of `LANGUAGES`."""
        return self._by_language[language]


def load_catalogue() -> Catalogue:
    """Read every language.

    Raises:
        ConfigurationError: a file lacks a text, or has one too many.
    """
    folder = resources.files("bot") / "locales"
    with resources.as_file(folder) as path:
        return Catalogue(
            {language: load_yaml_as(path / f"{language}.yaml", Words) for language in LANGUAGES}
        )


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
