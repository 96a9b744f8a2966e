"""Markdown without its marks."""

import pytest

from retrieval.articles.formats.document import Document, Properties
from retrieval.articles.formats.markdown.blocks import read_markdown

PAGE = """\
---
title: "青石镇：饮水工程"
date: 2024-03-05  # 星期二
authors: [王一, '李二']
来源: 青石镇政府
---

# 概述

青石镇**饮水工程**自
2021年起[开工](http://a.example/z_(a))，见`a*b`与[说明][1]。
This is a well-known *fact* with
snake_case_name and 3 * 4 * 5.![图](a.png)

- 第一项 __重要__
- [x] 第二项
  续行
    + 里层
1. 甲
2. 乙

| 村 | 户数 |
|----|-----:|
| 东村 | 12 |
| 西村 | 8\\|9 |

> 引文一
> 引文二

```python
x = **1**
# y
```

尾注[^1]。  \n第二行&nbsp;&lt;b&gt;<br>末<sup>上</sup> <https://a.example/x_y_z>

[1]: http://a.example
[^1]: 注释内容。
<!-- 不见
的 -->
* * *
\\*不是强调\\*
"""
LINES = (
    "概述",
    (
        "青石镇饮水工程自2021年起开工，见a*b与说明。This is a well-known fact with "
        "snake_case_name and 3 * 4 * 5."
    ),
    *("第一项 重要", "第二项续行", "里层", "1. 甲", "2. 乙"),
    *("村 | 户数", "东村 | 12", "西村 | 8|9"),
    *("引文一引文二", "x = **1**", "# y"),
    *("尾注。", "第二行\u00a0<b>末上 https://a.example/x_y_z", "注释内容。", "*不是强调*"),
)


def test_page() -> None:
    """All of it, with what the front matter says."""
    says = Properties("青石镇：饮水工程", "2024-03-05", "青石镇政府", "王一、李二")

    assert read_markdown(PAGE) == Document("\n".join(LINES), says)


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("# 停水通知 #\n\n周五停水。", "停水通知"),
        ("停水通知\n====\n周五停水。", "停水通知"),
        ("停水通知\n----\n周五停水。", None),
        ("# 甲\n# 乙", None),
        ("前言。\n# 甲", None),
        ("+++\ntitle = '停水'\ndraft = false\n+++\n# 甲", "停水"),
        ("---\ntitle: 没有结尾\n# 甲", None),
        ("---\n\n---\n# 甲", "甲"),
    ],
)
def test_titles(page: str, title: str | None) -> None:
    """The front matter's, or the only heading of the first level at the top."""
    assert read_markdown(page).says.title == title


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("author:\n  - 王一\n  - 李二", Properties(author="王一、李二")),
        ("title: 'it''s'", Properties(title="it's")),
        ('title: "a \\"b\\""', Properties(title='a "b"')),
        ("title: null\nauthor: ~", Properties()),
    ],
)
def test_front_matter(front: str, says: Properties) -> None:
    """Lists, quotes and nothing are read as YAML means them."""
    assert read_markdown(f"---\n{front}\n---\n甲。") == Document("甲。", says)


def test_empty() -> None:
    """A file of marks alone has no text."""
    assert read_markdown("---\n\n***\n<!-- x").text == ""
