"""The way to a real cluster, and what stands in it."""

import secrets
import socket

import pytest

from retrieval.index.cluster import connection
from retrieval.index.cluster.address import Address
from retrieval.index.cluster.connection import Cluster, LostLockError, Refused
from retrieval.index.cluster.problems import OutOfReachError, Unfit, UnfitServerError
from tests.cluster import PASSWORD, RealCluster


def reaching(url: str) -> Cluster:
    """The way to an address, without much patience."""
    return Cluster(Address.parsed(url), patience_seconds=0.2)


def test_a_wrong_password_is_said_at_once(real_cluster: RealCluster) -> None:
    """It is not tried again, and neither password is shown."""
    with pytest.raises(UnfitServerError) as error:
        reaching(real_cluster.url("falsch")).ask("key", ("GET", "key"))

    assert error.value.why is Unfit.REFUSED
    assert "falsch" not in str(error.value)
    assert PASSWORD not in str(error.value)


def test_what_does_not_listen_is_out_of_reach() -> None:
    """After some patience."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        cluster = reaching(f"redis://127.0.0.1:{taken.getsockname()[1]}")

        with pytest.raises(OutOfReachError, match="refused"):
            cluster.ask("key", ("GET", "key"))


def test_what_listens_and_says_nothing_is_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a machine that hangs; it must not hold up who asks."""
    monkeypatch.setattr(connection, "_REPLY_SECONDS", 0.2)
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        cluster = reaching(f"redis://127.0.0.1:{mute.getsockname()[1]}")

        with pytest.raises(OutOfReachError, match=r"[Tt]imeout"):
            cluster.ask("key", ("GET", "key"))


def test_the_second_seed_does_where_the_first_is_down(real_cluster: RealCluster) -> None:
    """That is what several are named for."""
    password, _, nodes = real_cluster.url().rpartition("@")
    cluster = reaching(f"{password}@127.0.0.1:1,{nodes}")

    assert cluster.ask("key", ("PING",)) == [True]
    cluster.close()


def test_who_lost_the_lock_writes_nothing(cluster: Cluster) -> None:
    """A bot that stood still for long, and goes on when another one is at it."""
    lock = secrets.token_hex(4)
    key = f"{{{lock}}}key"
    cluster.ask(lock, ("SET", lock, "another"))

    with pytest.raises(LostLockError):
        cluster.tell_holding(lock, "mine", ("SET", key, "x"))
    assert cluster.ask(key, ("GET", key), ("DEL", lock)) == [None, 1]


def test_what_a_server_refuses_does_not_repeat_the_question(cluster: Cluster) -> None:
    """The error goes into a log, where no word of a question may stand."""
    cluster.ask("key", ("FT.CREATE", "{key}i", "PREFIX", 1, "{key}p", "SCHEMA", "t", "TEXT"))
    query = "(t7365637265 t7365637265"
    refused, _ = cluster.ask("key", ("FT.SEARCH", "{key}i", query), ("FT.DROPINDEX", "{key}i"))

    assert isinstance(refused, Refused)
    assert "yntax" in refused.text
    assert "7365" not in refused.text
