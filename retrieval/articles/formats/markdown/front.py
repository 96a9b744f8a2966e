"""Front matter: what stands above a Markdown text, between two lines of marks.

Not all of YAML or TOML, but what is written there: `key: value`, `key = "value"`, and lists.
"""

import re

from retrieval.articles.formats.document import Properties, property_of

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_MOST_LINES = 200
"""A fence that is not closed within so many lines is a rule across the page."""
_ENTRY = re.compile(r"([A-Za-z_][\w-]*|[\u4e00-\u9fff]{1,6})\s*[:=：]\s*(.*)")
_ITEM = re.compile(r"\s+-\s+(.+)|-\s+(.+)")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'")
_COMMENT = re.compile(r"\s#.*")
_KEYS = {
    "title": ("title", "标题", "標題"),
    "published": ("date", "published", "publishdate", "pubdate", "日期", "发布日期", "發布日期"),
    "author": ("author", "authors", "by", "作者"),
    "source": ("source", "来源", "來源"),
}


def front_matter(lines: list[str]) -> tuple[Properties, int]:
    """What it says, and the number of lines it takes; 0 if there is none."""
    closers = _FENCES.get(lines[0].rstrip()) if lines else None
    if closers is None:
        return Properties(), 0
    for number, line in enumerate(lines[1:_MOST_LINES], 1):
        if line.rstrip() in closers:
            entries = _entries(lines[1:number])
            return (_properties(entries), number + 1) if entries else (Properties(), 0)
    return Properties(), 0


def _entries(lines: list[str]) -> dict[str, list[str]]:
    entries: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if item := _ITEM.fullmatch(line):
            entries.setdefault(key, []).append(_value(item[1] or item[2]))
        elif entry := _ENTRY.fullmatch(line):
            key = entry[1].lower()
            entries[key] = _values(entry[2])
    return entries


def _values(written: str) -> list[str]:
    inner = written.strip()
    if inner.startswith("[") and inner.endswith("]"):
        return [value for each in inner[1:-1].split(",") if (value := _value(each))]
    value = _value(inner)
    return [value] if value and value not in {"|", ">", "null", "~"} else []


def _value(written: str) -> str:
    quoted = _QUOTED.match(written.strip())
    if quoted is None:
        return _COMMENT.sub("", written).strip()
    if quoted[1] is not None:
        return re.sub(r"\\(.)", r"\1", quoted[1])
    return quoted[2].replace("''", "'")


def _properties(entries: dict[str, list[str]]) -> Properties:
    found = {
        name: property_of("、".join(next((entries[key] for key in keys if key in entries), [])))
        for name, keys in _KEYS.items()
    }
    return Properties(**found)
