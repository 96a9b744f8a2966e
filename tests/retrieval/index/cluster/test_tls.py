"""A cluster of one node that is reached by TLS."""

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.index.cluster.address import Address
from retrieval.index.cluster.connection import Cluster
from retrieval.index.cluster.probe import probe
from retrieval.index.cluster.problems import OutOfReachError
from tests import cluster as clusters
from tests.tls import NoTlsError, certificate, speaking_tls


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Its address without a word of whom to trust, and the certificate that proves it."""
    with contextlib.ExitStack() as stack:
        try:
            made, key = certificate(tmp_path_factory.mktemp("tls"))
            listener = socket.create_server(("127.0.0.1", 0))
            port: int = listener.getsockname()[1]
            real = stack.enter_context(clusters.served(1))
        except (NoTlsError, clusters.NoClusterError) as error:
            pytest.skip(f"no encrypted cluster: {error}")
        (node,) = real.nodes
        # What it tells of itself is where it is reached.
        node.ask("CONFIG", "SET", "cluster-announce-port", port)
        stack.enter_context(speaking_tls(listener, node.port, made, key))
        yield (
            real.url().replace("redis://", "rediss://").replace(f":{node.port}", f":{port}"),
            made,
        )


def test_it_is_trusted_by_the_file_that_is_named(encrypted: tuple[str, Path]) -> None:
    """And all that a bot does is done there."""
    url, made = encrypted
    cluster = Cluster(Address.parsed(f"{url}/?ca={made}"))

    assert probe(cluster).server.startswith("valkey")
    cluster.close()


def test_it_is_not_trusted_otherwise(encrypted: tuple[str, Path]) -> None:
    """A certificate that nobody vouches for is refused, and no password is sent to it."""
    url, _ = encrypted

    with pytest.raises(OutOfReachError, match="certificate verify failed"):
        Cluster(Address.parsed(url), patience_seconds=0.1).ask("key", ("GET", "key"))
