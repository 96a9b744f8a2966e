from typing import overload

class UseTokenizer:
    def __init__(self, model_path: str) -> None: ...
    @overload
    def encode(
        self, texts: str, out_type: type[int], add_bos: bool, add_eos: bool
    ) -> list[int]: ...
    @overload
    def encode(
        self, texts: str, out_type: type[str], add_bos: bool, add_eos: bool
    ) -> list[str]: ...
