"""Which properties of a file mean something: programs fill them with names of their own."""

import re

from retrieval.articles.formats.document import property_of

_TITLE_OF_PROGRAMS = re.compile(
    r"(?:microsoft )?(?:word|powerpoint|excel)(?: document| 文档| presentation)?"
    r"|(?:新建|新增)? ?(?:microsoft (?:office )?word)? ?(?:文档|文件|文檔)\d*|document ?\d*"
    r"|untitled(?:[- ]?\d+)?|无标题|無標題|未命名|标题|標題|title|index|首页|首頁"
    r"|(?:microsoft )?word - .*|.*\.(?:docx?|wps|pdf|dotx?|rtf|txt|html?|indd|cdr|tmp)",
    re.IGNORECASE,
)
_AUTHOR_OF_PROGRAMS = re.compile(
    r"admin(?:istrator)?s?|root|(?:windows |microsoft office |ms |office )?(?:user|用户|使用者)\d*"
    r"|微软用户|微軟使用者|微软中国|系统管理员|管理员|mc system|lenovo.*|dell|hp|asus|acer"
    r"|thinkpad|huawei|apple|雨林木风|深度.*|番茄花园|电脑公司|pc|computer|desktop-\w+|win-\w+"
    r"|walkinnet|wps.*|python-docx|apache poi|openpyxl|aspose.*|docx4j|libreoffice.*"
    r"|未知|佚名|unknown|anonymous|author|作者"
    r"|(?:https?://|www\.).*|\S+@\S+|[\W\d_]+|[a-z0-9]",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:19[89]|20\d)\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")
# Days on which templates were made, not documents: that of python-docx, and the first of ZIP.
_TEMPLATE_DAYS = frozenset({"2013-12-23", "1980-01-01"})


def meant_title(value: str | None) -> str | None:
    """A title that somebody gave; None for a program's, or a file's name."""
    title = property_of(value)
    return None if title is None or _TITLE_OF_PROGRAMS.fullmatch(title) else title


def meant_author(value: str | None) -> str | None:
    """A person or an office; None for a computer's or a program's name."""
    author = property_of(value)
    return None if author is None or _AUTHOR_OF_PROGRAMS.fullmatch(author) else author


def meant_day(value: str | None) -> str | None:
    """The day of a moment as programs write it: `2022-05-25T10:30:00Z` → `2022-05-25`."""
    found = _DAY.match((value or "").strip())
    return None if found is None or found[0] in _TEMPLATE_DAYS else found[0]
