"""What a page states where nobody sees it."""

import json

import pytest

from retrieval.articles.formats.document import Properties
from retrieval.articles.formats.html.metas import heads, stated
from retrieval.articles.formats.html.tree import parse

ARTICLE = {
    "@type": ["NewsArticle"],
    "headline": "停水通知",
    "datePublished": "2024-03-05T08:00:00+08:00",
    "author": [{"@type": "Person", "name": "王一"}, "李二"],
}


@pytest.mark.parametrize(
    "value",
    [ARTICLE, [{"@type": "WebSite"}, ARTICLE], {"@graph": [ARTICLE]}],
    ids=["alone", "in a list", "in a graph"],
)
def test_linked_data(value: object) -> None:
    """The article is found wherever it stands, its authors joined, its day taken."""
    script = json.dumps(value, ensure_ascii=False)

    found = stated(parse(f"<script type='application/ld+json'>{script}</script>"))

    assert found.titles == ("停水通知",)
    assert found.hints == Properties(published="2024-03-05", author="王一、李二")


@pytest.mark.parametrize("script", ["{", "[" * 99_999, '"x"', '{"@type": "Article", "author": 7}'])
def test_broken_linked_data(script: str) -> None:
    """It says nothing."""
    found = stated(parse(f"<script type='application/ld+json'>{script}</script>"))

    assert (found.titles, found.hints) == ((), Properties())


@pytest.mark.parametrize(
    ("metas", "hints"),
    [
        (
            "<meta name=PubDate content='2024-03-05 08:00'><meta name=ContentSource content=局>",
            Properties(published="2024-03-05 08:00", source="局"),
        ),
        ("<meta name=date content=today><meta name=author content=admin>", Properties()),
        ("<meta property='article:author' content='王一'>", Properties(author="王一")),
        (f"<meta name=source content='{'水' * 300}'>", Properties()),
    ],
    ids=["government", "nothing meant", "open graph", "too long"],
)
def test_metas(metas: str, hints: Properties) -> None:
    """Names in any case; what means something."""
    assert stated(parse(metas)).hints == hints


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("停水_通知_某网", ["停水_通知_某网", "停水_通知", "停水"]),
        ("停水通知 - 某局", ["停水通知 - 某局", "停水通知"]),
        ("停水通知-某局", ["停水通知-某局", "停水通知"]),
        ("COVID-19 通知", ["COVID-19 通知"]),
        ("", [""]),
    ],
)
def test_heads(whole: str, expected: list[str]) -> None:
    """A title with the site's name behind it, without one piece after the other."""
    assert heads(whole) == expected
