"""`make fuzz`: ten thousand broken files, and what comes of each.

Whatever they hold, the one who reads them gets a text or a problem, in time, and lives.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from config.lexicon import load_lexicon
from retrieval.articles.ingest import ingest
from retrieval.articles.problems import ReadingError
from retrieval.articles.reading import Reader
from retrieval.options import CleaningOptions
from tests.repository.places import ROOT
from tests.retrieval.articles.formats.printed import HEIGHT, Printed, wrapped
from tests.retrieval.articles.formats.written import cell, core, docx, notes, paragraph, run, table
from tests.retrieval.articles.mutating import Seed, mutated
from tests.retrieval.articles.options import options

MAX_SECONDS = 5.0
MAX_MEMORY_MB = 400
GRACE_SECONDS = 2.0
"""How much later than its limit a file may be given up: a process is ended and another begun."""
MAX_GROWTH_MB = 200
"""How much the memory of the one who asks may grow."""
_HEALED = 0.7
"""Share of texts that are made valid UTF-8 again, so that what comes behind is reached."""
_PAGES = ROOT / "tests" / "retrieval" / "articles" / "pages"
_PROSE = "青石镇饮水工程自去年三月开工以来，已铺设管道三十六公里，惠及十二个行政村的居民。"


@dataclass(slots=True)
class Tally:
    """What came of a run."""

    outcomes: Counter[str] = field(default_factory=Counter)
    """How many files gave a text, or each problem."""
    slowest: float = 0.0
    """The longest that a file took until there was an outcome, in seconds."""
    slowest_cleaning: float = 0.0
    """The longest that a text took to become an article, in seconds."""
    growth_mb: float = 0.0
    """How much larger the one who asks has become, in megabytes."""

    @property
    def holds(self) -> bool:
        """Whether what is promised was kept."""
        return self.slowest <= MAX_SECONDS + GRACE_SECONDS and self.growth_mb <= MAX_GROWTH_MB


def seeds() -> list[Seed]:
    """Good files of every kind."""
    pages = [Seed(path.name, path.read_bytes()) for path in sorted(_PAGES.glob("*.html"))]
    return [*pages, *_printed(), *_written(), *_marked_down()]


def _printed() -> list[Seed]:
    columns, plain = Printed(title="通水", author="周明远"), Printed()
    for made, width in ((columns, 20), (plain, 42)):
        for page in range(2):
            made.centred(f"- {page + 1} -", 30, size=9)
            # No line twice: PDFium drops one that is as the one before.
            prose = [f"第{page}页第{number}段：{_PROSE}" for number in range(12)]
            made.block(wrapped(prose[:6], width), 65, HEIGHT - 90)
            if made is columns:
                made.block(wrapped(prose[6:], width), 330, HEIGHT - 90)
            made.turn()
    scan = Printed()
    scan.picture()
    scan.turn()
    return [
        Seed(f"{number}.pdf", made.data()) for number, made in enumerate((columns, plain, scan))
    ]


def _written() -> list[Seed]:
    body = (
        paragraph("关于停水的通知", "1")
        + paragraph(run(_PROSE) + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + table(cell("村") + cell("户"), cell("东村", "<w:vMerge/>") + cell("12"))
        + paragraph(f"<w:del>{run('旧')}</w:del><w:ins>{run('新')}</w:ins>")
    )
    whole = docx(body, footnotes=notes("footnote", {"2": "脚注。"}), core=core("通知", "李平"))
    return [Seed("a.docx", whole), Seed("b.docx", docx(paragraph(_PROSE) * 300))]


def _marked_down() -> list[Seed]:
    text = (
        f"---\ntitle: 通水\n---\n# 通水\n\n{_PROSE}**甲**[乙](a)\n\n- 丙\n\n|a|b|\n|-|-|\n|c|d|\n"
    )
    return [Seed("a.md", text.encode()), Seed("a.txt", _PROSE.encode("gb18030"))]


def fuzz(files: int, first: int, good: Sequence[Seed]) -> Tally:
    """Read `files` broken files, numbered from `first`; the same number is the same file."""
    tally = Tally()
    lexicon = load_lexicon().cleaning
    cleaning = CleaningOptions(detect_title=True)
    reader = Reader(options(max_seconds=MAX_SECONDS, max_memory_mb=MAX_MEMORY_MB))
    contents = [seed.data for seed in good]
    before = _megabytes()
    for number in range(first, first + files):
        chance = random.Random(number)
        seed = chance.choice(good)
        data = mutated(chance, seed, contents)
        if chance.random() < _HEALED and not seed.name.endswith((".pdf", ".docx")):
            data = data.decode(errors="ignore").encode()
        begun = time.perf_counter()
        try:
            source = reader.read_content(data, seed.name)
            tally.slowest = max(tally.slowest, time.perf_counter() - begun)
            begun = time.perf_counter()
            ingest(source, lexicon, cleaning)
            tally.slowest_cleaning = max(tally.slowest_cleaning, time.perf_counter() - begun)
            outcome = "text"
        except ReadingError as error:
            outcome = error.problem.name.lower()
            tally.slowest = max(tally.slowest, time.perf_counter() - begun)
        tally.outcomes[outcome] += 1
    reader.close()
    tally.growth_mb = _megabytes() - before
    return tally


def _megabytes() -> float:
    """The memory of this process; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0.0
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no file of ours
        return int(file.read().split()[1]) * 4_096 / 1_000_000


def main() -> None:
    """Run, say what came of it, and fail if a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000, help="how many are made")
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    arguments = parser.parse_args()
    tally = fuzz(arguments.files, arguments.first, seeds())
    for outcome, count in tally.outcomes.most_common():
        print(f"{count:6} {outcome}")  # noqa: T201 - what it is run for
    print(f"slowest: {tally.slowest:.2f} s; cleaning: {tally.slowest_cleaning:.2f} s")  # noqa: T201
    print(f"memory grown by: {tally.growth_mb:.0f} MB")  # noqa: T201
    sys.exit(not tally.holds)


if __name__ == "__main__":
    main()
