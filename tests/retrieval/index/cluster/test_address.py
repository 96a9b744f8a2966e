"""Addresses of clusters."""

import pytest

from retrieval.index.cluster.address import Address


def test_all_that_an_address_may_say() -> None:
    """Seeds, who asks, encryption and whose word is taken; quoted as in any URL."""
    url = "rediss://me:p%40ss%2F%E5%AF%86@one.example:7000,[::1],10.0.0.3:7002/?ca=%2Fetc%2Fca.pem"

    assert Address.parsed(url) == Address(
        (("one.example", 7000), ("::1", 6379), ("10.0.0.3", 7002)),
        "me",
        "p@ss/密",
        is_encrypted=True,
        authorities="/etc/ca.pem",
    )


def test_the_least_that_an_address_says() -> None:
    """A host alone, without encryption."""
    found = Address.parsed("redis://localhost")

    assert found == Address(
        (("localhost", 6379),), None, None, is_encrypted=False, authorities=None
    )
    assert found.named == "localhost:6379"


def test_a_password_without_a_user() -> None:
    """As older servers have it."""
    found = Address.parsed("redis://:secret@localhost:7000")

    assert (found.user, found.password) == (None, "secret")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost:6379",
        "http://localhost",
        "redis://",
        "redis://localhost:0",
        "redis://localhost:99999",
        "redis://localhost,,other",
        "redis://me:pa@ss@localhost",
        "redis://localhost/0",
        "redis://localhost#1",
        "redis://local host",
        "redis://localhost?ca=/etc/ca.pem",
        "rediss://localhost?cert=/etc/ca.pem",
        "rediss://localhost?ca",
    ],
)
def test_what_is_no_address(url: str) -> None:
    """Refused, without a word of it."""
    with pytest.raises(ValueError, match=r"^(is no|asks|names|bad query)") as error:
        Address.parsed(url)

    assert "pa@ss" not in str(error.value)


def test_a_password_is_not_shown() -> None:
    """Neither where an address is printed nor in the names of its nodes."""
    found = Address.parsed("redis://me:geheim@localhost:7000")

    assert "geheim" not in repr(found) + str(found) + found.named
