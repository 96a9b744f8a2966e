"""The page around the article."""

import pytest

from tests.retrieval.text.cleaning.pages import MORE_PROSE, PROSE, body


@pytest.mark.parametrize(
    "line",
    [
        "打印 | 关闭 | 收藏",
        "【字體：大 中 小】",
        "返回頂部",
        "分享到：微信 微博",
        "關注微信公眾號",
        "訪問移動端",
        "欢迎关注“山西发布”微信公众号：sxfb",
        "扫一扫，下载手机客户端！",
        "首页 > 新闻 > 正文",
        "当前位置：首页 / 新闻",
        "上一篇：沒有了？",
        "下一页",
    ],
)
def test_chrome_goes_above_and_below(line: str) -> None:
    """A line of page furniture goes on both sides of the prose."""
    assert body(line, PROSE, line) == PROSE


@pytest.mark.parametrize(
    "line",
    [
        "版权所有：某某网",
        "Copyright © 2022 Example Inc. All rights reserved.",
        "某某网 京ICP备12345678号-1",
        "未经授权不得转载。",
    ],
)
def test_footer_goes_below(line: str) -> None:
    """A copyright line goes below the prose."""
    assert body(PROSE, line) == PROSE


@pytest.mark.parametrize(
    "line",
    [
        "他請大家關注微信公眾號。",
        "版权所有者张三表示，他不同意。",
        "所有网站都要办理ICP备案，这是规定。",
        "打印機比複印機便宜",
        "微信",
        "关注微信公众号安全的人多了",
        "a > b > c",
    ],
)
def test_mention_stays(line: str) -> None:
    """A line that only mentions such words stays, even last."""
    assert body(PROSE, line) == f"{PROSE}\n{line}"


def test_only_buttons_go_between_prose() -> None:
    """Between lines of prose a pager goes, a word that may be a heading stays."""
    assert body(PROSE, "下一页", "打印", MORE_PROSE) == f"{PROSE}\n打印\n{MORE_PROSE}"


def test_page_of_chrome_alone_stays() -> None:
    """A page of nothing but furniture is kept: it may be all there is."""
    page = "關注微信公眾號\n訪問移動端"

    assert body(page) == page
