"""Times and numbers as Chinese text writes them, in either script and width."""

import re
from collections.abc import Iterator

from retrieval.model import Span
from retrieval.text.scripts import to_simplified

_DIGIT = "[0-9０-９]"
_DIGITS = rf"{_DIGIT}+(?:[.．]{_DIGIT}+|(?:[,，]{_DIGIT}{{3}})+(?:[.．]{_DIGIT}+)?)?"
_COUNT = rf"(?:{_DIGITS}|[零〇○一二两三四五六七八九十百千几]+)"

_SMALL = rf"(?:{_DIGIT}{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_YEAR = (
    rf"(?:(?:公元|西元|民国|纪元)?前?\s?(?:{_DIGIT}{{1,4}}|[零〇○一二三四五六七八九十百]{{1,5}}|元)"
    r"|[\u4e00-\u9fff]{2}(?:元|[一二三四五六七八九十]{1,3}))\s?年(?:代|度)?"
)
"""1998年, 公元前三年, 二〇〇八年, 民国十五年, 康熙三年."""
_MONTH = rf"闰?(?:{_SMALL}|正|腊)\s?月份?"
_DAY = rf"{_SMALL}\s?[日号]|初[一二三四五六七八九十]"
_HOUR = rf"{_SMALL}\s?[时点](?:半|{_SMALL}\s?分)?|{_DIGIT}{{1,2}}[:：]{_DIGIT}{{2}}"
_PART = "凌晨|清晨|早晨|早上|上午|中午|正午|下午|午后|傍晚|晚上|晚间|夜间|深夜|午夜"
_STAGE = (
    "初期?|末期?|底|中叶|中期|中旬|上旬|下旬|后期|前期|晚期|早期|年间|时期|之交|[春夏秋冬][季天]?"
)
_CENTURY = rf"{_COUNT}\s?世纪(?:{_COUNT}\s?年代)?"
_WEEKDAY = "(?:星期|礼拜|周)[一二三四五六日天]"
_DATE = (
    rf"(?:(?:{_CENTURY}|{_YEAR})(?:\s?(?:{_STAGE}))?"
    rf"(?:\s?(?:{_MONTH})(?:{_STAGE})?)?(?:\s?(?:{_DAY}))?"
    rf"|(?:{_MONTH})(?:{_STAGE})?(?:\s?(?:{_DAY}))?|(?:{_DAY})|{_WEEKDAY}"
    rf"|(?:{_PART})(?:{_HOUR})?|(?:{_HOUR}))"
    rf"(?:\s?[（(]?{_WEEKDAY}[）)]?)?(?:\s?(?:{_PART}))?(?:\s?(?:{_HOUR}))?"
)
_RELATIVE = (
    "[今去昨明前当次翌本][年天日晚早月周][初末底]?"
    rf"(?:{_MONTH})?(?:{_DAY})?(?:{_PART})?(?:{_HOUR})?"
)
_TIME = re.compile(rf"{_DATE}|{_RELATIVE}")
_PLAIN_YEAR = re.compile(rf"(?<![{_DIGIT[1:-1]}.,])(?:1[0-9]|20)[0-9]{{2}}(?![{_DIGIT[1:-1]}.,])")

_LENGTHS = "公里 千米 英里 海里 厘米 毫米 微米 纳米 米 英尺 英寸 公尺 公分 尺 寸 丈 里 光年"
_AREAS = (
    "平方公里 平方千米 平方英里 平方米 平方尺 平方英尺 立方米 立方公里 立方千米 英亩 公顷 亩 顷 坪"
)
_WEIGHTS = "公吨 吨 公斤 千克 毫克 微克 克 磅 斤 两 盎司 石 升 毫升 加仑 桶"
_MONEY = (
    "美元 英镑 欧元 日元 日圆 港元 港币 人民币 新台币 台币 元 圆 块钱 块 角 便士 卢布 法郎 马克"
)
_SPANS_OF_TIME = (
    "世纪 年半 年 个半月 个月 个星期 星期 周 礼拜 天 小时 个小时 分钟 秒钟 秒 毫秒 昼夜"
)
_OTHER_QUANTITIES = "摄氏度 华氏度 度 千瓦 兆瓦 瓦 伏 赫兹 兆赫 帕 节 马力"
_COUNTERS = (
    "人次 人 名 位 个 家 间 座 所 栋 幢 层 楼 条 项 种 类 件 只 头 匹 尾 株 棵 朵 支 枝 部 本 册 "
    "卷 篇 首 张 幅 台 辆 架 艘 列 套 次 回 届 场 轮 局 盘 集 期 季 批 组 队 班 户 口 岁 倍 成 分 "
    "票 字 句 页 章 段 站 号 级 等 代 路 线 门 面 颗 粒 枚 片 把 根 道 步 处 省 县 市 州 国 镇 村 "
    "区 院 校 系 郡 师 旅 团 营 连 席 员 胜 球 码 音节 点"
)
_UNIT = "|".join(
    sorted(
        f"{_LENGTHS} {_AREAS} {_WEIGHTS} {_MONEY} "
        f"{_SPANS_OF_TIME} {_OTHER_QUANTITIES} {_COUNTERS}".split(),
        key=lambda unit: (-len(unit), unit),
    )
)
_SIGN = r"[%％‰]|°C|℃|°|(?:km²|km|cm|mm|kg|m)(?![a-z])"
_ABOUT = r"(?:大约|大概|将近|接近|超过|至少|不足|不到|约|近|逾|超)\s?"
_CURRENCY = r"(?:港币|人民币|美元|新台币|台币|[$＄￥¥£€])\s?"
_AMOUNT = rf"(?:{_COUNT}|半)\s?[多余几来]?\s?[百千万亿兆]*\s?[多余]?"
_NUMBER = re.compile(
    rf"(?:{_ABOUT})?(?:{_CURRENCY})?"
    rf"(?:百分之\s?{_COUNT}|{_COUNT}分之{_COUNT}[强弱]?"
    rf"|第?{_AMOUNT}(?:\s?[至到\-–—~～]\s?{_AMOUNT})?"
    rf"\s?(?:{_SIGN}|(?:{_UNIT})(?:零\s?{_COUNT}\s?(?:{_UNIT}))?|))"
)
_SAYS_MUCH = re.compile(r"[0-9０-９%％百千万亿]|..")
"""A lone 一 is in too many words."""


def times(text: str) -> Iterator[Span]:
    """Dates, centuries, hours and parts of the day, in order: 2008年8月8日上午, 19世纪."""
    return (Span(*match.span()) for match in _TIME.finditer(to_simplified(text)))


def plain_years(text: str) -> Iterator[Span]:
    """Four digits that may be a year, 1000 to 2099, with or without 年, in order."""
    return (Span(*match.span()) for match in _PLAIN_YEAR.finditer(text))


def numbers(text: str) -> Iterator[Span]:
    """Numbers with their units, in order: 1,200万元, 三层, 百分之五十, 约500人."""
    return (
        Span(*match.span())
        for match in _NUMBER.finditer(to_simplified(text))
        if _SAYS_MUCH.search(match[0])
    )
