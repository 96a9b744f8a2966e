"""What an unquoted word in YAML means.

The core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema), not
that of 1.1: there `no` is false, `1:30` is ninety and `010` is eight.
"""

import re

Scalar = str | int | float | bool | None

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
# ASCII digits only: `\d` would take ２０２２ for a number. 18 digits fit every integer type.
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_ENDLESS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def scalar(word: str) -> Scalar:
    """The value of an unquoted `word`."""
    if word in _NULL:
        return None
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    if _INTEGER.fullmatch(word):
        return int(word)
    if _FLOAT.fullmatch(word):
        return float(word)
    if _ENDLESS.fullmatch(word):
        return float(word.replace(".", ""))
    return word
