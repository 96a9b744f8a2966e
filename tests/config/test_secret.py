"""Masks."""

from dataclasses import dataclass

from config.secret import Secret


@dataclass(frozen=True)
class Holder:
    """Something that is printed whole."""

    secret: Secret


def test_never_printed() -> None:
    """A secret is masked however it is printed, alone or inside something."""
    secret = Secret("pass1234")

    printed = f"{secret} {secret!r} {secret!s} {Holder(secret)} {[secret]}"

    assert "pass1234" not in printed
    assert printed.count("***") == 5


def test_revealed() -> None:
    """The value is there for who asks for it."""
    assert Secret("pass1234").reveal() == "pass1234"


def test_mask_hides_the_length() -> None:
    """Secrets of different lengths look the same."""
    assert repr(Secret("a")) == repr(Secret("a" * 40))
