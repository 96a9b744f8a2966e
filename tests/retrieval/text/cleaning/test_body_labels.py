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


@pytest.mark.parametrize("label", ["文号：12号", "阅览室：二楼", "有效性：有效"])
def test_one_unknown_label_makes_no_form(label: str) -> None:
    """With a labelled date and mostly known labels, it is a page's head."""
    page = cleaned(
        f"新馆开放\n来源：江城日报\n作者：王小明\n发布时间：2023-06-02\n{label}\n{PROSE}"
    )

    metadata = page.metadata
    assert (metadata.title, metadata.source, metadata.author, metadata.published) == (
        "新馆开放",
        "江城日报",
        "王小明",
        "2023-06-02",
    )


def test_a_time_beside_an_author_is_the_date() -> None:
    """Alone, 时间 is that of a meeting."""
    page = cleaned(f"新馆开放\n作者：王小明\n时间：2023-06-02\n{PROSE}")

    assert (page.metadata.author, page.metadata.published) == ("王小明", "2023-06-02")


def test_a_government_page() -> None:
    """The labelled title wins, however its label is spaced; other labels are none."""
    page = cleaned(
        "索 引 号：014000-2023-00123\n发文机关：市人民政府办公厅\n成文日期：2023年5月30日\n"
        "发布日期：2023年6月2日\n标    题：关于印发规划的通知\n文    号：市政办〔2023〕12号\n"
        f"主 题 词：水利\n\n关于印发规划的通知\n{PROSE}"
    )

    assert page.metadata.title == "关于印发规划的通知"
    assert page.metadata.published == "2023年6月2日"
    assert page.text == PROSE


@pytest.mark.parametrize(
    "lines",
    [
        "大事\n2023年6月2日\n新馆开放。\n2023年6月3日\n闭馆。",
        "论文题目如下。\n标题：论语研究\n作者：孔明\n标题：诗经研究\n作者：李白",
        "手机功能\n收藏\n分享\n打印",
    ],
)
def test_entries_stay(lines: str) -> None:
    """Of a chronicle, a list of works, a menu."""
    assert body(lines) == lines


def test_a_year_of_the_republic() -> None:
    """As Taiwan counts, behind a label."""
    page = cleaned(f"新館開放\n發布日期：112-04-10\n來源：中央社\n{PROSE}")

    assert (page.metadata.published, page.metadata.source) == ("112-04-10", "中央社")


@pytest.mark.parametrize("crumbs", ["首頁 / 生活", "首页-新闻中心-本地", "首页 > 新闻 > 正文"])
def test_a_way_from_the_home_page(crumbs: str) -> None:
    """Whatever stands between its links."""
    page = cleaned(f"{crumbs}\n新馆开放\n2023-07-15\n{PROSE}")

    assert (page.metadata.title, page.text) == ("新馆开放", PROSE)
