"""The words that lists are told by; Simplified throughout."""

import re

OPENERS = (
    "分别是",
    "分别为",
    "分别有",
    "主要有",
    "主要是",
    "包括了",
    "包括",
    "包含",
    "主要为",
    "是因为",
    "因为",
    "由于",
    "其中",
    "例如",
    "譬如",
    "比如",
    "诸如",
    "即",
    "设有",
    "另设",
    "来自于",
    "来自",
    "位于",
    "有",
    "是",
    "为",
    "如",
)
"""What a list follows, however it goes on; the longer ones first."""
COPULA = re.compile(
    r"(?:的|者)?(?:还|也|均|都|则|主要|其中|先后|依次)?(?:分别)?"
    r"(?:有|是|为|包括|包含|来自|由|共有|如下|于|在|到|了|过|着|[:：])+"
)
"""What stands between a question's word and a list that it names: 专家**有**, 原因**是**."""
STOP_ADVERBS = re.compile(
    r"(?:分别|先后|依次|各自|均|都|共同|一同|一起|全程|一道|联合|组成|不同程度|之间|各|已|将|也|还|曾|并|便)"
)
"""What begins to say something of a list that stands before it."""
ET_CETERA = re.compile(r"等(?!级|候|待|于|量|同|离|效)(?:等)?")
NUMERALS = "一二两三四五六七八九十百千万几数多0-9〇"
MEASURES = (
    "个位名家项种次条件所座部本台套张辆架艘间层栋批支份大篇幅枚块只双对组类款场届期把盏处类方面"
)
COUNTED = re.compile(rf"[{NUMERALS}]+[{MEASURES}]")
"""A number with its measure word: 四个 (议题), 三大 (产业)."""
CONJUNCTIONS = ("以及", "与及", "及", "和", "与", "暨", "还有", "跟", "或")
STRONG_CONJUNCTIONS = frozenset({"以及", "与及", "及", "暨", "还有"})
"""Those that never stand inside a member."""
NO_CONJUNCTION = re.compile(
    r"和(?:平|谐|解|睦|田|尚|约|服|县|煦)|与(?:会|否|其|时俱进)|及(?:时|早|格|第)|或(?:许|者是)"
)
LATER_MARKS = re.compile(r"(?:[一二三四五六七八九]是|其[一二三四五六]|第[一二三四五六][，,是])")
"""Marks of a member that is a clause of its own: 一是 …；二是 …"""
LINE_MARK = re.compile(
    r"^(?:[0-9]{1,2}[.、．)）]|[(（][0-9一二三四五六七八九十]{1,2}[)）]|[①-⑳]|"
    r"[一二三四五六七八九十]{1,2}、)\s*"
)
"""What numbers a line."""

TWO_LETTER_POSTS = (
    "主任|局长|书记|部长|市长|县长|处长|厅长|院长|校长|所长|站长|科长|镇长|乡长|村长|里长|司长|会长|"
    "委员|常委|教授|经理|总裁|总监|主席|秘书长|董事长|理事长|理事|监事|领导|主管|工程师|技术官|执行官|"
    "医师|医生|护士|教师|老师|讲师|研究员|院士|馆员|队长|组长|团长|馆长|行长|社长|总长|校监|班长|"
    "党员|村民|大户|大学生|学生|带头人|农艺师|导演|演员|监制|编剧|影评人|制片人|摄影师|歌手|画家|作家|"
    "书法家|运动员|教练|记者|编辑|律师|法官|检察官|检察长|警官|代表|创始人|负责人|联系人|发言人|主持人|"
    "总领事|领事|大使|参赞|总干事|干事|志愿者|志工|公证员|会计师|会计|设计师|值班员|管理员|船长|后人|"
    "修复师|收藏家|企业家|专家|科学家|学者|博士|硕士|同志|先生|女士|总理|总统|首相|议长|议员|国王|王子|"
    "公主|皇帝|将军|司令|政委|军长|师长|中医|名医|恩师|前辈|女儿|儿子|妻子|丈夫|父亲|母亲|老戏骨|选手|"
    "冠军|得主|参谋|顾问|助理|秘书|专员|巡视员|调研员|主编|总编|台长|店长|厂长|股东|成员|候选人|省长|州长|"
    "区长|副总(?!裁|经理|理|统|工|编)|经纪人|评委|裁判|队员|球员|导师|园长|庭长|总工|首席|审计师|药师|技师|厨师|司机|船员"
)
POSTS = re.compile(f"(?:{TWO_LETTER_POSTS})")
"""What people are called by their work."""
BODIES = re.compile(
    r"(?:大学|中学|小学|学院|学校|附中|一中|二中|公司|集团|医院|研究所|研究院|银行|协会|学会|"
    r"委员会|法院|社区)(?:的)?"
)
"""What people are told apart by, where no post is named."""
COLLECTIVE = re.compile(
    r"(?:负责人|代表|人员|志愿者|志工|同志|工作者|成员|学员|师生|家属|群众|干部|职工|档案员|队员|官员|"
    r"专家|学者|记者|嘉宾|领导|人士|委员|院长|检察长|企业家|居民|村民|教师|学生|家长|员工|人)$"
)
"""What a group of people is called: kept as the text has it."""
PEOPLE = re.compile(
    r"(?:人|人员|成员|嘉宾|专家|领导|干部|委员|代表|[^\W国商厂作哪大几]家|者|员|选手|歌手|老师|教师|医生|学生|"
    r"志工|船员|评委|主角|演员|候选人|科学家|作家|理事|得主|同志|明星|亲属|子女|院士|校友|皇帝|国王)$"
)
"""Words of questions that ask for people: 哪些**嘉宾**."""
