"""`python -m tests.bench fit`: fit the generator of terms to files in SQuAD's format."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from config.lexicon import load_lexicon
from config.loading import load_settings
from retrieval.answering.question import QuestionAnalyser
from retrieval.protocols import Tokenizer
from retrieval.text.tokenizing import JiebaTokenizer
from tests.bench.fitted import FILE, written
from tests.bench.fitting import fit
from tests.bench.reading import read_files


def main(arguments: Sequence[str]) -> None:
    """Fit, and keep the numbers."""
    parser = argparse.ArgumentParser(prog="bench fit", description=__doc__)
    parser.add_argument("origin", help="what the files are, as the fitted numbers shall say")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--to", type=Path, default=FILE)
    chosen = parser.parse_args(arguments)
    tokenizer = JiebaTokenizer(load_settings(None, {}).cache.folder)
    keep(chosen.files, chosen.origin, tokenizer, chosen.to)


def keep(files: Sequence[Path], origin: str, tokenizer: Tokenizer, to: Path) -> None:
    """Fit to `files`, and write the numbers into the file `to`."""
    analyser = QuestionAnalyser(load_lexicon().question, tokenizer)
    fitted = fit(read_files(files, tokenizer, analyser), origin)
    to.write_text(written(fitted), encoding="utf-8")
