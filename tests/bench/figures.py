"""How figures are written down."""

import json


def to_json(value: object) -> str:
    """Values as a file keeps them: numbers with four digits, which is more than is known."""
    return json.dumps(_rounded(value), indent=1, ensure_ascii=False) + "\n"


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(each) for each in value]
    return value
