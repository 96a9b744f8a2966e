"""Articles that are kept byte for byte."""

import hashlib

import pytest

from tests.repository.places import ROOT

CHECKSUMS = {
    "seed-article.txt": "cf465ff1e2f4b1f6cfb4b41abd15f3cab228f4a851466d7bb96ea20b6a117f31",
}


@pytest.mark.parametrize("name", CHECKSUMS)
def test_unaltered(name: str) -> None:
    """An article is, byte for byte, what was published."""
    content = (ROOT / "seeds" / name).read_bytes()

    assert hashlib.sha256(content).hexdigest() == CHECKSUMS[name]


def test_checksum_of_each() -> None:
    """No article is without a checksum, and the README tells the same ones."""
    names = {path.name for path in (ROOT / "seeds").glob("*.txt")}
    readme = (ROOT / "seeds" / "README.md").read_text(encoding="utf-8")

    assert names == set(CHECKSUMS)
    assert [
        name for name, checksum in CHECKSUMS.items() if f"{checksum}  {name}" not in readme
    ] == []
