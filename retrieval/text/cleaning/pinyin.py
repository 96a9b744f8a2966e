"""Pinyin glued behind characters by a scraper: `調(diào)研` → `調研`.

A *candidate* is one Han character and, right behind it, brackets around one small
syllable that is one of its readings. `(山西)`, `(NFL)`, `硅(mini)` and
`北京（Běijīng）` are none. What a candidate is, the page tells:

- An author gives a reading once, of a character that readers may not know (忻,
  亳) or may misread (`单（shàn）县`), and goes on to write the character bare.
- Glue has no purpose. It sits on (nearly) every occurrence of a character, and
  it tells what everybody knows: the usual reading of an ordinary character.

So only *steady* characters count, those annotated at half of their occurrences or
more. Their annotations are glue if at least three of them, and half of all, are
*telltale* (an ordinary character in its usual reading), if they are dense enough
in the page's Han text, if the text mostly runs on behind them, if most of the
words in such brackets are readings, and if it is not a lesson on characters of
several readings (`行（xíng）走、行（háng）业`). From such a page all steady characters'
annotations go, but for a lone one that tells something and is written in other brackets than
most. On any other page, and in doubt, nothing goes.

A second look at the result finds the same: what stays is unsteady or not telltale.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.model import Span
from retrieval.text.mapping import MappedText
from retrieval.text.pinyin import folded_syllable, is_ordinary, readings

STEADY_SHARE = 0.5
"""Annotated part of a character's occurrences from which it is steady."""
MIN_TELLTALES = 3
"""Telltale annotations that make a page suspect."""
TELLTALE_SHARE = 0.5
"""Least part of them among the steady annotations."""
MIN_DENSITY = 0.01
"""Least number of steady annotations to a Han character of the page; the seed has 0.15."""
MIN_RUNNING_ON = 0.5
"""Least part of the annotations that the text runs on behind; an author's stand at the end of
what is read: `天（tiān）、地（dì）`."""
MIN_READINGS = 2 / 3
"""Least part of readings among all words in such brackets: 多(do)来(re)米(mi) has fewer."""
HOUSE_STYLE_SHARE = 0.8
"""Part of a page's annotations that shares one kind of brackets, if it has a style."""

_HAN = r"[〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
# Letters with and without tone, ready-made or put together; ɑ and ɡ are how some fonts
# for schools write a and g.
_SYLLABLE = r"[a-zà-ǜḿɑɡ\u0300-\u030c]{1,12}[0-5]?"
_BRACKETS = rf"[(（] ?({_SYLLABLE}) ?[)）]"
_GLUED = re.compile(rf"({_HAN})((?:{_BRACKETS})+)")
_EACH_BRACKETS = re.compile(_BRACKETS)
_EACH_HAN = re.compile(_HAN)
_BRACKETED_WORD = re.compile(rf"{_HAN}[(（] ?[a-zà-ǜḿɑɡ\u0300-\u030c]{{1,12}}[0-5]? ?[)）]")
"""The same shape as an annotation, whatever the word is."""
_LETTER_FOLLOWS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class _Annotation:
    """A candidate."""

    character: str
    syllable: str
    """Without tone."""
    brackets: Span
    style: str
    """The two brackets."""
    runs_on: bool
    """Whether a letter follows the brackets."""

    @property
    def is_telltale(self) -> bool:
        """Whether it tells what everybody knows."""
        return self.syllable == readings(self.character)[0] and is_ordinary(self.character)


def strip_glued_pinyin(mapped: MappedText) -> MappedText:
    """The text without systematic annotations; all of it where they are not."""
    steady = _steady(mapped.text, list(_annotations(mapped.text)))
    if not _is_glue(steady, mapped.text):
        return mapped
    return mapped.delete(one.brackets for one in _without_authors_own(steady))


def _annotations(text: str) -> Iterator[_Annotation]:
    for found in _GLUED.finditer(text):
        character = found[1]
        # Brackets behind brackets: each is judged as if it stood next to the character.
        for brackets in _EACH_BRACKETS.finditer(text, *found.span(2)):
            syllable = folded_syllable(brackets[1])
            if syllable not in readings(character):
                break
            style = brackets[0][0] + brackets[0][-1]
            yield _Annotation(
                character,
                syllable,
                Span(*brackets.span()),
                style,
                runs_on=_LETTER_FOLLOWS.match(text, brackets.end()) is not None,
            )


def _steady(text: str, annotations: list[_Annotation]) -> list[_Annotation]:
    annotated = Counter(one.character for one in annotations)
    if not annotated:
        return []
    written = Counter(text)
    steady = {each for each, times in annotated.items() if times >= STEADY_SHARE * written[each]}
    return [one for one in annotations if one.character in steady]


def _is_glue(steady: list[_Annotation], text: str) -> bool:
    telltales = sum(one.is_telltale for one in steady)
    if telltales < max(MIN_TELLTALES, TELLTALE_SHARE * len(steady)):
        return False
    if sum(one.runs_on for one in steady) < MIN_RUNNING_ON * len(steady):
        return False
    bracketed = sum(1 for _ in _BRACKETED_WORD.finditer(text))
    if len(steady) < MIN_READINGS * bracketed:
        return False
    characters = sum(1 for _ in _EACH_HAN.finditer(text))
    return len(steady) >= MIN_DENSITY * characters and not _is_lesson(steady)


def _is_lesson(steady: list[_Annotation]) -> bool:
    """Whether most of the characters are given several readings."""
    given: defaultdict[str, list[str]] = defaultdict(list)
    for one in steady:
        given[one.character].append(one.syllable)
    varied = [syllables for syllables in given.values() if len(set(syllables)) > 1]
    return 2 * len(varied) > len(given)


def _without_authors_own(steady: list[_Annotation]) -> Iterator[_Annotation]:
    times = Counter(one.character for one in steady)
    style, uses = Counter(one.style for one in steady).most_common(1)[0]
    has_style = uses >= HOUSE_STYLE_SHARE * len(steady)
    for one in steady:
        is_lone = times[one.character] == 1 and not one.is_telltale
        if not (has_style and is_lone and one.style != style):
            yield one
