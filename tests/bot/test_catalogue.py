"""Languages, and which one is spoken."""

import string
from dataclasses import asdict
from typing import Any

import pytest

from bot.catalogue import LANGUAGES, language_for_locale, language_for_tag, load_catalogue


def texts(words: dict[str, Any], path: str = "") -> dict[str, str]:
    """Every text of a language by its dotted name."""
    found: dict[str, str] = {}
    for name, value in words.items():
        if isinstance(value, dict):
            found |= texts(value, f"{path}{name}.")
        else:
            found[f"{path}{name}"] = value
    return found


def placeholders(text: str) -> set[str]:
    """The names that a text wants filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_language_fills_in_the_same_names() -> None:
    """A translation that forgets or invents a `{name}` would fail in front of a person."""
    catalogue = load_catalogue()
    expected = texts(asdict(catalogue["en"]))

    for language in LANGUAGES:
        for name, text in texts(asdict(catalogue[language])).items():
            assert placeholders(text) == placeholders(expected[name]), f"{language}: {name}"


def test_every_language_names_itself() -> None:
    """The file's name is the language's tag."""
    catalogue = load_catalogue()

    assert [catalogue[language].language for language in LANGUAGES] == list(LANGUAGES)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh", "zh-Hans"),
        ("zh-hans", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh_HK.UTF-8", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("C.UTF-8", "en"),
        (None, "en"),
        ("", "en"),
    ],
)
def test_tags(tag: str | None, language: str) -> None:
    """Telegram's codes and POSIX locales lead to one of ours."""
    assert language_for_tag(tag) == language


def test_the_locale_that_wins() -> None:
    """POSIX precedence: LC_ALL before LC_MESSAGES before LANG; empty ones do not count."""
    assert language_for_locale({"LANG": "zh_TW.UTF-8"}) == "zh-Hant"
    assert language_for_locale({"LANG": "zh_TW.UTF-8", "LC_ALL": "C"}) == "en"
    assert language_for_locale({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": ""}) == "zh-Hans"
    assert language_for_locale({}) == "en"
