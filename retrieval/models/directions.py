"""The directions in which the encoder's vectors differ most: a first look at many takes few.

Fitted by `python -m retrieval.tuning.directions`.
"""

from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

FILE = "directions.npy"


@cache
def main_directions(dimensions: int) -> NDArray[np.float32] | None:
    """As columns of length 1, at right angles; None for vectors of other `dimensions`."""
    with (resources.files("retrieval") / "models" / "fitted" / FILE).open("rb") as file:
        directions: NDArray[np.float32] = np.load(file).astype(np.float32)
    return directions if len(directions) == dimensions else None
