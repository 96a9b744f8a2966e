"""English words, in a form in which a question and a dictionary agree.

Only one thing matters about a stem: that all forms of a word have the same one. It need
not be a word.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

_ABBREVIATION = re.compile(r"\b(?:[a-z]\.){2,}")
_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?(?:'[a-z]+)?")
_VOWEL = re.compile(r"[aeiouy]")
_SHORTEST_STEM = 3
"""Letters that must be left of a word; -ing in `king` and -ed in `bed` are no endings."""

_FUNCTION_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "a about above after all also among an and any are as at be because been before being "
        "between both but by can could did do does doing during each for from had has have "
        "having he her hers him his how i if in into is it its many me more most much my no nor "
        "not of on one or other our over own shall she should so some such than that the their "
        "them then there these they this those through to too under until up was we were what "
        "when where which while who whom whose why will with would you your",
    )
)

_IRREGULAR: Mapping[str, str] = {
    form: base
    for base, forms in {
        "become": "became",
        "begin": "began begun",
        "bear": "bore borne born",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "child": "children",
        "choose": "chose chosen",
        "come": "came",
        "die": "died dying dies",
        "draw": "drew drawn",
        "drink": "drank drunk",
        "drive": "drove driven",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feel": "felt",
        "fight": "fought",
        "fly": "flew flown",
        "foot": "feet",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone goes",
        "grow": "grew grown",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lead": "led",
        "leave": "left",
        "lend": "lent",
        "life": "lives",
        "lose": "lost",
        "make": "made",
        "man": "men",
        "mean": "meant",
        "meet": "met",
        "mouse": "mice",
        "pay": "paid",
        "person": "people",
        "ride": "rode ridden",
        "rise": "rose risen",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "shake": "shook shaken",
        "show": "shown",
        "sing": "sang sung",
        "sink": "sank sunk",
        "sit": "sat",
        "speak": "spoke spoken",
        "spend": "spent",
        "stand": "stood",
        "steal": "stole stolen",
        "strike": "struck",
        "swear": "swore sworn",
        "swim": "swam swum",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "tooth": "teeth",
        "use": "used using uses",
        "wear": "wore worn",
        "win": "won",
        "woman": "women",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}


def english_words(text: str) -> list[str]:
    """The words of `text` in lower case, without accents, hyphens and possessive 's."""
    letters = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), plain)
    return [word.removesuffix("'s") for word in _WORD.findall(plain)]


def is_function_word(word: str) -> bool:
    """Whether `word` only holds others together, or asks."""
    return word in _FUNCTION_WORDS


def stemmed(words: Sequence[str]) -> str:
    """The stems of `words`, with a blank between two."""
    return " ".join(map(stem, words))


@lru_cache(maxsize=8_192)
def stem(word: str) -> str:
    """`word` without the endings of plural, past and participle, and without a final e."""
    word = _IRREGULAR.get(word, word)
    word = _without_tense(_without_plural(word))
    if len(word) > _SHORTEST_STEM and word[-1] == "e":
        return word[:-1]
    return word


def _without_plural(word: str) -> str:
    if len(word) <= _SHORTEST_STEM or word[-1] != "s" or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _without_tense(word: str) -> str:
    if word.endswith("ied") and len(word) > _SHORTEST_STEM + 1:
        return f"{word[:-3]}y"
    for ending in ("ing", "ed"):
        left = word.removesuffix(ending)
        if left != word and len(left) >= _SHORTEST_STEM and _VOWEL.search(left):
            doubled = left[-1] == left[-2] and left[-1] not in "aeiouls"
            return left[:-1] if doubled else left
    return word
