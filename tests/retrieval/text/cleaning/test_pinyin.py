"""Glued pinyin goes, given readings stay."""

import pytest

from retrieval.text.cleaning.pinyin import strip_glued_pinyin
from retrieval.text.mapping import MappedText
from tests.retrieval.text.cleaning.pages import PROSE


def stripped(text: str) -> str:
    """The text without glue."""
    return strip_glued_pinyin(MappedText.of(text)).text


@pytest.mark.parametrize(
    ("glued", "plain"),
    [
        (
            "朱曉東到2所調(diào)研,與領(lǐng)導(dǎo)座談,推動(dòng)發(fā)展",
            "朱曉東到2所調研,與領導座談,推動發展",
        ),
        ("調(diào)研，發（fā）布，長(zhang)治", "調研，發布，長治"),
        ("调(diao4)研，发(fa1)布，动( dong )员", "调研，发布，动员"),
        ("調(dia\u0300o)研，發(fɑ)布，動(dòng)(dòng)員", "調研，發布，動員"),
        ("綠(lǜ)色，呂(lv)氏，學(xué)習(xí)，經(jīng)濟(jì)", "綠色，呂氏，學習，經濟"),
        ("小(xiǎo)鸭(yā)子(zi)走(zǒu)路(lù)", "小鸭子走路"),
    ],
    ids=["snippet", "mixed", "numbers", "signs put together", "ü", "everything"],
)
def test_glue_goes(glued: str, plain: str) -> None:
    """Systematic annotations go, however they are written."""
    assert stripped(glued) == plain


@pytest.mark.parametrize(
    "text",
    [
        "北京（Běijīng）是首都，忻（xīn）州是城市。",
        "山西有忻（xīn）州，安徽有亳（bó）州，湖南有郴（chēn）州。",
        "单（shàn）县、六（lù）安、铅（yán）山、台（tāi）州、蔚（yù）县。",
        "行（xíng）走、行（háng）业、长（zhǎng）大、长（cháng）短、重（zhòng）量、重（chóng）复。",
        "中心(山西)、聯盟(NFL)、（GDP）、硅(mini)線、甲(a)乙(b)丙(c)、水(m)、發(x)調(y)動(z)。",
        "調(tiē)研，發(bù)布，動(lì)員",
        "他走(zǒu)了。",
    ],
    ids=["word", "rare", "misread", "lesson", "no reading", "another's reading", "one"],
)
def test_what_an_author_means_stays(text: str) -> None:
    """Brackets that say something stay."""
    assert stripped(text) == text


def test_first_mention_on_a_glued_page_stays() -> None:
    """A reading given once of a character that goes on bare is the author's."""
    page = "到忻（xīn）州調(diào)研，與領(lǐng)導(dǎo)座談，推動(dòng)忻州發(fā)展，忻州很好。"

    assert stripped(page) == "到忻（xīn）州調研，與領導座談，推動忻州發展，忻州很好。"


def test_lone_reading_in_other_brackets_stays() -> None:
    """A rare character's reading in brackets unlike the glue's is the author's."""
    page = "到忻（xīn）州調(diào)研，與領(lǐng)導(dǎo)座談，推動(dòng)發(fā)展。"

    assert stripped(page) == "到忻（xīn）州調研，與領導座談，推動發展。"


def test_few_readings_in_a_long_article_stay() -> None:
    """Three annotations in many paragraphs are not systematic."""
    page = "調(diào)研，發(fā)布，動(dòng)員。" + "今天天氣很好，我們去公園玩。" * 40

    assert stripped(page) == page


def test_mostly_bare_characters_stay() -> None:
    """Characters that mostly stand bare are not glued."""
    page = "調(diào)研，發(fā)布，動(dòng)員。" + "調研，發布，動員。" * 2

    assert stripped(page) == page


def test_page_without_annotation_is_the_same_value() -> None:
    """A text without candidates is handed back as it came."""
    mapped = MappedText.of(PROSE)

    assert strip_glued_pinyin(mapped) is mapped


def test_characters_with_two_readings_do_not_save_the_glue() -> None:
    """長 and 行 read two ways are no lesson where everything else is glued, too."""
    glued = "銀行(háng)外行(xíng)人走,長(cháng)江邊校長(zhǎng)領(lǐng)導(dǎo)發(fā)展調(diào)研。"

    assert "(" not in strip_glued_pinyin(MappedText.of(glued)).text


@pytest.mark.parametrize(
    "text",
    [
        "生字：天（tiān）、地（dì）、人（rén）、你（nǐ）、我（wǒ）、他（tā）。",
        "远上寒山石径斜（xié），白云生处有人家（jiā）。停车坐爱枫林晚（wǎn），霜叶红于二月花（huā）。",
        "音阶：多(do)来(re)米(mi)发(fa)索(so)拉(la)西(xi)。",
    ],
)
def test_readings_given_on_purpose_stay(text: str) -> None:
    """At the end of what is read, or among words that are no readings."""
    assert strip_glued_pinyin(MappedText.of(text)).text == text
