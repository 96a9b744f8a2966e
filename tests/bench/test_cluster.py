"""The sizing table of an index on a cluster: its short form."""

from tests.bench.cluster import measured, table
from tests.cluster import RealCluster


def test_a_small_one(real_cluster: RealCluster) -> None:
    """All is measured, the best hits are the formula's, and nothing is left."""
    found = measured(real_cluster, sentences=200, questions=5)
    lines = table([found]).splitlines()

    assert found.sentences == 200
    assert found.overlap == 1
    assert found.primary_bytes > 0
    assert lines[0] == "| | 200 sentences |"
    assert all(line.count("|") == 3 for line in lines)
