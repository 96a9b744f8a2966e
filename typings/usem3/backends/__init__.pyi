from typing import Protocol

import numpy as np
from numpy.typing import NDArray

class Cutter(Protocol):
    def encode(
        self,
        text: str,
        out_type: type = ...,
        *,
        add_bos: bool = ...,
        add_eos: bool = ...,
    ) -> list[int]: ...

class NumpyBackend:
    sp: Cutter
    _threadpool: object | None
    # What limits the threads of one call; none does not.
    table: NDArray[np.uint8]
    # One row of 512 a piece of the vocabulary, quantized.
    scale: NDArray[np.float32]
    lo: NDArray[np.float32]
    # Of each block: row n belongs to block n modulo their number.
    def __init__(self, weights_path: str, sp_processor: Cutter, threads: int = 4) -> None: ...
    def encode(self, texts: list[str]) -> NDArray[np.float32]: ...
