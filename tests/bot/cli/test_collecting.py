"""When garbage is looked for."""

import gc

import pytest

from bot.cli.collecting import nothing_collected


def test_garbage_is_looked_for_again() -> None:
    """Once all is loaded, or could not be; whoever had switched it off has it off."""
    with nothing_collected():
        while_loading = gc.isenabled()
    with pytest.raises(KeyError), nothing_collected():
        raise KeyError
    afterwards = gc.isenabled()
    gc.disable()
    with nothing_collected():
        pass
    still_off = not gc.isenabled()
    gc.enable()

    assert (while_loading, afterwards, still_off) == (False, True, True)
