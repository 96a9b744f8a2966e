"""Lines of Markdown → paragraphs, by CommonMark and the tables of GitHub.

https://spec.commonmark.org/0.31.2/ · https://github.github.com/gfm/#tables-extension-
A line break inside a paragraph was made to fit, and goes. Ordered lists keep their numbers,
which are words of the text; bullets are not.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from retrieval.articles.formats.document import Document, Properties, row_of
from retrieval.articles.formats.joining import join_lines
from retrieval.articles.formats.markdown.front import front_matter
from retrieval.articles.formats.markdown.inline import plain

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTES = re.compile(r"(?: {0,3}> ?){0,50}")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_BULLET = re.compile(r"\s{0,20}[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_NUMBER = re.compile(r"\s{0,20}\d{1,9}[.)][ \t]+")
_DEFINITION = re.compile(r" {0,3}\[[^\]^\n][^\]\n]{0,200}\]:\s*\S")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,50}\]:[ \t]*")
_DELIMITERS = re.compile(r"\s{0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$|<br\s*/?>\s*$", re.IGNORECASE)
_FIRST_LEVEL = 1


def read_markdown(text: str) -> Document:
    """The text of a Markdown file; its title is that of the front matter, or its heading."""
    lines = _COMMENT.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    says, taken = front_matter(lines)
    blocks = _Blocks(lines[taken:])
    paragraphs = [paragraph for paragraph in blocks.paragraphs() if paragraph.strip()]
    if says.title is None:
        says = _titled(says, blocks.top_headings, paragraphs)
    return Document("\n".join(paragraphs), says)


def _titled(says: Properties, headings: list[str], paragraphs: list[str]) -> Properties:
    """The only heading of the first level is the title, if the text begins with it."""
    if len(headings) == 1 and paragraphs[0] == headings[0]:
        return replace(says, title=headings[0])
    return says


class _Blocks:
    """One pass over the lines."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._open: list[str] = []
        self._at = 0
        self.top_headings: list[str] = []

    def paragraphs(self) -> Iterator[str]:
        """The text's paragraphs."""
        while self._at < len(self._lines):
            line = self._lines[self._at].expandtabs(4)
            yield from self._take(line[_quote_end(line) :])
            self._at += 1
        yield from self._close()

    def _take(self, line: str) -> Iterator[str]:
        if fence := _FENCE.match(line):
            yield from self._close()
            yield from self._code(fence[1])
        elif not line.strip() or _DEFINITION.match(line):
            yield from self._close()
        elif heading := _HEADING.fullmatch(line):
            yield from self._close()
            yield self._heading(heading[2] or "", len(heading[1]))
        elif self._open and (underline := _UNDERLINE.fullmatch(line)):
            title = " ".join(self._close())
            yield self._heading(title, 1 if underline[1][0] == "=" else 2, is_plain=True)
        elif _RULE.fullmatch(line):
            yield from self._close()
        elif self._is_table(line):
            yield from self._close()
            yield from self._table()
        else:
            yield from self._text(line)

    def _text(self, line: str) -> Iterator[str]:
        if mark := _NOTE.match(line) or _BULLET.match(line):
            yield from self._close()
            line = line[mark.end() :]
        elif _NUMBER.match(line):
            yield from self._close()
        self._open.append(line.strip() if not _HARD_BREAK.search(line) else line.lstrip())
        if _HARD_BREAK.search(line):
            yield from self._close()

    def _close(self) -> Iterator[str]:
        """The open paragraph, if there is one."""
        paragraph = join_lines(_HARD_BREAK.sub("", line) for line in self._open)
        self._open = []
        if paragraph:
            yield plain(paragraph).strip()

    def _heading(self, written: str, level: int, *, is_plain: bool = False) -> str:
        heading = written if is_plain else plain(written).strip()
        if level == _FIRST_LEVEL:
            self.top_headings.append(heading)
        return heading

    def _code(self, fence: str) -> Iterator[str]:
        """Lines up to the fence's end, as they are."""
        end = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}\s*")
        self._at += 1
        while self._at < len(self._lines) and not end.fullmatch(self._lines[self._at]):
            yield self._lines[self._at]
            self._at += 1

    def _is_table(self, line: str) -> bool:
        below = self._lines[self._at + 1 : self._at + 2]
        return (
            "|" in line
            and bool(below)
            and "|" in below[0] + line
            and bool(_DELIMITERS.fullmatch(below[0]))
        )

    def _table(self) -> Iterator[str]:
        yield _row(self._lines[self._at])
        self._at += 1
        while self._at + 1 < len(self._lines) and "|" in self._lines[self._at + 1]:
            self._at += 1
            yield _row(self._lines[self._at])


def _quote_end(line: str) -> int:
    quotes = _QUOTES.match(line)
    return quotes.end() if quotes else 0


def _row(line: str) -> str:
    return row_of([plain(cell.replace("\\|", "|")) for cell in _CELL_END.split(line)])
