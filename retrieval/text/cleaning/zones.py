"""Which lines go: chrome and metadata, above the prose and below it.

The *head* ends at the first line of prose, the *foot* begins behind the last;
a page without prose is all foot. Between them only buttons go, whose words mean
nothing else. A page of nothing but such lines stays as it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from retrieval.text.cleaning.chrome import is_buttons, is_footer, is_link, is_tools
from retrieval.text.cleaning.dates import is_date
from retrieval.text.cleaning.lines import Line, is_prose
from retrieval.text.cleaning.patterns import Patterns
from retrieval.text.cleaning.telling import (
    Field,
    Told,
    is_lone_value,
    told_by,
    told_by_byline,
    told_by_dateline,
)

_LABEL_LINE = re.compile(r"[^\s：:，,。；;！!？?]{1,10} ?[：:] ?\S")
"""`X：value`: one line of a form, or somebody speaking."""

_TELLING = frozenset({"published", "updated", "source", "author"})
_Verdict = Told | Literal["chrome", "tools", "prose", "plain"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around the article."""

    numbers: set[int]
    """Of the lines that go, from 0."""
    fields: list[tuple[Field, str]]
    """What they tell, in page order."""
    first_telling: int | None
    """Number of the first line that tells date, source or author; None if none does."""


def furniture_of(lines: list[Line], patterns: Patterns) -> Furniture:
    """The lines that go, and what they tell."""
    sorting = _Sorting(lines, patterns)
    sorting.sort()
    if len(sorting.gone) == len(lines):
        return Furniture(set(), [], None)
    first = sorting.first_telling
    if first is not None and any(number < first for number in sorting.bodily):
        first = None  # what stands above is a form, no headline
    return Furniture(sorting.gone, sorting.fields, first)


class _Sorting:
    """One pass over a page's lines."""

    def __init__(self, lines: list[Line], patterns: Patterns) -> None:
        self._lines = lines
        self._patterns = patterns
        self._verdicts: dict[int, _Verdict] = {}
        self._head_end = 0
        self._foot_start = 0
        self.gone: set[int] = set()
        self.fields: list[tuple[Field, str]] = []
        self.first_telling: int | None = None
        self.bodily: set[int] = set()

    def sort(self) -> None:
        """Fill `gone` and `fields`."""
        self._judge_foot()
        self._judge_head()
        for number in range(self._head_end, self._foot_start):
            if is_buttons(self._lines[number], self._patterns):
                self.gone.add(number)
        blocks = list(self._blocks())
        self.bodily = {
            *self._in_forms(blocks),
            *self._contradicting(),
            *self._weak_alone(blocks),
            *self._in_chronicle(),
        }
        for number in sorted(self._verdicts):
            verdict = self._verdicts[number]
            if number in self.gone:
                continue
            if isinstance(verdict, Told):
                if number not in self.bodily:
                    self._take(number, verdict)
            elif verdict == "chrome" or (verdict == "tools" and self._foot_start):
                self.gone.add(number)

    def _blocks(self) -> Iterator[list[int]]:
        """Runs of neighbouring lines that each are a label and a value."""
        block: list[int] = []
        for number in sorted(self._verdicts):
            verdict = self._verdicts[number]
            is_labelled = isinstance(verdict, Told) or (
                verdict == "plain" and _LABEL_LINE.match(self._lines[number].text) is not None
            )
            if block and (number != block[-1] + 1 or not is_labelled):
                yield block
                block = []
            if is_labelled:
                block.append(number)
        if block:
            yield block

    def _in_forms(self, blocks: list[list[int]]) -> Iterator[int]:
        """Lines among others with labels that no page has about an article: 长度, 张三.

        A form, a list of works or a conversation: only a date with its own label is told.
        With such a date, and mostly labels that pages have, it is a page's head all the same.
        """
        for block in blocks:
            told = dict(self._told(block))
            unlisted = len(block) - len(told)
            is_head = unlisted <= len(told) and any(
                each.is_dated and not each.needs_company for each in told.values()
            )
            if unlisted and not is_head:
                yield from (
                    number for number, each in told.items() if each.label and not each.is_dated
                )

    def _contradicting(self) -> Iterator[int]:
        """Lines with one label and several values: speakers, or works with their authors."""
        said: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for number, told in self._told(self._verdicts):
            if told.label and told.must_agree:
                said[told.label][number] = self._lines[number].text
        for lines in said.values():
            if len(set(lines.values())) > 1:
                yield from lines

    def _weak_alone(self, blocks: list[list[int]]) -> Iterator[int]:
        """Signatures (审核) and times (时间) with no editor, source or date beside them."""
        for block in blocks:
            told = dict(self._told(block))
            weak = [number for number, each in told.items() if each.is_weak or each.needs_company]
            if len(weak) == len(told):
                yield from weak

    def _in_chronicle(self) -> Iterator[int]:
        """Bare dates where there are several: they head the entries of a diary or a plan."""
        bare = [number for number, told in self._told(self._verdicts) if told.is_bare_date]
        if bare and sum(is_date(line.folded) for line in self._lines) > 1:
            yield from bare

    def _told(self, numbers: Iterable[int]) -> Iterator[tuple[int, Told]]:
        for number in sorted(numbers):
            verdict = self._verdicts[number]
            if isinstance(verdict, Told):
                yield number, verdict

    def _judge_foot(self) -> None:
        number = len(self._lines)
        while number:
            verdict = self._verdict(self._lines[number - 1], in_foot=True)
            if verdict == "prose":
                break
            number -= 1
            self._verdicts[number] = verdict
        self._foot_start = number

    def _judge_head(self) -> None:
        number = 0
        after_label = False
        while number < self._foot_start:
            line = self._lines[number]
            verdict = self._verdict(line, in_foot=False)
            label = self._patterns.summary.match(line.folded)
            if verdict == "prose" and (label or after_label):
                verdict = "plain"  # a summary: the rest of the head may follow it
            if verdict == "prose":
                break
            after_label = label is not None and label.end() == len(line.text)
            self._verdicts[number] = verdict
            number += 1
        self._head_end = number

    def _verdict(self, line: Line, *, in_foot: bool) -> _Verdict:
        if is_buttons(line, self._patterns):
            return "chrome"
        told = (
            told_by(line, self._patterns)
            or told_by_byline(line, self._patterns)
            or told_by_dateline(line, self._patterns)
        )
        if told:
            return told
        if is_link(line, self._patterns) or (in_foot and is_footer(line, self._patterns)):
            return "chrome"
        if is_tools(line, self._patterns):
            return "tools"
        return "prose" if is_prose(line) else "plain"

    def _take(self, number: int, told: Told) -> None:
        if told.needs_headline and not 0 < number < self._head_end:
            return
        fields = told.fields
        if told.awaits:
            value = self._value_below(number, told.awaits)
            if value:
                fields = ((told.awaits, value),)
                self.gone.add(number + 1)
            elif not told.is_certain:
                return
        self.gone.add(number)
        self.fields += fields
        if self.first_telling is None and any(field in _TELLING for field, _ in fields):
            self.first_telling = number

    def _value_below(self, number: int, field: Field) -> str | None:
        """The next line, if it is the value of the label in this one."""
        verdict = self._verdicts.get(number + 1)
        if verdict is None or not is_lone_value(field, self._lines[number + 1]):
            return None
        is_free = isinstance(verdict, Told) and verdict.is_bare_date
        if field not in {"published", "updated"}:
            # Above the prose, a short line may as well be the headline, unless one came before.
            is_free = verdict == "plain" and (
                number >= self._foot_start
                or any(
                    self._verdicts[above] == "plain" and above not in self.gone
                    for above in range(max(0, number - 10), number)
                )
            )
        return self._lines[number + 1].text if is_free else None
