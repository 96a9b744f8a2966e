"""What a page says of its article where nobody sees it: `<meta>`, JSON-LD, `<title>`.

Names: https://ogp.me/#type_article, https://schema.org/Article, and those that Chinese
government sites must have (政府网站发展指引: ArticleTitle, PubDate, ContentSource).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.articles.formats.document import Properties, property_of
from retrieval.articles.formats.html.tokens import Attributes, decoded
from retrieval.articles.formats.html.tree import Page
from retrieval.articles.formats.meaning import meant_author

_TITLES = ("articletitle", "og:title", "twitter:title", "title")
_DATES = (
    *("pubdate", "publishdate", "article:published_time", "og:published_time", "publish_time"),
    *("datepublished", "og:release_date", "date", "dc.date", "dcterms.issued"),
)
_SOURCES = ("contentsource", "source", "article:source")
_AUTHORS = ("author", "article:author", "og:article:author", "dc.creator")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}")
_HAS_DAY = re.compile(r"(?:19|20)\d{2}\D{1,2}\d{1,2}\D{1,2}\d{1,2}|(?:19|20)\d{6}")
_SEPARATORS = re.compile(
    r"\s*[_|｜»·]\s*|\s+[-–—－]+\s+|(?<=[\u3400-\u9fff”》）])\s?[-–—－]+\s?(?=[\u3400-\u9fff])"
)
_ARTICLES = frozenset({"Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle"})
_DEEPEST = 4
"""How deep the article may stand in JSON-LD."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the page states unseen."""

    titles: tuple[str, ...]
    """Titles without the site's name, best first."""
    whole: str
    """The `<title>`, with the site's name."""
    hints: Properties


def stated(page: Page) -> Stated:
    """Titles, date, source and author, where they mean something."""
    metas = _by_name(page.metas)
    linked = _linked(page)
    whole = next((decoded(raw.content) for raw in page.raws if raw.name == "title"), "")
    whole = property_of(whole) or ""
    titles = [metas[name] for name in _TITLES if name in metas]
    titles += [linked["headline"]] if "headline" in linked else []
    hints = Properties(
        published=_day([*_found(metas, _DATES), linked.get("datePublished", "")]),
        source=next(_found(metas, _SOURCES), None),
        author=next(
            filter(None, map(meant_author, [*_found(metas, _AUTHORS), linked.get("author", "")])),
            None,
        ),
    )
    return Stated(tuple(dict.fromkeys(titles)), whole, hints)


def heads(whole: str) -> list[str]:
    """What may be the article's title in a `<title>`: it, and all that ends before a separator.

    The longest first: `题目_新闻频道_某网` may be 题目_新闻频道.
    """
    ends = [found.start() for found in _SEPARATORS.finditer(whole)]
    return [whole, *(whole[:end] for end in reversed(ends) if end > 0)]


def _by_name(metas: tuple[Attributes, ...]) -> dict[str, str]:
    """Contents by lower-case name; of several the first that says something."""
    found: dict[str, str] = {}
    for meta in metas:
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        if content := property_of(meta.get("content")):
            found.setdefault(name.lower(), content)
    return found


def _found(metas: dict[str, str], names: tuple[str, ...]) -> Iterator[str]:
    return (metas[name] for name in names if name in metas)


def _day(values: list[str]) -> str | None:
    """The first date; of a moment for programs its day, as it is written."""
    for value in values:
        if moment := _MOMENT.match(value):
            return moment[1]
        if _HAS_DAY.match(value):
            return value
    return None


def _linked(page: Page) -> dict[str, str]:
    """The article's own statements in JSON-LD."""
    for raw in page.raws:
        if raw.attributes.get("type", "").lower() != "application/ld+json":
            continue
        try:
            value = json.loads(raw.content, strict=False)
        except (ValueError, RecursionError):
            continue
        for article in _articles(value, _DEEPEST):
            return {
                key: text
                for key in ("headline", "datePublished", "author")
                if (text := property_of(_text(article.get(key))))
            }
    return {}


def _articles(value: object, depth: int) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        kinds = value.get("@type")
        if any(kind in _ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield value
        value = value.get("@graph")
    if isinstance(value, list) and depth:
        for each in value:
            yield from _articles(each, depth - 1)


def _text(value: object) -> str:
    if isinstance(value, list):
        return "、".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return _text(value.get("name"))
    return value if isinstance(value, str) else ""
