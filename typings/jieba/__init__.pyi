# What is used of jieba 0.42.1, which has no types of its own.

from collections.abc import Iterator
from typing import IO

class Tokenizer:
    dictionary: str | None
    # Path of the dictionary; none is its own.
    tmp_dir: str | None
    # Folder of the cache file; none is the system's for temporary files.
    cache_file: str | None
    # Name of the cache file; none is one of its own making.
    FREQ: dict[str, int]
    total: int
    initialized: bool

    def __init__(self, dictionary: str | None = None) -> None: ...
    def initialize(self, dictionary: str | None = None) -> None: ...
    @staticmethod
    def gen_pfdict(f: IO[bytes]) -> tuple[dict[str, int], int]: ...
    def get_DAG(self, sentence: str) -> dict[int, list[int]]: ...  # noqa: N802 - jieba's own name
    def get_dict_file(self) -> IO[bytes]: ...
    def cut(
        self,
        sentence: str,
        cut_all: bool = False,
        HMM: bool = True,  # noqa: N803 - jieba's own signature
    ) -> Iterator[str]: ...
    def lcut(
        self,
        sentence: str,
        cut_all: bool = False,
        HMM: bool = True,  # noqa: N803 - jieba's own signature
    ) -> list[str]: ...
    def tokenize(
        self,
        unicode_sentence: str,
        mode: str = "default",
        HMM: bool = True,  # noqa: N803 - jieba's own signature
    ) -> Iterator[tuple[str, int, int]]: ...
    def add_word(self, word: str, freq: int | None = None, tag: str | None = None) -> None: ...
    def suggest_freq(
        self,
        segment: str | tuple[str, ...],
        tune: bool = False,
    ) -> int: ...

def setLogLevel(log_level: int | str) -> None: ...  # noqa: N802 - jieba's own name
def lcut(sentence: str) -> list[str]: ...
