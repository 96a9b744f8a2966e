"""Everything that a deployment may set.

The defaults stand in `config/default.yaml`, with a comment for each key.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from annotated_types import Interval
from pydantic import AfterValidator, BeforeValidator, PlainValidator

from config.secret import Secret
from config.values import (
    cluster_secret,
    database_secret,
    file_path,
    ip_address,
    lower_case,
    service_url,
    token_secret,
    url_secret,
    webhook_url,
)
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
class FurtherShelfSettings:
    """A further shelf, and who sees it."""

    files: tuple[FilePath, ...]
    """Articles, in this order; as those of every chat."""
    chats: tuple[int, ...]
    """Numbers of the Telegram chats that see it; if there are none, every chat does."""


@dataclass(frozen=True, slots=True)
class ShelfSettings:
    """What a shelf holds before anybody puts anything on it."""

    files: tuple[FilePath, ...]
    """Articles, in this order; in YAML relative to the file that names them, `~` is home."""
    further: dict[str, FurtherShelfSettings]
    """Further shelves, by name."""


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """What outlives the bot's process, next to the articles' shelves."""

    file: FilePath
    """The database, an SQLite file, made if it is not there."""
    url: Annotated[Secret, PlainValidator(database_secret)] | None
    """A PostgreSQL database in place of the file, perhaps with a password; or none."""
    keep_days: Annotated[int, Interval(ge=1, le=3_650)]
    """How long questions and feedback are kept; 1 to 3,650 days."""

    @property
    def place(self) -> Path | Secret:
        """The file, or what is in its place."""
        return self.file if self.url is None else self.url


@dataclass(frozen=True, slots=True)
class IndexSettings(IndexOptions):
    """Where the index is, and its parameters."""

    url: Annotated[Secret, PlainValidator(cluster_secret)] | None
    """A cluster that holds it, perhaps with a password; none holds it in memory."""


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
class WebhookSettings:
    """Being told of updates, instead of asking for them."""

    url: Annotated[str, AfterValidator(webhook_url)] | None
    """Where Telegram reaches the bot; none asks for updates. https on port 443, 80, 88 or 8443;
    http only where a Bot API server of one's own takes it."""
    listen: Annotated[str, AfterValidator(ip_address)]
    """Address on which the bot listens, without encryption: a proxy of yours stands before it."""
    port: Annotated[int, Interval(ge=1, le=65_535)]
    """Port on which it listens there; 1 to 65,535."""


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
    stall_seconds: Annotated[float, Interval(ge=1, le=86_400)]
    """How long no request for updates may succeed until the bot ends, so that whoever started
    it starts it anew; 1 to 86,400 s."""
    allowed_chats: tuple[int, ...]
    """Numbers of the chats that may use the bot; if there are none, every chat may."""
    edit_window_seconds: Annotated[float, Interval(ge=0, le=172_800)]
    """How long an edited question changes its answer; 0 (never) to 172,800 s."""
    oldest_question_seconds: Annotated[float, Interval(ge=1, le=86_400)]
    """Age from which a question that waited for the bot is not answered any more: its chat is
    told so, once; 1 to 86,400 s."""
    questions_a_minute: Annotated[int, Interval(ge=1, le=1_000)]
    """A person's questions in a minute; 1 to 1,000. More are turned away, with one notice."""
    chat_questions_a_minute: Annotated[int, Interval(ge=1, le=1_000)]
    """The same for all of a group together."""
    additions_a_minute: Annotated[int, Interval(ge=1, le=1_000)]
    """Articles that are added in a chat in a minute; 1 to 1,000."""
    chat_articles: Annotated[int, Interval(ge=1, le=100_000)]
    """Articles that a chat may add in all; 1 to 100,000."""
    chat_chars: Annotated[int, Interval(ge=1_000, le=1_000_000_000)]
    """Characters of all of them together; 1,000 to 1,000,000,000."""
    answers_at_a_time: Annotated[int, Interval(ge=1, le=30)]
    """Answers on their way to Telegram at once; 1 to 30. So many may be sent twice if the
    process is killed, for Telegram cannot tell a message from its repetition."""
    guest_mode: bool
    """Whether people may call the bot into chats that it is not in."""
    messages_a_second: Annotated[int, Interval(ge=1, le=1_000)]
    """Messages to all chats together in a second; 1 to 1,000. Telegram's limit is 30."""
    webhook: WebhookSettings
    metrics_port: Annotated[int, Interval(ge=1, le=65_535)] | None
    """Port of the loopback address with health and metrics; 1 to 65,535, none has none."""
    token: Annotated[Secret, PlainValidator(token_secret)] | None = None
    """The bot's token, from TELEGRAM_BOT_TOKEN alone; none where only the console is used."""


@dataclass(frozen=True, slots=True)
class LoggingSettings:
    """What the operator reads on standard error."""

    level: Annotated[Level, BeforeValidator(lower_case)]
    """Least severity that is logged."""
    format: Annotated[Literal["text", "json"], BeforeValidator(lower_case)]
    """A line for people, or a JSON object a line for programs."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One deployment's settings, checked."""

    shelf: ShelfSettings
    store: StoreSettings
    reading: ReadingOptions
    cleaning: CleaningOptions
    splitting: SplittingOptions
    index: IndexSettings
    answering: AnsweringOptions
    models: ModelSettings
    interface: InterfaceSettings
    cache: CacheSettings
    console: ConsoleSettings
    telegram: TelegramSettings
    logging: LoggingSettings
