"""A user's file over the defaults."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from config.loading import load_settings, load_yaml_as
from config.problems import ConfigurationError, Problem
from config.secret import Secret
from tests.config.conftest import Written


@dataclass(frozen=True, slots=True)
class Words:
    """Some other file's content."""

    stop: tuple[str, ...]
    pairs: dict[str, str]


def problems(path: Path) -> list[str]:
    """What is wrong with a file, without its name."""
    with pytest.raises(ConfigurationError) as caught:
        load_settings(path, {})
    return [str(problem).removeprefix(f"{path}: ") for problem in caught.value.problems]


def test_file_changes_what_it_names(written: Written) -> None:
    """Keys that the file names change, their neighbours keep their defaults."""
    path = written("answering: {passages: 9}\nlogging:\n  level: DEBUG\n")
    default = load_settings(None, {})

    settings = load_settings(path, {})

    assert settings == replace(
        default,
        answering=replace(default.answering, passages=9),
        logging=replace(default.logging, level="debug"),
    )


@pytest.mark.parametrize("text", ["", "# all off\n", "telegram:\n  # proxy: x\n"])
def test_file_that_names_nothing(written: Written, text: str) -> None:
    """An empty file or section changes nothing."""
    settings = load_settings(written(text), {})

    assert settings == load_settings(None, {})


def test_environment_wins(written: Written) -> None:
    """A variable wins over the file."""
    path = written("answering: {passages: 9}")

    settings = load_settings(path, {"YUANJU_ANSWERING__PASSAGES": "8"})

    assert settings.answering.passages == 8


def test_paths(written: Written) -> None:
    """Paths start at the file that names them or at home; lists are replaced."""
    path = written(
        "shelf: {files: [a.txt, b/../c.txt, ../d.txt, ~/e.txt, /f.txt]}\n"
        "console: {history_file: typed}\n"
        "cache: {folder: ../made}\n"
    )
    here = path.parent.resolve()

    settings = load_settings(path, {"HOME": "/home-of-somebody"})

    assert settings.shelf.files == (
        here / "a.txt",
        here / "b/../c.txt",
        here.parent / "d.txt",
        Path("/home-of-somebody/e.txt"),
        Path("/f.txt"),
    )
    assert settings.console.history_file == here / "typed"
    assert settings.cache.folder == here.parent / "made"


def test_home_of_nobody(written: Written) -> None:
    """A `~` with the name of nobody is part of a file's name."""
    path = written("shelf: {files: ['~no-such-person-here/a.txt']}")

    settings = load_settings(path, {})

    assert settings.shelf.files == (path.parent.resolve() / "~no-such-person-here/a.txt",)


def test_home_without_the_variable(written: Written) -> None:
    """`~` is a home even where HOME is not passed in."""
    settings = load_settings(written("shelf: {files: [~/a.txt]}"), {})

    assert settings.shelf.files == (Path("~/a.txt").expanduser(),)


def test_token_in_a_file(written: Written) -> None:
    """A token in a file is refused, and not shown."""
    found = problems(written("telegram: {token: '123:pass1234'}"))

    assert found == ["telegram.token: belongs in TELEGRAM_BOT_TOKEN, not in a file"]


def test_secret_in_place_of_a_section(written: Written) -> None:
    """What stands in place of a section is not shown: it may be the token."""
    found = problems(written("telegram: 123:pass1234"))

    assert found == ["telegram: must be a section of `key: value` lines"]


def test_proxy_in_a_file(written: Written) -> None:
    """A proxy may stand in a file; it is masked."""
    settings = load_settings(written("telegram: {proxy: 'http://b:3128'}"), {})

    assert settings.telegram.proxy is not None
    assert settings.telegram.proxy.reveal() == "http://b:3128"
    assert "b:3128" not in repr(settings)


def test_a_password_is_kept_out_of_files(written: Written) -> None:
    """Neither for the proxy nor for the server; it is not repeated in the message."""
    text = "telegram: {proxy: 'http://a:pass1234@b', api_base: 'http://me:pass1234@c'}"

    with pytest.raises(ConfigurationError) as caught:
        load_settings(written(text), {})

    assert "telegram.proxy: has a password" in str(caught.value)
    assert "telegram.api_base: must be" in str(caught.value)
    assert "pass1234" not in str(caught.value)


def test_a_store_on_a_server(written: Written) -> None:
    """Its URL may stand in a file without a password; else the variable sets it, masked."""
    in_a_file = load_settings(written("store: {url: 'postgresql://me@db/yuanju'}"), {}).store
    whole = "postgresql://me:pass1234@db:5433/yuanju?sslmode=require"
    set_ = load_settings(None, {"YUANJU_STORE_URL": whole}).store

    assert load_settings(None, {}).store.place == load_settings(None, {}).store.file
    assert in_a_file.place == Secret("postgresql://me@db/yuanju")
    assert set_.place == Secret(whole)
    assert "pass1234" not in repr(set_)


@pytest.mark.parametrize(
    "url", ["postgresql://me:pass1234@db/yuanju", "postgresql://db/yuanju?password=pass1234"]
)
def test_the_password_of_a_store_is_kept_out_of_files(written: Written, url: str) -> None:
    """Wherever it stands in the URL; the message says where it belongs."""
    found = problems(written(f"store: {{url: '{url}'}}"))

    assert found == ["store.url: has a password: set it as YUANJU_STORE_URL, not in a file"]


@pytest.mark.parametrize(
    "url",
    [
        "mysql://me:pass1234@db/yuanju",
        "postgres://me:pass1234@db/yuanju",
        "sqlite:///yuanju.db",
        "postgresql://me:pass1234@db",
        "postgresql://me:pass1234@db/a/b",
        "postgresql://me:pass1234@db:0/yuanju",
        "postgresql://me:pass@1234@db/yuanju",
        "postgresql://me:pass#1234@db/yuanju",
        "postgresql://me:pass/1234@db/yuanju",
        "postgresql://me:pass 1234@db/yuanju",
    ],
)
def test_no_url_of_a_store(url: str) -> None:
    """What one looks like is said, and what was given is not repeated."""
    with pytest.raises(ConfigurationError, match="must be a URL such as postgresql://") as caught:
        load_settings(None, {"YUANJU_STORE_URL": url})

    assert "1234" not in str(caught.value)


def test_an_index_on_a_cluster(written: Written) -> None:
    """Its URL is kept as that of a store is."""
    url = "rediss://me:pass1234@one:7000,two:7000?ca=/etc/ca.pem"
    set_ = load_settings(None, {"YUANJU_INDEX_URL": url}).index
    found = problems(written(f"index: {{url: '{url}'}}"))

    assert load_settings(None, {}).index.url is None
    assert set_.url == Secret(url)
    assert "pass1234" not in repr(set_)
    assert found == ["index.url: has a password: set it as YUANJU_INDEX_URL, not in a file"]


@pytest.mark.parametrize("url", ["http://me:pass1234@one", "redis://me:pass@1234@one", "one:6379"])
def test_no_url_of_a_cluster(url: str) -> None:
    """What one looks like is said, and what was given is not repeated."""
    with pytest.raises(ConfigurationError, match="must be a URL such as rediss://") as caught:
        load_settings(None, {"YUANJU_INDEX_URL": url})

    assert "1234" not in str(caught.value)


@pytest.mark.parametrize("name", ["YUANJU_ANSWERING_THRESHOLD", "YUANJU_TELEGRAM_PROXI"])
def test_a_mistyped_variable_is_told(name: str) -> None:
    """Every name of ours that sets nothing, but not those of what is still to come."""
    load_settings(None, {"YUANJU_DATABASE_URL": "x", "OTHER": "x"})

    with pytest.raises(ConfigurationError, match=f"{name}: sets no known key"):
        load_settings(None, {name: "x"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("answering: {threshold: 3}", "answering.threshold: must be at most 1, is 3"),
        ("telegram: {proxi: x}", "telegram.proxi: unknown key; did you mean proxy?"),
        ("telegarm: {}", "telegarm: unknown key; did you mean telegram?"),
        ("shelf: {files: ['']}", "shelf.files[0]: must be the path of a file"),
        ("- a", "must consist of `key: value` lines"),
        (
            "interface: {language: zh}",
            'interface.language: must be auto, zh-Hans, zh-Hant or en, is "zh"',
        ),
    ],
)
def test_mistake(written: Written, text: str, expected: str) -> None:
    """A mistake is reported with file, key and a sentence."""
    found = problems(written(text))

    assert found == [expected]


def test_broken_file(written: Written) -> None:
    """Of a file that cannot be read, that alone is reported."""
    path = written("answering: [1\n")

    found = problems(path)

    assert len(found) == 1
    assert found[0].startswith(f"{path}, line ")


def test_everything_at_once(written: Written) -> None:
    """Mistakes of YAML, of the file's values and of variables come together."""
    path = written("index: {k1: x, k1: y}\ntelegram: {token: t, poll_timeout_seconds: 90}\n")

    with pytest.raises(ConfigurationError) as caught:
        load_settings(path, {"YUANJU_INDEX__C": "1", "YUANJU_INDEX__B": "7"})

    assert caught.value.problems == (
        Problem(f"{path}, line 1, column 16", "duplicate key `k1`, first on line 1"),
        Problem(f"{path}: telegram.token", "belongs in TELEGRAM_BOT_TOKEN, not in a file"),
        Problem("YUANJU_INDEX__C", "sets no known key; did you mean YUANJU_INDEX__B?"),
        Problem(f"{path}: index.k1", 'must be a number, is "y"'),
        Problem("YUANJU_INDEX__B", "must be at most 1, is 7"),
        Problem(f"{path}: telegram.poll_timeout_seconds", "must be at most 50, is 90"),
    )


def test_other_file(written: Written) -> None:
    """Any YAML file is loaded as any dataclass, in the same strict way."""
    path = written("stop: [no, 的]\npairs: {'1': '一'}\n")

    words = load_yaml_as(path, Words)

    assert words == Words(("no", "的"), {"1": "一"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["stop: is missing", "pairs: is missing"]),
        (
            "stop: [1]\npairs: {a: 2}",
            ["stop[0]: must be text, is 1", "pairs.a: must be text, is 2"],
        ),
        ("stop: [a]\npairs: {}\nmore: 1", ["more: unknown key"]),
    ],
)
def test_other_file_with_mistakes(written: Written, text: str, expected: list[str]) -> None:
    """Missing, unknown and unfit keys of another file are reported as well."""
    path = written(text)

    with pytest.raises(ConfigurationError) as caught:
        load_yaml_as(path, Words)

    assert str(caught.value).splitlines() == [f"{path}: {line}" for line in expected]


def test_other_file_is_missing(tmp_path: Path) -> None:
    """A missing file is one mistake, not one for every key."""
    path = tmp_path / "none.yaml"

    with pytest.raises(ConfigurationError) as caught:
        load_yaml_as(path, Words)

    assert caught.value.problems == (Problem(str(path), "there is no such file"),)


@pytest.mark.parametrize("written_off", ["off", "Off", "'off'"])
def test_a_bare_off_is_a_word(written: Written, written_off: str) -> None:
    """YAML 1.1 would take it for false."""
    settings = load_settings(written(f"models: {{encoder: {written_off}}}\n"), {})

    assert settings.models.encoder == "off"
    assert settings.models.tagger == "lac"


def test_a_model_is_one_of_those_there_are(written: Written) -> None:
    """The words that fit are named."""
    assert problems(written("models:\n  tagger: false\n")) == [
        "models.tagger: must be lac or off, is false"
    ]
