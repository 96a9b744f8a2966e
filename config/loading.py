"""From files and variables to checked values.

`config/default.yaml`, a user's file and the environment are laid over each other,
then checked as one. All mistakes of all of them are reported at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from config.checking import check
from config.documents import Document, read_document
from config.environment import (
    INDEX_KEY,
    INDEX_VARIABLE,
    PROXY_KEY,
    PROXY_VARIABLE,
    STORE_KEY,
    STORE_VARIABLE,
    TOKEN_ADVICE,
    TOKEN_KEY,
    overlay_environment,
)
from config.fields import Key, dotted
from config.layers import Layers, Origin
from config.problems import ConfigurationError, Problem
from config.settings import Settings
from config.values import holds_password, names_somebody

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _SecretUrl:
    """A URL that may stand in a file only if no secret is in it."""

    key: Key
    variable: str
    """What sets it otherwise."""
    is_secret: Callable[[str], bool]


# A proxy may take a token for the name of a person.
_SECRET_URLS = (
    _SecretUrl(PROXY_KEY, PROXY_VARIABLE, names_somebody),
    _SecretUrl(STORE_KEY, STORE_VARIABLE, holds_password),
    _SecretUrl(INDEX_KEY, INDEX_VARIABLE, holds_password),
)

DEFAULT_FILE = Path(__file__).with_name("default.yaml")


def load_yaml_as(path: Path, type_: type[T]) -> T:
    """The dataclass that a YAML file describes: no key missing, none unknown.

    Raises:
        ConfigurationError: the file or its content is wrong; holds every mistake.
    """
    document = read_document(path)
    if _is_unread(document):
        raise ConfigurationError(document.problems)
    return _checked(_bottom(path, document), type_, document.problems)


def load_settings(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """The settings: the defaults, over them the file at `path`, over it the environment.

    Raises:
        ConfigurationError: a file or a variable is wrong; holds every mistake.
    """
    document = read_document(DEFAULT_FILE)
    problems = document.problems
    layers = _bottom(DEFAULT_FILE, document)
    if path is not None:
        above = _without_token(read_document(path), path)
        for url in _SECRET_URLS:
            above = _without_password(above, path, url)
        problems += above.problems
        if isinstance(above.value, dict):
            layers = layers.overlaid(above.value, _origin(path))
    layers, found = overlay_environment(layers, environment, Settings)
    return _rooted(_checked(layers, Settings, problems + found), layers, environment)


def _is_unread(document: Document) -> bool:
    return document.value is None and bool(document.problems)


def _origin(path: Path) -> Origin:
    return Origin(str(path), is_variable=False, base=path.parent.resolve())


def _bottom(path: Path, document: Document) -> Layers:
    return Layers(_origin(path), document.value if isinstance(document.value, dict) else {})


def _checked(layers: Layers, type_: type[T], problems: tuple[Problem, ...]) -> T:
    """The value of the layers, unless there are problems, of its own or others."""
    try:
        value = check(layers.value, type_, layers.place)
    except ConfigurationError as error:
        problems += error.problems
    else:
        if not problems:
            return value
    raise ConfigurationError(problems)


def _without_token(document: Document, path: Path) -> Document:
    """The document, with a mistake in place of a token: files are shown around and kept."""
    section, name = TOKEN_KEY
    content = document.value
    inner = content.get(section) if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(inner, dict) or name not in inner:
        return document
    others = {key: value for key, value in inner.items() if key != name}
    problem = Problem(f"{path}: {dotted(TOKEN_KEY)}", TOKEN_ADVICE)
    return Document({**content, section: others}, (*document.problems, problem))


def _without_password(document: Document, path: Path, kept_out: _SecretUrl) -> Document:
    """The same for the password in a URL."""
    section, name = kept_out.key
    content = document.value
    inner = content.get(section) if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(inner, dict):
        return document
    url = inner.get(name)
    if not isinstance(url, str) or not kept_out.is_secret(url):
        return document
    advice = f"has a password: set it as {kept_out.variable}, not in a file"
    problem = Problem(f"{path}: {dotted(kept_out.key)}", advice)
    return Document({**content, section: {**inner, name: None}}, (*document.problems, problem))


def _rooted(settings: Settings, layers: Layers, environment: Mapping[str, str]) -> Settings:
    """The settings, with paths that no longer depend on the file that named them."""

    def rooted(path: Path, *location: str) -> Path:
        return _absolute(path, layers.origin(location)[0].base, environment)

    files = tuple(rooted(path, "shelf", "files") for path in settings.shelf.files)
    history = settings.console.history_file
    if history is not None:
        history = rooted(history, "console", "history_file")
    folder = rooted(settings.cache.folder, "cache", "folder")
    further = {
        name: replace(
            shelf,
            files=tuple(rooted(path, "shelf", "further", name, "files") for path in shelf.files),
        )
        for name, shelf in settings.shelf.further.items()
    }
    return replace(
        settings,
        shelf=replace(settings.shelf, files=files, further=further),
        store=replace(settings.store, file=rooted(settings.store.file, "store", "file")),
        cache=replace(settings.cache, folder=folder),
        console=replace(settings.console, history_file=history),
    )


def _absolute(path: Path, base: Path, environment: Mapping[str, str]) -> Path:
    """A path with `~` and leading `..` worked out; `base` holds no symbolic link."""
    first, *others = path.parts
    if first == "~" and environment.get("HOME"):
        return Path(environment["HOME"], *others)
    if first.startswith("~"):
        try:
            return path.expanduser()
        except RuntimeError:  # nobody of that name: then it is the name of a file
            return base / path
    while path.parts[:1] == ("..",) and base.name:
        base, path = base.parent, path.relative_to("..")
    return base / path
