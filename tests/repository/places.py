"""Where the repository is, and what belongs to it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_SHOWN = frozenset({".ci", ".gitattributes", ".gitignore", ".editorconfig"})
_MADE = frozenset({"__pycache__", "build", "dist"})


def files() -> list[Path]:
    """Every file that is kept: not those of hidden folders, nor those that tools make."""
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and all(map(_is_kept, path.relative_to(ROOT).parts))
    ]


def _is_kept(name: str) -> bool:
    return name in _SHOWN or not (name.startswith(".") or name in _MADE or name.endswith(".pyc"))
