"""Which days the relative dates of a sentence mean, by the date of its article's page.

Whatever could mean another day is left out: speech, a text with a date of its own, a
sentence that tells of another time.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from retrieval.model import Article, Sentence, Span, Tag, TaggedWord
from retrieval.replies import ResolvedDate
from retrieval.text.dates.days import Days
from retrieval.text.dates.relative import relative_dates
from retrieval.text.dates.written import WrittenDate, published_day, written_dates
from retrieval.text.scripts import to_simplified

_KEPT = 64
"""Articles of which it is kept whether they have a date of their own."""
_NEAR = timedelta(days=60)
"""How far a date without a year may be from the page's date, for its year to be clear."""
_SPEECH = re.compile(
    '“[^”]*(?:”|$)|「[^」]*(?:」|$)|『[^』]*(?:』|$)|《[^》]*》|"[^"]*(?:"|$)|[说道问答称喊][：:].*$'
)
"""What somebody else says or has written; to the end, where it does not end."""
_BESIDE_A_DATE = re.compile(r"[\s（()）,，.。:：\d时分点]|星期.|周.|发布|于")
"""What may stand in a line that is nothing but a date."""
_DATELINE = re.compile(r"\s?(?:电|讯|消息|\([A-Z]|（记者)")
"""What follows the date in the first words of an agency's text."""
_ENGLISH_YEAR = re.compile(r"\b(?:in|since|by|of|from) ([12]\d{3})\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s?[（(]\s?(?:\d{1,2}月)?(\d{1,2})[日号]")
_THAT_DAY = re.compile(
    r"(?:^|(?<=[\s，,。；;：:、！!？?）)]))(?:在|于)?(?P<day>(?:当[天日]|同日))(?![的之]?[前后])"
)
_GOES_ON = re.compile(r"\s?(?:至|到|[-—–~～、和])")


def resolved_dates(
    sentence: Sentence, article: Article, tags: Sequence[TaggedWord]
) -> tuple[ResolvedDate, ...]:
    """The relative dates of `sentence`, whose words have `tags`, that mean one time only.

    None where the article's page states no date, or the text has another one.
    """
    published = published_day(article.metadata.published)
    if published is None or _dated_otherwise(article.text, published):
        return ()
    start = article.text.rfind("\n", 0, sentence.span.start) + 1
    told = article.text[start : sentence.span.end]
    here = sentence.span.start - start
    speech = [Span(*found.span()) for found in _SPEECH.finditer(to_simplified(told))]
    found = [
        (span, days)
        for span, days in (*_of_page(told, here, published), *_of_text(told, published))
        if span.start >= here and not any(map(span.meets, speech))
    ]
    resolved = (ResolvedDate(span.shifted(start), each.first, each.last) for span, each in found)
    return tuple(
        sorted((each for each in resolved if not _cuts(each.span, tags)), key=lambda one: one.span)
    )


def _of_page(told: str, here: int, published: date) -> Iterator[tuple[Span, Days]]:
    """Those that are relative to the page's date."""
    for span, days in relative_dates(told, published):
        if not _contradicted(told, here, span, days, published):
            yield span, days


def _contradicted(told: str, here: int, span: Span, days: Days, published: date) -> bool:
    """Whether what stands around it is told of another time: 1998年, …去年…; 昨天（20日）."""
    dates = [each for each in written_dates(told) if each.span.end <= span.start]
    years = [(each.span, each.year) for each in dates if each.year is not None]
    years += [
        (Span(*found.span()), int(found[1]))
        for found in _ENGLISH_YEAR.finditer(told)
        if found.end() <= span.start
    ]
    if years and max(years)[1] not in {published.year, days.first.year}:
        return True
    if days.first != days.last:
        return False
    beside = _IN_BRACKETS.match(told, span.end)
    if beside and int(beside[1]) != days.first.day:
        return True
    before = [each for each in dates if each.day is not None and here <= each.span.start]
    return bool(before) and not (before[-1].may_be(published) or before[-1].may_be(days.first))


def _of_text(told: str, published: date) -> Iterator[tuple[Span, Days]]:
    """当日 and 当天, where one day is written before them in their paragraph and no other."""
    simplified = to_simplified(told)
    relative = [span.start for span, _ in relative_dates(told, published)]
    for found in _THAT_DAY.finditer(simplified):
        span = Span(*found.span("day"))
        before = [each for each in written_dates(told) if each.span.end <= span.start]
        if len(before) != 1 or any(start < span.start for start in relative):
            continue
        day = None if _GOES_ON.match(told, before[0].span.end) else _near(before[0], published)
        if day is not None:
            yield span, Days(day, day)


def _near(written: WrittenDate, published: date) -> date | None:
    """The day that is written, in the year of the page's date or around its turn."""
    if written.day is None or written.month is None:
        return None
    if written.year is not None:
        days = written.days()
        return None if days is None else days.first
    years = (published.year - 1, published.year, published.year + 1)
    dated = (WrittenDate(written.span, year, written.month, written.day).days() for year in years)
    near = [each.first for each in dated if each and abs(each.first - published) <= _NEAR]
    return near[0] if near else None


@lru_cache(_KEPT)
def _dated_otherwise(text: str, published: date) -> bool:
    """Whether a line that is a date, or a dateline (5月24日电), has another day than the page."""
    for line in text.split("\n"):
        for written in written_dates(line):
            rest = line[: written.span.start] + line[written.span.end :]
            alone = not _BESIDE_A_DATE.sub("", to_simplified(rest))
            dateline = _DATELINE.match(to_simplified(line), written.span.end)
            is_date = written.day is not None and (alone or dateline is not None)
            if is_date and not written.may_be(published):
                return True
    return False


def _cuts(span: Span, tags: Sequence[TaggedWord]) -> bool:
    """Whether it begins or ends inside of a word that is no time: the 明日 of 说明日本."""
    return any(
        word.tag is not Tag.TIME
        and (
            word.span.start < span.start < word.span.end
            or word.span.start < span.end < word.span.end
        )
        for word in tags
    )
