"""Documents laid over each other, each value remembering where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from config.documents import Value
from config.fields import Key, Location, dotted


@dataclass(frozen=True, slots=True)
class Origin:
    """A file or an environment variable."""

    name: str
    """Path of the file or name of the variable."""
    is_variable: bool
    base: Path
    """What relative paths start from."""

    def place(self, location: Location, own: int) -> str:
        """Where in this origin; `own` steps lead to what a variable holds as a whole."""
        if self.is_variable:
            return self.name + dotted(location[own:])
        return f"{self.name}: {dotted(location)}" if location else self.name


@dataclass(frozen=True, slots=True)
class Layers:
    """The sum of some documents."""

    root: Origin
    """The lowest document; what stands nowhere is missing there."""
    value: dict[str, Value]
    origins: Mapping[Key, Origin] = field(default_factory=dict)

    def overlaid(self, above: dict[str, Value], origin: Origin) -> "Layers":
        """With a document on top: sections are merged, all else is replaced."""
        origins = dict(self.origins)
        return Layers(self.root, _merged(self.value, above, origin, origins, ()), origins)

    def put(self, key: Key, value: Value, origin: Origin) -> "Layers":
        """With one value on top, unless a mistake stands where its section should."""
        section: Value = self.value
        for name in key[:-1]:
            section = section.get(name) if isinstance(section, dict) else None
        if not isinstance(section, dict):
            return self
        above = {key[-1]: value}
        for name in reversed(key[:-1]):
            above = {name: above}
        return self.overlaid(above, origin)

    def origin(self, location: Location) -> tuple[Origin, int]:
        """Where a value came from, and how many steps of its location lead to it there."""
        for count in range(len(location), 0, -1):
            key = tuple(map(str, location[:count]))
            if key in self.origins:
                return self.origins[key], count
        return self.root, 0

    def place(self, location: Location) -> str:
        """A location in words: its file and key, or its variable."""
        origin, own = self.origin(location)
        return origin.place(location, own)


def _merged(
    below: dict[str, Value],
    above: dict[str, Value],
    origin: Origin,
    origins: dict[Key, Origin],
    path: Key,
) -> dict[str, Value]:
    merged = dict(below)
    for name, value in above.items():
        here = (*path, name)
        old = merged.get(name)
        if isinstance(old, dict) and value is None:
            continue  # a section whose lines are all commented out
        if isinstance(old, dict) and isinstance(value, dict):
            merged[name] = _merged(old, value, origin, origins, here)
        else:
            merged[name] = value
            origins[here] = origin
    return merged
