"""What in a sentence could be an answer of the expected kind."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.model import AnswerKind, Sentence, Span, Tag, TaggedWord, joined
from retrieval.text.expressions import numbers, plain_years, times
from retrieval.text.scripts import to_simplified

_JOINS = re.compile(r"[·•‧・∙.．\-－ ]{0,2}")
"""What may stand between the parts of one foreign name."""
_DIGIT = re.compile(r"[0-9０-９]")
_DURATION = re.compile(
    r"\D*(?:[0-9０-９]{1,2}|[0-9０-９]+[万亿]|[零一二两三四五六七八九十百千几]+)"
    r"\s?[多余]?\s?(?:个\s?)?[年月]"
)
"""三年, 10年 and 18个月 are how long; 1998年 and 3月 are when."""
_PERIOD = re.compile(
    "(?:.{0,2}(?:时期|时代|年代|阶段|年间|王朝|冰期)|[朝纪世])(?:初|初期|末|末期|晚期|早期)?"
)
_PEOPLE = re.compile("[人者家员长王帝士师将官民后子生手客父母妻夫臣侯爵军队]$|总统|总理|主席|皇")
"""What a noun for people ends in, or holds."""
_ORGANISATIONS = re.compile(
    "(?:公司|集团|企业|机构|组织|部门|大学|学院|学校|中学|小学|医院|银行|协会|学会|委员会|委|基金会|联盟|党|"
    "乐团|乐队|球队|队|俱乐部|军|政府|法院|议会|国会|研究所|研究院|出版社|社|报|电视台|电台|厂|教会|派|"
    "博物馆|图书馆|局|厅|署|处|办公室|中心|大会|所)$"
)
"""What a noun for an organisation ends in."""
_NAMING = {
    Tag.NOUN,
    Tag.PERSON,
    Tag.PLACE,
    Tag.ORGANISATION,
    Tag.PROPER,
    Tag.WORK,
    Tag.ADJECTIVE,
}


@dataclass(frozen=True, slots=True)
class Candidates:
    """Spans of the sentence's article, in order within each."""

    own: tuple[Span, ...] = ()
    """Of the kind."""
    others: tuple[Span, ...] = ()
    """Of a kind that is sometimes meant instead (who won? a team), or mistaken for it."""


def candidates(kind: AnswerKind, sentence: Sentence, tags: Sequence[TaggedWord]) -> Candidates:
    """What in `sentence`, whose words have `tags`, could be an answer of `kind`.

    Without tags there are times and numbers, but no names.
    """
    words = _Words(sentence, tags)
    match kind:
        case AnswerKind.TIME:
            return Candidates(tuple(_times(words)), tuple(_periods(words)))
        case AnswerKind.NUMBER:
            return Candidates(tuple(_numbers(words)))
        case AnswerKind.PERSON:
            actors = _names(words, {Tag.ORGANISATION, Tag.PROPER, Tag.PLACE})
            return Candidates(
                tuple(_names(words, {Tag.PERSON})), (*actors, *_compounds(words, _PEOPLE))
            )
        case AnswerKind.ORGANISATION:
            names = _names(words, {Tag.ORGANISATION})
            return Candidates(
                tuple(joined([*names, *_compounds(words, _ORGANISATIONS)])),
                tuple(_names(words, {Tag.PROPER, Tag.PLACE, Tag.WORK})),
            )
        case AnswerKind.PLACE:
            return Candidates(
                tuple(_names(words, {Tag.PLACE})),
                tuple(_names(words, {Tag.ORGANISATION, Tag.PROPER})),
            )
        case _:
            return Candidates()


@dataclass(frozen=True, slots=True)
class _Words:
    """A sentence with its tagged words."""

    sentence: Sentence
    tags: Sequence[TaggedWord]

    def text(self, span: Span) -> str:
        """The words in `span` of the article."""
        return span.shifted(-self.sentence.span.start).of(self.sentence.text)

    def here(self, spans: Iterable[Span]) -> list[Span]:
        """Spans of the sentence's text as spans of the article."""
        return [span.shifted(self.sentence.span.start) for span in spans]

    def tagged(self, *wanted: Tag) -> list[Span]:
        return [word.span for word in self.tags if word.tag in wanted]

    def may_count(self, span: Span) -> bool:
        """Whether the tagger, where there is one, saw a number or a time there.

        The 正日 of 金正日 is no day. Digits are numbers in any case.
        """
        return (
            not self.tags
            or _DIGIT.search(self.text(span)) is not None
            or _touches(span, self.tagged(Tag.NUMBER, Tag.TIME))
        )


def _times(words: _Words) -> Iterator[Span]:
    text = words.sentence.text
    written = words.here([*times(text), *plain_years(text)])
    return joined([*filter(words.may_count, written), *words.tagged(Tag.TIME)])


def _numbers(words: _Words) -> Iterator[Span]:
    dates = [
        span
        for span in words.here(times(words.sentence.text))
        if not _DURATION.fullmatch(words.text(span))
    ]
    found = [
        *filter(words.may_count, words.here(numbers(words.sentence.text))),
        *words.tagged(Tag.NUMBER),
    ]
    return joined(span for span in found if not _touches(span, dates))


def _periods(words: _Words) -> Iterator[Span]:
    """A noun with a word for a period behind it: 文艺复兴时期."""
    for before, word in zip(words.tags, words.tags[1:], strict=False):
        joined = before.span.end == word.span.start and before.tag in _NAMING
        if joined and _PERIOD.fullmatch(to_simplified(words.text(word.span))):
            yield Span(before.span.start, word.span.end)


def _compounds(words: _Words, last: re.Pattern[str]) -> Iterator[Span]:
    """Nouns that `last` knows, with the nouns and names before them: 东罗马皇帝."""
    start: int | None = None
    for word in words.tags:
        if word.tag not in _NAMING:
            start = None
            continue
        start = word.span.start if start is None else start
        if word.tag is Tag.NOUN and last.search(to_simplified(words.text(word.span))):
            yield Span(start, word.span.end)
            start = None


def _names(words: _Words, wanted: Collection[Tag]) -> Iterator[Span]:
    """Names, their parts put together: 约翰·亚当斯."""

    def are_parts(last: Span, following: Span) -> bool:
        return _JOINS.fullmatch(words.text(Span(last.end, following.start))) is not None

    return joined(words.tagged(*wanted), are_parts)


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(map(span.meets, others))
