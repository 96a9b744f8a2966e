"""Words by which a page's furniture is told from its article.

All words are Simplified and lower-case; the page is folded to that before it is
compared. A Han label also matches with one space between its characters.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MetadataLabels:
    """What stands before the `：` of a line that tells about the article."""

    title: tuple[str, ...]
    """Labels of the headline, such as `标题`."""
    published: tuple[str, ...]
    """Labels of the publish date; a date must follow, the colon may be missing."""
    updated: tuple[str, ...]
    """Labels of another date, such as that of an update; it counts if no other is told."""
    timed: tuple[str, ...]
    """Labels of the publish date only beside other labels in one line: 时间, 日期."""
    source: tuple[str, ...]
    """Labels of the medium or office that the article comes from."""
    author: tuple[str, ...]
    """Labels of who wrote it."""
    bylines: tuple[str, ...]
    """What opens an author line that has no colon, such as `by`; a space follows."""
    media: tuple[str, ...]
    """What the name of a medium ends in, such as `日报`."""
    counters: tuple[str, ...]
    """Labels of a number of readers or clicks; the line goes."""
    staff: tuple[str, ...]
    """Labels of editors; names must follow, the line goes."""
    signers: tuple[str, ...]
    """Labels of those who sign, on pages and in documents; the line goes only beside an
    editor, a source or a date."""
    others: tuple[str, ...]
    """Labels of keywords and the like; the line goes."""


@dataclass(frozen=True, slots=True)
class ChromeWords:
    """The page around an article: buttons, links, invitations, footers."""

    buttons: tuple[str, ...]
    """Phrases that make a line chrome wherever it stands, if it holds nothing else."""
    tools: tuple[str, ...]
    """Phrases that do so only above or below the prose, such as `打印`."""
    companions: tuple[str, ...]
    """Phrases that may stand beside a button or a tool, such as `微信`."""
    invitation_openers: tuple[str, ...]
    """What may stand before an invitation's verb, such as `欢迎`."""
    invitation_verbs: tuple[str, ...]
    """What a follow-us line asks for, such as `关注`."""
    invitation_objects: tuple[str, ...]
    """What a follow-us line asks it for, such as `微信公众号`."""
    crumb_labels: tuple[str, ...]
    """Labels of a breadcrumb line, such as `当前位置`."""
    crumb_ends: tuple[str, ...]
    """First or last link of a breadcrumb line, such as `首页`."""
    neighbours: tuple[str, ...]
    """Labels of links to other articles, such as `上一篇`."""
    footer_openers: tuple[str, ...]
    """What a copyright line begins with."""
    footer_conditions: tuple[str, ...]
    """What opens a ban that is a copyright line if it is one of `footer_acts`."""
    footer_acts: tuple[str, ...]
    """What a copyright line bans, such as `转载`."""
    footer_numbers: tuple[str, ...]
    """Registers whose number makes a footer, such as `icp备`."""
    footer_endings: tuple[str, ...]
    """What a copyright line ends in, such as `all rights reserved`."""


@dataclass(frozen=True, slots=True)
class CleaningLexicon:
    """Everything that cleaning knows in words."""

    labels: MetadataLabels
    """Lines that become metadata, or just go."""
    chrome: ChromeWords
    """Lines that go."""
    summaries: tuple[str, ...]
    """Labels such as `摘要`: the label goes, what it stands before is the article's."""
    body_labels: tuple[str, ...]
    """Labels that belong to an article's own text, such as `地点`; never part of a headline."""
