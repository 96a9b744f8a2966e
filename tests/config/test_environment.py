"""Settings from environment variables."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from config.environment import long_name
from config.fields import Key, bare, dotted, is_textual, leaves
from config.loading import load_settings
from config.problems import ConfigurationError
from config.secret import Secret
from config.settings import Settings

# A value other than the default for each key that is not a number.
SAMPLES: Mapping[str, str] = {
    "models.encoder": "off",
    "models.tagger": "off",
    "shelf.files": "[one.txt, 'two 2.txt']",
    "shelf.further": "{minutes: {files: [m.txt], chats: [-100]}}",
    "store.file": "some file.db",
    "store.url": "postgresql://me:pass1234@localhost:5432/yuanju",
    "index.url": "redis://me:pass1234@localhost:7000,localhost:7001",
    "telegram.allowed_chats": "[1, -2]",
    "cache.folder": "some folder",
    "cleaning.detect_title": "false",
    "interface.language": "zh-Hant",
    "console.history_file": "typed lines",
    "telegram.api_base": "http://localhost:8081",
    "telegram.guest_mode": "true",
    "telegram.webhook.url": "https://example.org/hook",
    "telegram.webhook.listen": "::1",
    "telegram.metrics_port": "9464",
    "telegram.proxy": "socks5h://me:pass1234@localhost:1080",
    "logging.level": "error",
    "logging.format": "json",
}
SETTABLE = [key for key, _ in leaves(Settings) if dotted(key) != "telegram.token"]


def at(settings: Settings, key: Key) -> object:
    """The value of a key."""
    value: object = settings
    for name in key:
        value = getattr(value, name)
    return value


def sample(key: Key) -> str:
    """A text for a variable, of a value other than the default."""
    default = at(load_settings(None, {}), key)
    if isinstance(default, bool) or not isinstance(default, int | float):
        return SAMPLES[dotted(key)]
    return str(default / 2 if isinstance(default, float) and default else default + 1)


def problems(environment: Mapping[str, str], path: Path | None = None) -> list[str]:
    """What is wrong with an environment, as it is printed."""
    with pytest.raises(ConfigurationError) as caught:
        load_settings(path, environment)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("key", SETTABLE, ids=dotted)
def test_every_key_can_be_set(key: Key) -> None:
    """A variable changes its key and no other one."""
    default = load_settings(None, {})

    settings = load_settings(None, {long_name(key): sample(key)})

    changed = [other for other in SETTABLE if at(settings, other) != at(default, other)]
    assert changed == [key]


@pytest.mark.parametrize("key", SETTABLE, ids=dotted)
def test_mistake_names_the_variable(key: Key) -> None:
    """A wrong value is reported under the name of the variable, and is the only one."""
    inner, _ = bare(dict(leaves(Settings))[key])
    wrong = "nul\0" if inner is Path else "?" if is_textual(inner) else "{a: 1}"

    found = problems({long_name(key): wrong})

    assert [line.partition(": ")[0] for line in found] == [long_name(key)]


def test_any_case() -> None:
    """Section and key may be written in any case."""
    settings = load_settings(None, {"YUANJU_answering__Passages": "9"})

    assert settings.answering.passages == 9


def test_relative_path_is_left_to_the_working_directory() -> None:
    """A path in a variable is not relative to any settings file."""
    settings = load_settings(None, {"YUANJU_SHELF__FILES": "[a.txt]"})

    assert settings.shelf.files == (Path("a.txt"),)


def test_list_entry_is_placed() -> None:
    """A wrong entry of a list is counted from 0."""
    found = problems({"YUANJU_SHELF__FILES": "[a.txt, 3]"})

    assert found == ["YUANJU_SHELF__FILES[1]: must be text, is 3"]


@pytest.mark.parametrize("value", ["", "null", " "])
def test_none(value: str) -> None:
    """A text that may be none is none when it is empty or says so."""
    settings = load_settings(None, {"YUANJU_CONSOLE__HISTORY_FILE": value})

    assert settings.console.history_file is None


def test_text_is_not_yaml() -> None:
    """A text is taken as it stands, though YAML would read it otherwise."""
    settings = load_settings(None, {"YUANJU_CONSOLE__HISTORY_FILE": "a: [b #c"})

    assert settings.console.history_file == Path("a: [b #c")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("YUANJU_ANSWERING__PASAGES", "did you mean YUANJU_ANSWERING__PASSAGES?"),
        ("YUANJU_WHATEVER__QQQ", "sets no known key"),
        ("YUANJU_TELEGRAM__TOKEN", "belongs in TELEGRAM_BOT_TOKEN"),
    ],
)
def test_unknown_variable(name: str, expected: str) -> None:
    """A variable that looks like ours and sets nothing is reported."""
    found = problems({name: "pass1234"})

    assert len(found) == 1
    assert found[0].startswith(f"{name}: ")
    assert found[0].endswith(expected)


def test_other_variables() -> None:
    """Reserved names and other programs' variables are left alone."""
    environment = {"YUANJU_DATABASE_URL": "x", "PATH": "z", "A__B": "c"}

    settings = load_settings(None, environment)

    assert settings == load_settings(None, {})


def test_broken_yaml_in_a_variable() -> None:
    """A value that is not YAML is reported with its variable and place."""
    found = problems({"YUANJU_INDEX__K1": "[1"})

    assert len(found) == 1
    assert found[0].startswith("YUANJU_INDEX__K1, line ")


def test_variable_that_is_not_utf8() -> None:
    """Bytes that are not UTF-8 are a mistake of that variable alone."""
    found = problems({"YUANJU_CONSOLE__HISTORY_FILE": "a\udcff"})

    assert found == ["YUANJU_CONSOLE__HISTORY_FILE: is not UTF-8"]


def test_short_names() -> None:
    """The short names set token, server and proxy."""
    settings = load_settings(
        None,
        {
            "TELEGRAM_BOT_TOKEN": "123:abc\n",
            "YUANJU_TELEGRAM_API_BASE": "http://localhost:8081/",
            "YUANJU_TELEGRAM_PROXY": "http://me:pass1234@localhost:3128",
        },
    )

    assert settings.telegram.token == Secret("123:abc")
    assert settings.telegram.api_base == "http://localhost:8081"
    assert settings.telegram.proxy == Secret("http://me:pass1234@localhost:3128")
    assert "pass1234" not in repr(settings)
    assert "123:abc" not in repr(settings)


def test_short_name_wins() -> None:
    """Of a short and a long name, the short one counts."""
    environment = {
        "YUANJU_TELEGRAM_API_BASE": "http://short",
        "YUANJU_TELEGRAM__API_BASE": "http://long",
    }

    settings = load_settings(None, environment)

    assert settings.telegram.api_base == "http://short"


@pytest.mark.parametrize("value", ["", " ", "\n"])
def test_empty_short_names(value: str) -> None:
    """An empty variable counts as not set."""
    names = ("TELEGRAM_BOT_TOKEN", "YUANJU_TELEGRAM_API_BASE", "YUANJU_TELEGRAM_PROXY")

    settings = load_settings(None, dict.fromkeys(names, value))

    assert settings == load_settings(None, {})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "123 pass1234"),
        ("TELEGRAM_BOT_TOKEN", "123/pass1234"),
        ("YUANJU_TELEGRAM_PROXY", "ftp://me:pass1234@localhost"),
        ("YUANJU_TELEGRAM_PROXY", "socks5://me:pass1234@localhost:port"),
        ("YUANJU_TELEGRAM_PROXY", "http://me:pass1234@local host"),
        ("YUANJU_TELEGRAM__PROXY", "pass1234"),
        ("YUANJU_TELEGRAM_API_BASE", "http://localhost?key=pass1234"),
        ("YUANJU_TELEGRAM_API_BASE", "//pass1234"),
        ("YUANJU_TELEGRAM__WEBHOOK__URL", "https://me:pass1234@example.org"),
    ],
)
def test_wrong_secret_is_not_shown(name: str, value: str) -> None:
    """The report of a wrong token or URL does not quote it."""
    found = problems({name: value})

    assert len(found) == 1
    assert found[0].startswith(f"{name}: ")
    assert "pass1234" not in found[0]


def test_after_a_mistake_in_the_file(tmp_path: Path) -> None:
    """A variable for a section that the file has broken adds no further mistakes."""
    path = tmp_path / "mine.yaml"
    path.write_text("index: 3\n", encoding="utf-8")

    found = problems({"YUANJU_INDEX__K1": "1"}, path)

    assert found == [f"{path}: index: must be a section of `key: value` lines"]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/hook",
        "https://example.org:443",
        "https://example.org:8443/a",
        "https://example.org:80",
        "https://example.org:88",
        "http://127.0.0.1:8081/hook",
    ],
)
def test_webhooks(url: str) -> None:
    """Telegram posts to four ports; a server of one's own to any, without encryption."""
    settings = load_settings(None, {"YUANJU_TELEGRAM__WEBHOOK__URL": url})

    assert settings.telegram.webhook.url == url


def test_a_webhook_on_another_port() -> None:
    """Telegram would refuse it, so it is told before."""
    found = problems({"YUANJU_TELEGRAM__WEBHOOK__URL": "https://example.org:8080/hook"})

    (told,) = found
    assert told.startswith("YUANJU_TELEGRAM__WEBHOOK__URL: must have port 443, 80, 88 or 8443")
