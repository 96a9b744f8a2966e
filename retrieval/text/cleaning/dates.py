"""Dates as pages write them, as a regular expression over folded text."""

import re

_SECONDS = r"(?:[:：][0-5]\d(?:\.\d+)?)?"
_HALF_DAY = r"(?: ?(?:z|utc|gmt|[ap]m))?"
_CLOCK = rf"(?:[01]?\d|2[0-3])(?:[:：][0-5]\d{_SECONDS}|[时点](?:[0-5]?\d分?)?)"
_TIME = rf"(?:t| ?,? ?)(?:上午|下午|晚上|凌晨|中午)? ?{_CLOCK}{_HALF_DAY}"
_ZONE = r"(?:[+-]\d{2}:?\d{2})?"
_WEEKDAY = r"(?: ?[(（]?(?:星期|周)[一二三四五六日天][)）]?)?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_NUMERIC = r"(?:19|20)\d{2} ?[-/.年] ?[01]?\d ?[-/.月] ?[0-3]?\d ?日?"
_ENGLISH = rf"(?:{_MONTH} {_DAY},? (?:19|20)\d{{2}}|{_DAY} {_MONTH},? (?:19|20)\d{{2}})"

DATE = rf"(?:{_NUMERIC}|{_ENGLISH}){_WEEKDAY}(?:{_TIME}{_ZONE})?(?!\d)"
"""A day with its year, and perhaps the weekday and the time. It has no group."""
_LABELLED = re.compile(
    rf"{DATE}|[01]?\d ?[-/月] ?[0-3]?\d ?日?(?:{_TIME})?|(?:19|20)\d{{2}} ?[-/.年] ?[01]?\d ?月?"
    # Years of the Republic of China, as Taiwan counts: 112 is 2023.
    rf"|(?:民国 ?)?1\d\d ?[-/.年] ?[01]?\d ?[-/.月] ?[0-3]?\d ?日?(?:{_TIME})?"
)
_DATE = re.compile(DATE)


def is_date(folded: str) -> bool:
    """Whether this is a full date, and nothing else."""
    return _DATE.fullmatch(folded) is not None


def is_labelled_date(folded: str) -> bool:
    """Whether this passes for a date behind a label: the year or the day may be missing."""
    return _LABELLED.fullmatch(folded) is not None
