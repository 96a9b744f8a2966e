"""Labels and openings that look like a page's but are the article's own."""

import pytest

from tests.retrieval.text.cleaning.pages import MORE_PROSE, PROSE, body, cleaned


@pytest.mark.parametrize(
    "lines",
    [
        "编辑：2名，要求本科\n记者：5名，要求会写作\n摄影：1名\n校对：1名\n有意者请投简历。",
        "打印：每张1元\n复印：每张5角\n摄影：每次20元\n标签：每张2角\n请先付款。",
        "记录：李四\n审核：王五\n会议在太原召开，各单位介绍了工作。",
        "该剧讲述了一个家庭的故事。\n导演：陈某\n编剧：李某\n摄影：王五\n监制：赵六",
        "书名：红楼梦\n作者：曹雪芹\n书名：西游记\n作者：吴承恩\n以上各书已到馆。",
        "记者：您怎么看\n张三：我看好\n会议在太原召开，各单位介绍了工作。",
        "会议在太原召开，各单位介绍了工作。\n审核：陈立\n签发：周涛",
        "来源：巴颜喀拉山\n长度：5464千米\n黄河流经九个省区，最后流入渤海。",
        "进入机房要登记。\n未经授权，任何人不得进入机房，违者罚款五百元。",
        "机房内禁止饮食。\n未经许可不得拍照。",
        "著作权受法律保护。\n版权声明是一种法律文件。",
        "This article is about authors.\nCopyright lasts fifty years after the death.",
        "规定如下。\n上一条 规定的费用由甲方承担",
    ],
)
def test_the_articles_own_lines_stay(lines: str) -> None:
    """Forms, credits, lists of works, conversations, documents, bans."""
    assert body(lines) == lines


def test_a_speaker_is_no_author() -> None:
    """An interview's questions are not a byline."""
    page = cleaned(f"专访王小明\n记者：您今年多大年纪\n王小明：三十岁\n{PROSE}")

    assert page.metadata.author is None
    assert "您今年多大年纪" in page.text


@pytest.mark.parametrize(
    "line",
    [
        "编辑：陈立 审核：周涛",
        "来源：甲报\n审核：周涛",
        "未经授权，不得转载本文内容",
        "版权所有 © 2022 甲报社",
        "Copyright © 2022 The Daily",
        "版权声明：本文归甲报社所有",
    ],
)
def test_the_pages_lines_still_go(line: str) -> None:
    """The same words where they are the page's."""
    assert body(PROSE, MORE_PROSE, line) == f"{PROSE}\n{MORE_PROSE}"


def test_the_date_of_publication_outranks_others() -> None:
    """An update or a signing is the date only where no other is told."""
    both = cleaned(f"太原开会\n成文日期：2022年5月1日\n发布日期：2022年5月3日\n{PROSE}")
    one = cleaned(f"太原开会\n更新时间：2023-01-01\n{PROSE}")

    assert both.metadata.published == "2022年5月3日"
    assert one.metadata.published == "2023-01-01"


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2022年5月25日10时30分",
        "发布时间：2022-05-25 上午10:30",
        "时间：2022-05-25 10:30 来源：新华社",
    ],
)
def test_more_writings_of_a_date(line: str) -> None:
    """Hours in words, half days, and 时间 beside another label."""
    page = cleaned(f"太原开会\n{line}\n{PROSE}")

    assert page.metadata.title == "太原开会"
    assert page.metadata.published is not None
    assert page.text == PROSE


@pytest.mark.parametrize(
    "line", ["新华社 2022-05-25 10:30", "2022-05-25 10:30 新华社", "2022-05-25 | 新华社"]
)
def test_a_medium_and_a_date(line: str) -> None:
    """Right below the headline, both are told without a label."""
    page = cleaned(f"太原开会\n{line}\n{PROSE}")

    assert (page.metadata.title, page.metadata.source) == ("太原开会", "新华社")
    assert page.metadata.published is not None
    assert page.text == PROSE
