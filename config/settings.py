"""Everything that a deployment may set.

The defaults stand in `config/default.yaml`, with a comment for each key.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from annotated_types import Interval
from pydantic import AfterValidator, BeforeValidator, PlainValidator

from config.secret import Secret
from config.values import file_path, lower_case, service_url, token_secret, url_secret
from retrieval.options import (
    AnsweringOptions,
    CleaningOptions,
    IndexOptions,
    ReadingOptions,
    SplittingOptions,
)

Language = Literal["auto", "zh-Hans", "zh-Hant", "en"]
Level = Literal["debug", "info", "warning", "error"]
FilePath = Annotated[Path, AfterValidator(file_path)]


@dataclass(frozen=True, slots=True)
class ShelfSettings:
    """What a shelf holds before anybody puts anything on it."""

    files: tuple[FilePath, ...]
    """Articles, in this order; in YAML relative to the file that names them, `~` is home."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """What was learned from text; all works without it, less well."""

    encoder: Annotated[Literal["use", "off"], BeforeValidator(lower_case)]
    """Sentences by what they mean, across languages: Google's multilingual USE, or off."""
    tagger: Annotated[Literal["lac", "off"], BeforeValidator(lower_case)]
    """Names, times, places and parts of speech: Baidu's LAC, or off."""


@dataclass(frozen=True, slots=True)
class InterfaceSettings:
    """How people are spoken to."""

    language: Language
    """Language of menus and errors; auto: the terminal's, or that of the person in Telegram."""


@dataclass(frozen=True, slots=True)
class CacheSettings:
    """What is kept only to start faster; it may be deleted at any time."""

    folder: FilePath
    """Where it is kept."""


@dataclass(frozen=True, slots=True)
class ConsoleSettings:
    """The console."""

    history_file: FilePath | None
    """Where typed lines are kept between runs; none keeps them nowhere."""


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """The bot's way to Telegram."""

    api_base: Annotated[str, AfterValidator(service_url)]
    """Bot API server: an http or https URL, held without a slash at its end."""
    proxy: Annotated[Secret, PlainValidator(url_secret)] | None
    """Proxy for it: an http, https, socks5 or socks5h URL, perhaps with a password; or none."""
    poll_timeout_seconds: Annotated[int, Interval(ge=0, le=50)]
    """How long the server holds a request for updates open; 0 to 50 seconds."""
    answer_timeout_seconds: Annotated[float, Interval(ge=0.1, le=600)]
    """How long a question may take until its person is told that it failed; 0.1 to 600 s."""
    start_retries: Annotated[int, Interval(ge=0, le=1_000)]
    """Further tries to reach the server at the start before giving up; 0 to 1,000."""
    token: Annotated[Secret, PlainValidator(token_secret)] | None = None
    """The bot's token, from TELEGRAM_BOT_TOKEN alone; none where only the console is used."""


@dataclass(frozen=True, slots=True)
class LoggingSettings:
    """What the operator reads on standard error."""

    level: Annotated[Level, BeforeValidator(lower_case)]
    """Least severity that is logged."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One deployment's settings, checked."""

    shelf: ShelfSettings
    reading: ReadingOptions
    cleaning: CleaningOptions
    splitting: SplittingOptions
    index: IndexOptions
    answering: AnsweringOptions
    models: ModelSettings
    interface: InterfaceSettings
    cache: CacheSettings
    console: ConsoleSettings
    telegram: TelegramSettings
    logging: LoggingSettings
