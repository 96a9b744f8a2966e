"""DOCX files, as Word shows them."""

import io
import struct
import zipfile

import pytest

from retrieval.articles.formats.document import Document, FormatError, Properties
from retrieval.articles.formats.docx import read
from retrieval.articles.problems import ReadingProblem
from tests.retrieval.articles.formats.written import (
    NAMESPACES,
    archived,
    cell,
    core,
    document,
    docx,
    notes,
    paragraph,
    run,
    table,
)
from tests.retrieval.articles.options import options

OPTIONS = options()


def text_of(body: str, **further: str | bytes) -> str:
    """The text of a file with this body."""
    return read(docx(body, **further), OPTIONS).text


def problem_of(data: bytes, **limits: float) -> ReadingProblem:
    """What is wrong with a file."""
    with pytest.raises(FormatError) as caught:
        read(data, options(**limits))
    return caught.value.problem


def test_headings_and_paragraphs() -> None:
    """Each is a line; the only first heading at the top is the title."""
    found = read(docx(paragraph("关于停水的通知", "1") + paragraph("周五停水。")), OPTIONS)

    assert found == Document("关于停水的通知\n周五停水。", Properties(title="关于停水的通知"))


def test_the_style_of_titles() -> None:
    """A paragraph in it is the title, wherever it stands."""
    body = paragraph("青石镇文件") + paragraph("工作要点", "a3") + paragraph("一、总则", "1")

    assert read(docx(body), OPTIONS).says == Properties(title="工作要点")


def test_tables_row_by_row() -> None:
    """Cells are joined, empty ones are left out, merged ones are repeated."""
    body = table(
        cell("部门") + cell("姓名") + cell("电话"),
        cell("水务局", '<w:vMerge w:val="restart"/>') + cell("李平") + cell(""),
        cell("", "<w:vMerge/>") + cell("王芳") + cell("55501"),
        cell("合计两人", '<w:gridSpan w:val="3"/>'),
    )

    assert text_of(body).split("\n") == [
        "部门 | 姓名 | 电话",
        "水务局 | 李平",
        "水务局 | 王芳 | 55501",
        "合计两人",
    ]


def test_revisions() -> None:
    """What was inserted or moved here is in, what was deleted or moved away is out."""
    body = (
        paragraph(
            run("会议定于")
            + "<w:del><w:r><w:delText>周四</w:delText></w:r></w:del>"
            + f"<w:ins>{run('周五')}</w:ins><w:moveFrom>{run('早上')}</w:moveFrom>"
            + f"<w:moveTo>{run('下午')}</w:moveTo>{run('召开。')}"
        )
        + f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半句，')}</w:p>"
        + paragraph("后半句。")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>"
        + cell("作废")
        + "</w:tr></w:tbl>"
    )

    assert text_of(body) == "会议定于周五下午召开。\n前半句，后半句。"


def test_notes() -> None:
    """Notes that are referred to follow the text, footnotes first; others do not."""
    body = paragraph(
        run("甲。")
        + '<w:r><w:endnoteReference w:id="5"/></w:r>'
        + run("乙。")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    footnotes = notes("footnote", {"2": "脚注二。", "3": "无人提及。"})

    found = text_of(body, footnotes=footnotes, endnotes=notes("endnote", {"5": "尾注五。"}))

    assert found == "甲。乙。\n脚注二。\n尾注五。"


def test_text_boxes() -> None:
    """A box follows the paragraph on which it hangs, once."""
    inside = f"<w:txbxContent>{paragraph('框内。')}</w:txbxContent>"
    body = paragraph(
        run("框外。")
        + "<w:r><mc:AlternateContent>"
        + f"<mc:Choice><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
        + f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        + "</mc:AlternateContent></w:r>"
    )

    assert text_of(body) == "框外。\n框内。"


def test_what_nobody_sees() -> None:
    """Fields' instructions, hidden text, readings and the table of contents are out."""
    body = (
        paragraph("一、总则 1", "10")
        + '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        + f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtContent>{paragraph('控件内。')}</w:sdtContent></w:sdt>"
        + paragraph(
            "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
            f"<w:hyperlink r:id='r9'>{run('链接')}</w:hyperlink>"
            + run("隐藏", "<w:vanish/>")
            + run("可见", '<w:vanish w:val="0"/>')
            + "<w:r><w:ruby><w:rt>"
            + run("diào")
            + f"</w:rt><w:rubyBase>{run('调')}</w:rubyBase></w:ruby><w:noBreakHyphen/></w:r>"
            + "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
            + "<w:r><w:tab/><w:t>后</w:t><w:br/><w:t>次行</w:t></w:r>"
        )
    )

    assert text_of(body) == "控件内。\n链接可见调-x+1\t后\n次行"


@pytest.mark.parametrize(
    ("part", "hints"),
    [
        (
            core("停水通知", "李平", "2024-03-05T08:00:00Z"),
            Properties("停水通知", "2024-03-05", None, "李平"),
        ),
        (core("Word Document", "Administrator", "2024-03-05T08:00:00Z"), Properties()),
        (core("通知.docx", "微软用户", "2024-03-05T08:00:00Z"), Properties()),
        (core("", "python-docx", "2013-12-23T23:15:00Z"), Properties()),
        (core(creator="李平", created="2013-12-23T23:15:00Z"), Properties(author="李平")),
    ],
    ids=["people's", "programs'", "file's", "template's", "template's day"],
)
def test_properties(part: str, hints: Properties) -> None:
    """They are taken where somebody filled them."""
    assert read(docx(paragraph("甲。"), core=part), OPTIONS).hints == hints


def test_another_main_part() -> None:
    """The file says which part has the text; one outside of it is never asked for."""
    relations = (
        "<Relationships><Relationship Type='x/officeDocument' Target='http://a.example/d.xml' "
        "TargetMode='External'/><Relationship Type='x/officeDocument' Target='/word/d2.xml'/>"
        "</Relationships>"
    )
    data = archived({"_rels/.rels": relations, "word/d2.xml": document(paragraph("甲。"))})

    assert read(data, OPTIONS).text == "甲。"


def test_strict_files() -> None:
    """The strict variant has other namespaces and the same text."""
    strict = document(paragraph("甲。")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    assert read(archived({"word/document.xml": strict}), OPTIONS).text == "甲。"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04word/",
        docx(paragraph("甲。"))[:-30],
        archived({"word/other.xml": "<a/>"}),
        archived({"word/document.xml": "<w:document"}),
        archived({"word/document.xml": b"<?xml version='1.0' encoding='klingon'?><a/>"}),
        archived(
            {"word/document.xml": f"<!DOCTYPE d [<!ENTITY a 'b'>]><w:d {NAMESPACES}>&a;</w:d>"}
        ),
    ],
    ids=["no archive", "cut off", "no text", "broken XML", "encoding", "entities"],
)
def test_damaged(data: bytes) -> None:
    """What is no DOCX file is damaged; entities, which it never has, are not resolved."""
    assert problem_of(data) is ReadingProblem.DAMAGED


def test_password() -> None:
    """An archive with a password is named as such."""
    data = bytearray(docx(paragraph("甲。")))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1

    assert problem_of(bytes(data)) is ReadingProblem.ENCRYPTED


def test_too_many_entries() -> None:
    """The number of files inside has a limit."""
    data = archived({f"word/{number}.xml": "" for number in range(11)})

    assert problem_of(data, max_entries=10) is ReadingProblem.TOO_MANY_ENTRIES


def test_bomb() -> None:
    """What unpacks to many times its size is refused unpacked."""
    data = docx(paragraph("甲。"), media=bytes(range(256)) * 80_000)

    assert problem_of(data) is ReadingProblem.TOO_DENSE
    assert read(data, options(max_ratio=1_000, max_unpacked_bytes=10**8)).text == "甲。"


def test_too_much_inside() -> None:
    """The size of all files together has a limit; one inside of the other stays packed."""
    inner = archived({"bomb": b"\0" * 900_000})
    data = docx(paragraph("甲。"), embedded=inner)

    assert read(data, OPTIONS).text == "甲。"
    assert problem_of(data, max_unpacked_bytes=2_000) is ReadingProblem.TOO_MUCH_INSIDE


def test_an_archive_that_lies() -> None:
    """A part larger than it says is no larger when it is read."""
    body = paragraph("甲" * 100_000)
    data = bytearray(docx(body))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    said = struct.pack("<L", size)
    at = -1
    while (at := data.find(said, at + 1)) >= 0:
        data[at : at + 4] = struct.pack("<L", 500)

    assert problem_of(bytes(data)) is ReadingProblem.DAMAGED
