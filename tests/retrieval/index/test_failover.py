"""That a primary may be killed under load: the short form of `make failover`."""

import pytest

from tests.retrieval.index.failover import run


@pytest.mark.long
def test_failover() -> None:
    """No wrong and no partial answer, soon right ones again, and the same ones afterwards."""
    found = run(kills=2)

    assert [kill.wrong for kill in found.kills] == [0, 0]
    assert all(kill.right for kill in found.kills)
    assert found.are_identical
