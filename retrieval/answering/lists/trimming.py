"""Where the first member of an enumeration begins, and where the last one ends."""

import itertools
import re
from collections.abc import Sequence

from retrieval.answering.lists.asking import Ask
from retrieval.answering.lists.reading import Reading
from retrieval.answering.lists.words import (
    COPULA,
    COUNTED,
    ET_CETERA,
    OPENERS,
    POSTS,
    STOP_ADVERBS,
)
from retrieval.model import Span, Tag, TaggedWord

_ENTITIES = frozenset({Tag.PERSON, Tag.PLACE, Tag.ORGANISATION, Tag.WORK, Tag.PROPER})
_COUNTING = frozenset({Tag.NUMBER, Tag.MEASURE})
_LONGEST_PLAIN = 4
"""Characters of members so short that 的 behind the last belongs to them all."""
_DESCRIBED = frozenset({Tag.NOUN, Tag.PLACE, Tag.ORGANISATION, Tag.PARTICLE})
"""What goes on after a name that only opens the member: 弗洛伊德**的**女儿."""
_SAYING = frozenset({Tag.VERB, Tag.ADVERB, Tag.PREPOSITION, Tag.TIME, Tag.PRONOUN})
_COPULAS = frozenset({"是", "为", "有", "成为", "担任"})
_LEADING_COUNT = re.compile(rf"(?![0-9]+所){COUNTED.pattern}")
"""But for the short name of an institute, such as 2所."""
_TAIL = re.compile(r"(?:的|之间|之中|其中|中|上|内|里)+$")
_QUOTES = {"《": "》", "“": "”", "「": "」", "『": "』", "(": ")", "（": "）", "〈": "〉"}
_MARKS = " \u3000、，,。；;：:！？"


def first_start(reading: Reading, part: Span, ask: Ask, others: Sequence[Span]) -> int:
    """Where the member in the first part begins: behind what introduces the list."""
    text = reading.text
    opener = _opener(reading, part)
    cut = opener
    for word in ask.words:
        for match in re.finditer(re.escape(word), text[part.start : part.end]):
            end = part.start + match.end()
            copula = COPULA.match(text, end, part.end)
            introduces = (
                copula is not None
                or (word == ask.focus and not (ask.people and POSTS.search(word)))
                or (opener == part.start and _is_verb(reading, match, part))
            )
            end = copula.end() if copula is not None else end
            if introduces and end < part.end and reading.bare(end - 1):
                cut = max(cut, end)
    introduced = cut > part.start
    return _behind_verbs(reading, Span(cut, part.end), ask, others, introduced=introduced)


def _is_verb(reading: Reading, match: re.Match[str], part: Span) -> bool:
    span = Span(part.start + match.start(), part.start + match.end())
    return Tag.VERB in reading.tags(span.start, span.end)


def _opener(reading: Reading, part: Span) -> int:
    """Behind the last word that lists follow (包括, 分别是), if any."""
    starts = {word.span.start for word in reading.words}
    ends = {word.span.end for word in reading.words}
    found = part.start
    for word in OPENERS:
        place = reading.text.rfind(word, part.start, part.end)
        end = place + len(word)
        whole = place in starts and (end in ends or len(word) > 1)
        if place >= 0 and whole and end < part.end and reading.bare(place):
            copula = COPULA.match(reading.text, end, part.end)
            found = max(found, copula.end() if copula is not None else end)
    return found if found < part.end else part.start


def _behind_verbs(
    reading: Reading, part: Span, ask: Ask, others: Sequence[Span], *, introduced: bool
) -> int:
    """Behind the last verb or preposition that something follows.

    A member may itself begin with a verb: then the others do so, too, and one is left.
    """
    words = [
        word for word in reading.within(part.start, part.end) if reading.bare(word.span.start)
    ]
    verbal = [bool(tags) and tags[0] is Tag.VERB for tags in _tags_of(reading, others)]
    keeps_verb = bool(verbal) and sum(verbal) * 2 >= len(verbal)
    cuts: list[int] = []
    for word, following in itertools.pairwise(words):
        if word.tag in {Tag.VERB, Tag.PREPOSITION} or word.span.of(reading.text) in "了过着将被把":
            if ask.people and len(word.span) == 1 and word.tag is Tag.VERB:
                # A letter of a name or a post that the tagger does not know.
                continue
            if following.tag is not Tag.PARTICLE or following.span.of(reading.text) in "了过着的":
                cuts.append(following.span.start)
    cuts = [_behind_particles(reading, cut, part.end) for cut in cuts]
    cuts = [cut for cut in dict.fromkeys(cuts) if cut < part.end]
    if words and words[0].tag is Tag.CONJUNCTION and len(words) > 1:
        part = Span(words[1].span.start, part.end)
    if introduced and not _relative(reading, part):
        # 是一种描述犯罪 …: what follows the opener at once may still introduce.
        cuts = cuts[:1] if words and _opens_with_verb(reading, part) else []
    if keeps_verb:
        cuts = cuts[:-1]
    return cuts[-1] if cuts else part.start


def _opens_with_verb(reading: Reading, part: Span) -> bool:
    tags = [tag for tag in reading.tags(part.start, part.end) if tag not in _COUNTING]
    counted = reading.tags(part.start, part.end)[:1] in ([Tag.NUMBER], [Tag.MEASURE])
    return counted and tags[:1] == [Tag.VERB]


def _outer_words(reading: Reading, part: Span) -> list[TaggedWord]:
    """The words outside of quotes, and the marks that open those."""
    return [
        word
        for word in reading.within(part.start, part.end)
        if reading.bare(word.span.start) or reading.text[word.span.start] in _QUOTES
    ]


def _relative(reading: Reading, part: Span) -> bool:
    tags = reading.tags(part.start, part.end)
    return Tag.VERB in tags and "的" in part.of(reading.text)[1:-1]


def _behind_particles(reading: Reading, place: int, end: int) -> int:
    while place < end and reading.text[place] in "了过着的到":
        place += 1
    return place


def _tags_of(reading: Reading, parts: Sequence[Span]) -> list[list[Tag]]:
    return [reading.tags(part.start, part.end) for part in parts]


def last_end(reading: Reading, part: Span, ask: Ask, others: Sequence[Span]) -> tuple[int, bool]:
    """Where the member in the last part ends, and whether 等 stands there."""
    text = reading.text
    et_cetera = next(
        (
            match
            for match in ET_CETERA.finditer(text, part.start + 1, part.end)
            if reading.bare(match.start())
        ),
        None,
    )
    counted = next(
        (
            match.start()
            for match in COUNTED.finditer(text, part.start + 1, part.end)
            if reading.bare(match.start()) and match.end() < part.end
        ),
        part.end,
    )
    end = min(et_cetera.start() if et_cetera else part.end, counted)
    explicit = end < part.end
    end = min(end, _entity_end(reading, Span(part.start, end), others))
    end = min(end, _saying(reading, Span(part.start, end), ask, others, explicit=explicit))
    return end, et_cetera is not None


def _entity_end(reading: Reading, part: Span, others: Sequence[Span]) -> int:
    """Behind the name that opens the part, where most of the others are names alone."""
    names = [tags for tags in _tags_of(reading, others) if len(tags) == 1 and tags[0] in _ENTITIES]
    words = reading.within(part.start, part.end)
    goes_on = len(words) > 1 and words[1].tag in _DESCRIBED
    if (
        len(words) > 1
        and not goes_on
        and words[0].tag in _ENTITIES
        and len(names) * 2 >= len(others) > 0
    ):
        return words[0].span.end
    return part.end


def _saying(
    reading: Reading, part: Span, ask: Ask, others: Sequence[Span], *, explicit: bool
) -> int:
    """Before what the sentence goes on to say of the list."""
    text = reading.text
    ends = [part.end]
    if not explicit:
        ends += [
            part.start + match.start()
            for word in ask.words
            if word != ask.focus and not any(word in other.of(text) for other in others)
            for match in re.finditer(re.escape(word), part.of(text))
            if match.start() > 0 and reading.bare(part.start + match.start())
        ]
    words = [
        word for word in reading.within(part.start, part.end) if reading.bare(word.span.start)
    ]
    stops = [
        number
        for number, word in enumerate(words)
        if word.span.start > part.start
        and (
            (
                word.tag in _SAYING
                and not _inside_member(reading, words, number, part, explicit=explicit)
            )
            or STOP_ADVERBS.fullmatch(word.span.of(text))
        )
    ]
    if stops:
        ends.append(words[stops[0]].span.start)
    focus = ask.focus
    if focus and part.of(text).endswith(focus) and len(focus) < len(part):
        alone = not any(other.of(text).endswith(focus) for other in others)
        if alone:
            ends.append(part.end - len(focus))
    plain = all(len(other) <= _LONGEST_PLAIN for other in others[1:]) and len(others) > 1
    described = text.find("的", part.start, part.end)
    if plain and 0 < described - part.start <= _LONGEST_PLAIN:
        ends.append(described)
    end = min(ends)
    tail = _TAIL.search(text[part.start : end]) if end < part.end else None
    return part.start + tail.start() if tail is not None and tail.start() > 0 else end


def _inside_member(
    reading: Reading, words: Sequence[TaggedWord], number: int, part: Span, *, explicit: bool
) -> bool:
    """A verb that belongs to the member: its last word, or part of 会呼吸的屋顶."""
    here, tag = words[number].span, words[number].tag
    rest = reading.text[here.end : part.end]
    if tag in {Tag.ADVERB, Tag.TIME}:
        return words[-1].tag is not Tag.VERB
    if tag is not Tag.VERB:
        return False
    if here.of(reading.text) in _COPULAS:
        return False
    if len(here) == 1 and number < len(words) - 1 and reading.text[here.end] not in "了过着":
        return True
    if number == len(words) - 1:
        return explicit or here.end == part.end
    return 0 < rest.find("的") < len(rest) - 1 or explicit


def tidied(reading: Reading, span: Span) -> Span:
    """A member without the marks, the quotes and the count around it."""
    text = reading.text
    start, end = span.start, span.end
    changed = True
    while changed:
        changed = False
        while start < end and (text[start] in _MARKS or text[start] == "的"):
            start, changed = start + 1, True
        while end - 1 > start and (text[end - 1] in _MARKS or text[end - 1] == "的"):
            end, changed = end - 1, True
        if (
            end - start > 1
            and _QUOTES.get(text[start]) == text[end - 1]
            and text.find(text[end - 1], start) == end - 1
        ):
            start, end, changed = start + 1, end - 1, True
        count = _LEADING_COUNT.match(text, start, end)
        if count is not None and count.end() < end:
            start, changed = count.end(), True
    return Span(start, end)
