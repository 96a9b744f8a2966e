# What is used of onnxruntime 1.27, which has no types of its own.
from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import NDArray

class SessionOptions:
    intra_op_num_threads: int
    inter_op_num_threads: int

class InferenceSession:
    def __init__(
        self, path_or_bytes: str, sess_options: SessionOptions, providers: Sequence[str]
    ) -> None: ...
    def run(
        self, output_names: None, input_feed: Mapping[str, NDArray[Any]]
    ) -> list[NDArray[Any]]: ...
