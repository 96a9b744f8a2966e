"""PDF files: what was printed, as it was written before."""

import pytest

from retrieval.articles.formats.document import FormatError, Properties
from retrieval.articles.formats.pdf import read
from retrieval.articles.problems import ReadingProblem
from tests.retrieval.articles.formats.printed import (
    BODY,
    HEIGHT,
    LATIN,
    LEADING,
    WIDTH,
    Printed,
    wrapped,
)
from tests.retrieval.articles.options import options

OPTIONS = options()
LEFT = 65.0
PROSE = (
    (
        "青石镇饮水工程自去年三月开工以来，已铺设管道三十六公里，惠及十二个行政村的九千八百余名居民，"
        "总投资两千四百万元，由县水务局与镇政府共同承担。"
    ),
    (
        "工程负责人周明远介绍，管网采用分区供水的办法，每个村设一座加压站，水质每天检测两次，"
        "结果在村务公开栏公布，居民可随时查询。"
    ),
    "据了解，二期工程将于明年五月动工，计划再铺设管道二十公里，届时全镇所有自然村都将用上自来水。",
)


def text_of(made: Printed) -> str:
    """The text of a file."""
    return read(made.data(), OPTIONS).text


def problem_of(data: bytes, **limits: float) -> ReadingProblem:
    """What is wrong with a file."""
    with pytest.raises(FormatError) as caught:
        read(data, options(**limits))
    return caught.value.problem


def test_pages() -> None:
    """Lines become paragraphs again, across pages; what runs through the file is out."""
    made = Printed(title="青石镇饮水工程通水", author="周明远")
    lines = wrapped(PROSE * 5, 42)
    for page in range(3):
        made.centred("青石镇人民政府公报 2024年第3期", HEIGHT - 40, size=9)
        top = HEIGHT - 90
        if page == 0:
            made.centred("青石镇饮水工程通水", top, size=20)
            top -= 40
        made.block(lines[page * 10 : page * 10 + 10], LEFT, top)
        made.centred(f"- {page + 1} -", 30, size=9)
        made.turn()

    found = read(made.data(), OPTIONS)

    assert found.text.split("\n") == ["青石镇饮水工程通水", *PROSE * 5]
    assert found.hints == Properties(title="青石镇饮水工程通水", author="周明远")


def test_running_heads_of_chapters() -> None:
    """A head with the page's number apart from it is one from its third page on."""
    made = Printed()
    for page in range(12):
        chapter = "管网" if page < 3 else "甲乙丙丁戊己庚辛壬"[page - 3]
        made.line(f"第三章 {chapter}", LEFT, HEIGHT - 40)
        made.line(f"{page + 1}", 500, HEIGHT - 40)
        made.block(wrapped(PROSE, 42), LEFT, HEIGHT - 90)
        made.turn()

    lines = text_of(made).split("\n")

    assert lines[:9] == [*PROSE * 3]
    assert lines[9] == "第三章 甲 | 4"


def test_headlines_that_repeat() -> None:
    """A headline is none of what runs through a file, though each page may begin with it."""
    made = Printed()
    for _ in range(2):
        made.centred("停水通知", HEIGHT - 60, size=20)
        made.block(wrapped(PROSE[:1], 42), LEFT, HEIGHT - 100)
        made.turn()

    assert text_of(made).split("\n") == ["停水通知", PROSE[0]] * 2


@pytest.mark.parametrize("by_rows", [False, True], ids=["by columns", "by rows"])
def test_two_columns(*, by_rows: bool) -> None:
    """The left column is read before the right one, in whatever order they are drawn."""
    made = Printed()
    lines = wrapped(PROSE * 4, 20)
    half = (len(lines) + 1) // 2
    right = LEFT + 20 * BODY + 25
    made.centred("双栏排版的通讯", HEIGHT - 80, size=20)
    if by_rows:
        for number in range(half):
            y = HEIGHT - 130 - number * LEADING
            made.block(lines[number : number + 1], LEFT, y)
            made.block(lines[half + number : half + number + 1], right, y)
    else:
        made.block(lines[:half], LEFT, HEIGHT - 130)
        made.block(lines[half:], right, HEIGHT - 130)
    made.turn()

    assert text_of(made).split("\n") == ["双栏排版的通讯", *PROSE * 4]


def test_three_columns() -> None:
    """More columns are read in the same way."""
    made = Printed()
    lines = wrapped(PROSE * 5, 14)
    third = (len(lines) + 2) // 3
    made.centred("三栏小报", HEIGHT - 60, size=22)
    for column in range(3):
        made.block(lines[column * third : (column + 1) * third], 50 + column * 175, HEIGHT - 100)
    made.turn()

    assert text_of(made).split("\n") == ["三栏小报", *PROSE * 5]


def test_what_crosses_the_columns() -> None:
    """Columns above a caption are read before it, columns below it after it."""
    caption = "图1 青石镇饮水工程管网分布示意图，包括各村加压站的位置和供水方向"
    made = Printed()
    lines = wrapped(PROSE * 2, 20)
    half = (len(lines) + 1) // 2
    for top in (HEIGHT - 80, HEIGHT - 400):
        made.block(lines[:half], LEFT, top)
        made.block(lines[half:], LEFT + 20 * BODY + 25, top)
    made.centred(caption, HEIGHT - 370)
    made.turn()

    assert text_of(made).split("\n") == [*PROSE * 2, caption, *PROSE * 2]


def test_a_document_with_a_red_head() -> None:
    """A headline of two lines is one; a signature is no part of the text above it."""
    made = Printed()
    made.centred("云州市人民政府文件", 760, size=30)
    made.centred("云政发〔2024〕12号", 720, size=12)
    made.centred("云州市人民政府关于做好", 670, size=18)
    made.centred("防汛抗旱工作的通知", 644, size=18)
    made.line("各区县人民政府：", LEFT, 600)
    below = made.block(wrapped(PROSE, 42), LEFT, 582)
    made.line("云州市人民政府", 330, below)
    made.line("2024年4月18日", 335, below - LEADING)
    made.centred("— 1 —", 40)
    made.turn()

    assert text_of(made).split("\n") == [
        "云州市人民政府文件",
        "云政发〔2024〕12号",
        "云州市人民政府关于做好防汛抗旱工作的通知",
        "各区县人民政府：",
        *PROSE,
        "云州市人民政府",
        "2024年4月18日",
    ]


def test_hanging_items() -> None:
    """An item whose further lines begin under its words is one paragraph."""
    made = Printed()
    y = HEIGHT - 90
    for mark in ("1. ", "2. "):
        made.line(mark + "甲" * 38, LEFT, y)
        made.line("乙" * 38, LEFT + 1.2 * BODY, y - LEADING)
        made.line("丙。", LEFT + 1.2 * BODY, y - 2 * LEADING)
        y -= 3 * LEADING
    made.turn()

    item = "甲" * 38 + "乙" * 38 + "丙。"
    assert text_of(made).split("\n") == [f"1. {item}", f"2. {item}"]


def test_hyphens() -> None:
    """A word broken at a line's end is whole again; a compound keeps its hyphen."""
    made = Printed()
    made.centred("New Reading Room", HEIGHT - 80, size=18, font=LATIN)
    left = [
        "The county library opened a new read-",
        "ing room on Monday, with seats for two",
        "hundred visitors. It holds a well-known",
        "collection of local history, which the",
        "librarians have put in order.",
    ]
    right = [
        "Opening hours are from nine to six on",
        "weekdays, and on Sunday a certain well-",
        "known author will read there until two",
        "o'clock; admission is free for all.",
    ]
    made.block(left, 60, HEIGHT - 120, font=LATIN)
    made.block(right, 310, HEIGHT - 120, font=LATIN)
    made.turn()

    assert text_of(made).split("\n") == [
        "New Reading Room",
        (
            "The county library opened a new reading room on Monday, with seats for two hundred "
            "visitors. It holds a well-known collection of local history, which the librarians "
            "have put in order."
        ),
        (
            "Opening hours are from nine to six on weekdays, and on Sunday a certain well-known "
            "author will read there until two o'clock; admission is free for all."
        ),
    ]


def test_tables() -> None:
    """A table is read row by row."""
    rows = [("村名", "户数", "负责人"), ("东村", "120", "李平"), ("西村", "86", "王芳")]
    made = Printed()
    y = made.block(wrapped(PROSE[:1], 42), LEFT, HEIGHT - 90) - 10
    for row in rows:
        for column, text in enumerate(row):
            made.line(text, LEFT + column * 150, y)
        y -= 20
    made.block(wrapped(PROSE[1:2], 42), LEFT, y - 10)
    made.turn()

    assert text_of(made).split("\n") == [PROSE[0], *map(" | ".join, rows), PROSE[1]]


def test_lists() -> None:
    """Each item of a list is a paragraph."""
    items = ["一、加强巡查，发现漏水当天修复。", "二、按时抄表。", "三、每季度公布一次水质。"]
    made = Printed()
    made.block(items, LEFT, HEIGHT - 90)
    made.turn()

    assert text_of(made).split("\n") == items


def test_watermark() -> None:
    """What is written across the page is no text."""
    made = Printed()
    made.block(wrapped(PROSE, 42), LEFT, HEIGHT - 90)
    made.watermark("内部资料")
    made.turn()

    assert text_of(made).split("\n") == list(PROSE)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_on_its_side(degrees: int) -> None:
    """A page that lies on its side is read like one that stands."""
    made = Printed()
    made.canvas.translate(WIDTH / 2, HEIGHT / 2)
    made.canvas.rotate(degrees)
    # In a font that PDFium has itself: of one that a file only names it knows no heights.
    lines = [
        "The water works of Green Rock were opened on the first of May,",
        "and each of the twelve villages has a pump of its own.",
    ]
    made.block(lines, -200, 100, font=LATIN)
    made.turn()

    assert text_of(made) == " ".join(lines)


def test_bold_by_printing_twice() -> None:
    """A text printed over itself is there once."""
    made = Printed()
    for shift in (0.0, 0.3):
        made.block(["关于停水的通知"], LEFT + shift, HEIGHT - 90)
    made.turn()

    assert text_of(made) == "关于停水的通知"


def test_scan() -> None:
    """A scan has no text layer, which is not the same as empty."""
    scan, blank = Printed(), Printed()
    for page in range(3):
        scan.picture()
        scan.centred(f"第 {page + 1} 页", 30)
        scan.turn()
        blank.turn()

    assert problem_of(scan.data()) is ReadingProblem.NO_TEXT_LAYER
    assert problem_of(blank.data()) is ReadingProblem.EMPTY


def test_password() -> None:
    """A file that needs a password is named as such; one that opens without is read."""
    locked, open_to_read = (Printed(password=word) for word in ("a", ""))
    for made in (locked, open_to_read):
        made.line("甲。", LEFT, 700)
        made.turn()

    assert problem_of(locked.data()) is ReadingProblem.ENCRYPTED
    assert text_of(open_to_read) == "甲。"


@pytest.mark.parametrize("cut", [20, 300])
def test_damaged(cut: int) -> None:
    """What is left of a file is damaged."""
    made = Printed()
    made.line("甲。", LEFT, 700)
    made.turn()

    assert problem_of(made.data()[:cut]) is ReadingProblem.DAMAGED


def test_limits() -> None:
    """The number of pages and of characters has a limit."""
    made = Printed()
    for page in range(3):
        made.block([f"{page}{line}" + "甲" * 40 for line in range(10)], LEFT, HEIGHT - 90)
        made.turn()
    data = made.data()

    assert problem_of(data, max_pages=2) is ReadingProblem.TOO_MANY_PAGES
    assert problem_of(data, max_chars=1_000) is ReadingProblem.TOO_LONG
