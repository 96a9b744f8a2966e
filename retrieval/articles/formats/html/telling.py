"""Lines around an article that tell of it, put so that each piece can be understood alone.

A page sets them apart by distances, so that their text runs together: `来源：日报字号：大`.
"""

import re

from retrieval.articles.formats.html.lines import Line

_ROLES = (
    "来源|來源|作者|记者|記者|编辑|編輯|责编|責編|校对|审核|審核|审稿|供稿|撰稿|撰文|摄影|攝影"
)
_CLOCK = r"(?:[ T　]{0,3}(?:上午|下午)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_WEEKDAY = r"(?: ?[(（]?(?:星期|周|週)[一二三四五六日天][)）]?)?"
_DAY = rf"(?:19|20)\d{{2}} ?[-/.年] ?\d{{1,2}} ?[-/.月] ?\d{{1,2}} ?日?{_WEEKDAY}{_CLOCK}"
_DATE = re.compile(_DAY)
_LABEL = re.compile(
    rf"(?:{_ROLES}|(?:发布|發布|發佈|发表|發表|更新|刊登|信息)?(?:时间|時間|日期|单位|單位))[^:：]{{0,4}}[:：]"
)
_CREDIT = re.compile(rf"[(（\[【]? ?[^:：]{{0,4}}(?:{_ROLES})[^:：]{{0,4}}[:：]")
_BYLINE = re.compile(r"(?:本报|本報|本网|本刊|本台)?(?:记者|記者) ?\S{2,12}|By [A-Z]\S+ .{1,40}")
_MEDIUM = re.compile(
    r"[\w·]{1,12}(?:报|報|报社|網|网|社|台|电视台|電視台|电台|在线|新闻|新聞|客户端|周刊|杂志|频道|发布)"
)
_STRONG = re.compile(
    rf"(?:发布|發布|發佈|发表)(?:时间|時間|日期|于|於)?[:：]? ?{_DAY}"
    r"|来源[:：]|來源[:：]|浏览|阅读次数|点击"
)
_ENDS_OPEN = re.compile(r"[:：] ?$")
_TORN = re.compile(r"[\[【(（]\s*[\]】)）]?\s*$")
_LONGEST_LINE = 120
"""Longest line that tells of an article, in characters."""
_LONGEST_CREDIT = 60
"""Longest line below an article that tells who made it, in characters."""


def tells(line: Line) -> bool:
    """Whether a line beside an article may tell of it."""
    return len(line.text) <= _LONGEST_LINE and bool(
        _DATE.search(line.text) or _LABEL.search(line.text) or _BYLINE.fullmatch(line.text)
    )


def surely_tells(line: Line) -> bool:
    """Whether a line right below the headline is none of the text, even inside of the article."""
    if len(line.text) > _LONGEST_LINE or "。" in line.text or not _DATE.search(line.text):
        return False
    has_own_date = len(line.parts) > 1 and any(map(_DATE.fullmatch, line.parts))
    return has_own_date or bool(_STRONG.search(line.text) and _LABEL.search(line.text))


def is_credit(line: Line) -> bool:
    """Whether a line below the article tells who made it."""
    return len(line.text) <= _LONGEST_CREDIT and _CREDIT.match(line.text) is not None


def told_by(line: Line) -> list[str]:
    """What it tells, piece by piece; a medium stays beside its date."""
    if len(line.parts) == 1:
        return [line.text]
    parts = _joined(line.parts)
    telling = [part for part in parts if _LABEL.search(part) or _BYLINE.fullmatch(part)]
    date = next((part for part in parts if _DATE.fullmatch(part)), None)
    if date is not None:
        medium = next((part for part in parts if _MEDIUM.fullmatch(part)), "")
        telling.insert(0, f"{date} {medium}".rstrip())
    return telling or [line.text]


def _joined(parts: tuple[str, ...]) -> list[str]:
    """Parts with their labels: a label may stand in an element of its own."""
    joined: list[str] = []
    for part in parts:
        text = _TORN.sub("", part).strip(" |｜·/　")
        if joined and _ENDS_OPEN.search(joined[-1]):
            joined[-1] += text
        elif text:
            joined.append(text)
    return joined
