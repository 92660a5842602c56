"""Words that tell what a cell or row is: header forms, totals, signatures, notes, groups."""

import re
from collections.abc import Iterable
from functools import lru_cache

from lianxin.core.sheets.fields import FieldSet
from lianxin.core.sheets.values import cell_text, clean_text
from lianxin.core.sheets.workbook import CellValue

_DECORATION = re.compile(r"[\s*※★☆#:、,。.\-_—~\"'“”?!;]+")
_BRACKETED = re.compile(r"[(\[【〔<《{][^)\]】〕>》}]*[)\]】〕>》}]")
_BRACKETS = re.compile(r"[()\[\]【】〔〕<>《》{}]")
_LONGEST_HEADER = 40
_GENERAL_WORDS = frozenset(
    "序号 编号 备注 说明 名称 姓名 电话 手机 地址 类型 类别 日期 时间 单位 性别 年龄 职务 岗位 联系方式 "
    "联系电话 负责人 联系人 数量 状态 部门 no 序 项次".split()
)
_SERIAL_WORDS = frozenset("序号 编号 序 号 no 项次 顺序号 行号 顺序 id".split())

_TOTAL = re.compile(
    r"(?P<before>[^\d:]{0,12}?)(?P<word>小计|合计|总计|共计|累计|总合计|总数)(?:数|人数|户数)?[:]?"
    r"(?:共?\d[\d,.]*(?:[^\d]{0,3}))?"
)
_ALTOGETHER = re.compile(r"(?:总|一|合)?共[计有]?:?\d+[所个家户人名条行处位栋]?.{0,4}")
_COUNT_CELL = re.compile(r"[-+]?[\d,]{1,9}(?:\.\d+)?%?[^\d]{0,3}")
_AMOUNT = re.compile(r"(?:其中|共|含|计|约)?[^\d]{0,8}:?\d[\d,.]*[^\d]{0,4}")
_SIGN_OFF = re.compile(
    r"(?:\d{4}|二[〇零○]\S{2})年\S{1,3}月\S{0,3}[日号]?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?: ?\d\d:\d\d.*)?|"
    r"\S{2,20}(?:[^务]所|局|委会|委员会|办事处|街道办|中心|办公室|[大中支]队|指挥室|[厅部])"
)
_SIGNER = re.compile(
    r"(?:制表|填表|填报|审核|审批|复核|经办|校对|录入|核对|统计|报送|采集|登记|负责|主管|分管|联系|汇总|核准|审定|签发|单位负责|"
    r"主要负责|部门负责|科室负责|站点?|社区)?(?:人员|人|员|领导|单位|部门|日期|时间|者|科室|电话)?(?:\((?:签[字名章]|盖章|公章)\)|签[字名章]|盖章)?"
)
_SIGNER_WORD = re.compile(
    r"制表|填表|填报|审核|审批|复核|经办|校对|录入|核对|报送|核准|审定|签发|负责|主管|分管|汇总人|统计|联系"
)
_NOTE = re.compile(
    r"(?:填表|填报|填写|有关|编制|使用|指标|重要|特别)?(?:说明|备注|附注|注意事项|注意|须知|要求|提示|注释|附|注|备考|数据来源|来源|"
    r"截至|截止|统计|更新)(?:日期|时间)?\d?[:：]\S?.*|注\d[.、:].*|(?:填表|填报|填写)(?:说明|要求|须知).*|注意事项.*|[※★*]\s*\S.{6,}"
)
_PAGE = re.compile(
    r"[-—(]*(?:以下空白|以下无正文|此页无正文|以下为空|续表|[接续]上[页表]|承前页|[转接]下页|过次页|第\d+页(?:[,，/]?共\d+页)?|完)[-—)]*"
)
_TRANSLATION = re.compile(r"[A-Za-z][A-Za-z ./()_'&-]*")
_NUMBERED_NOTE = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2}|\(\d{1,2}\))[.、)]\S.{14,}")
_PROSE = re.compile(r".{18,}[。;!]|.*[。].*[。]?.{10,}")
_LEGEND = re.compile(
    r"(?:颜色|标识|标记|符号|代码|编码|类别|分类|类型|选项|字段|状态|等级|职业|行业)?(?:图例|图示|说明|对照表?|代码表|字典|释义|含义|标准)[:：]?"
)
_GROUP_COUNT = re.compile(r"(?P<name>\D.*?)\s*[(\[【](?:共|计|合计|总计)?:?\s*\d+\s*[^\d()]{0,4}[)\]】]")
_GROUP_NUMERAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\))\s*(?P<name>\S.{0,30})"
)
_DAY_HEADER = re.compile(
    r"(?:星期|周|礼拜)[一二三四五六日天]|\d{1,2}[日号]|\d{1,2}月\d{1,2}[日号]?|(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?"
)
_COUNT_HEADER = re.compile(
    r".*(?:数|数量|人次|率|占比|比例|合计|小计|总计|金额|排名|完成|目标|任务|同比|环比|增减|达标|户|个|人)"
)


def compact(value: CellValue) -> str:
    """This will give a cell as a bare header word: folded, lower case, without blanks and decoration."""
    text = cell_text(value)
    return _DECORATION.sub("", text).lower() if text else ""


@lru_cache(maxsize=20_000)
def header_forms(value: CellValue) -> tuple[str, ...]:
    """This will give the forms of a header worth comparing: 学校(园)名称 → 学校名称, 学校园名称."""
    whole = compact(value)
    forms = (_BRACKETED.sub("", whole), _BRACKETS.sub("", whole))
    return tuple(dict.fromkeys(form for form in forms if form))


class Vocabulary:
    """This will know the header words of all kinds of list."""

    def __init__(self, kinds: Iterable[FieldSet]) -> None:
        words = {
            form
            for kind in kinds
            for field in kind.fields
            for form in field_words(field.label, (*field.synonyms, *field.parts))
        }
        self.exact = frozenset(words) | _GENERAL_WORDS
        self.raw = frozenset(self.exact | {word.upper() for word in self.exact})
        self._long = tuple(sorted((word for word in self.exact if len(word) >= 2), key=len, reverse=True))
        self._groups = tuple(
            field.looks_like for kind in kinds for field in kind.fields if field.is_group and field.looks_like
        )
        self._seen: dict[str, float] = {}

    def weight(self, value: CellValue) -> float:
        """This will weigh a cell as header word: 1 known, 0.7 contains a known word, 0 could be, -1 cannot be."""
        if not isinstance(value, str):
            return -1.0
        if value not in self._seen:
            self._seen[value] = self._weigh(value)
        return self._seen[value]

    def _weigh(self, text: str) -> float:
        forms = header_forms(text)
        cleaned = clean_text(text)
        if not forms or len(forms[0]) > _LONGEST_HEADER:
            return -1.0
        known = self._known(forms)
        if cleaned.endswith(":"):
            # "联系电话：" labels the cell beside it far more often than the column below it.
            return 0.0 if known else -1.0
        if known == 1.0:
            return 1.0
        if re.search(r":\S|。", cleaned) or len(forms[0]) > 20:
            return -1.0
        if re.search(r"\d{4}", cleaned):
            return known if any(forms[0].endswith(word) for word in self._long) else -1.0
        return known

    def _known(self, forms: tuple[str, ...]) -> float:
        if any(form in self.exact for form in forms):
            return 1.0
        return 0.7 if any(word in form for form in forms for word in self._long) else 0.0

    def is_group_value(self, text: str) -> bool:
        """This will tell whether some group field recognises the text as its value."""
        return any(looks_like(text) for looks_like in self._groups)


def field_words(label: str, synonyms: Iterable[str]) -> tuple[str, ...]:
    """This will give the comparable forms of all names of a field."""
    return tuple(dict.fromkeys(form for word in (label, *synonyms) for form in header_forms(word)))


def is_parent_word(value: CellValue) -> bool:
    """This will recognise a word over several columns: 基本信息, 物业情况."""
    return compact(value).endswith(("信息", "情况", "资料", "方式", "概况", "部分", "内容"))


def is_serial_header(header: str) -> bool:
    return any(form in _SERIAL_WORDS for form in header_forms(header))


def total_word(text: str) -> str:
    """This will give "subtotal", "total" or "" for the text of one cell (小计, 莲秀小计, 合 计：35)."""
    bare = text.replace(" ", "")
    if _ALTOGETHER.fullmatch(bare):
        return "total"
    match = _TOTAL.fullmatch(bare)
    if match is None:
        return ""
    return "subtotal" if match["word"] == "小计" or match["before"] not in ("", "总") else "total"


def is_count(value: CellValue) -> bool:
    """This will tell whether a cell can stand in a total row: a number, 118个, 12.5%."""
    if isinstance(value, str):
        return _COUNT_CELL.fullmatch(clean_text(value).replace(" ", "")) is not None
    return isinstance(value, int | float)


def is_amount(text: str) -> bool:
    """This will recognise a count with words around it in a total row: 其中考生45户."""
    return len(text) <= 20 and _AMOUNT.fullmatch(text.replace(" ", "")) is not None


def is_sign_off(text: str) -> bool:
    """This will recognise what closes a document: an office, a date."""
    return _SIGN_OFF.fullmatch(text.replace(" ", "")) is not None


def is_signature(text: str) -> bool:
    """This will recognise 制表人：, 审核人(签字), 填报单位(盖章)…"""
    head, colon, _rest = text.replace(" ", "").partition(":")
    if not _SIGNER_WORD.match(head) and not re.search(r"签[字名章]|盖章|公章", head):
        return False
    signer = _SIGNER.fullmatch(head)
    return signer is not None and (bool(colon) or head.endswith(("人", "员", ")", "字", "章", "名", "领导")))


def is_note(text: str) -> bool:
    """This will recognise 填表说明：…, 注：…, 1.……, and running prose."""
    bare = text.replace(" ", "")
    return any(pattern.fullmatch(bare) for pattern in (_NOTE, _NUMBERED_NOTE, _PAGE, _PROSE))


def is_legend(text: str) -> bool:
    """This will recognise what opens a key to signs and codes below a list: 图例, 类别说明：."""
    return _LEGEND.fullmatch(text.replace(" ", "")) is not None


def is_translation(value: CellValue) -> bool:
    """This will recognise a Latin word such as Name or id_no, which under a Chinese header only says it again."""
    return isinstance(value, str) and _TRANSLATION.fullmatch(clean_text(value)) is not None


def group_name(text: str) -> str:
    """This will give the name a group row states: 北京市(92所) → 北京市, 一、莲秀社区 → 莲秀社区; "" when unmarked."""
    if match := _GROUP_COUNT.fullmatch(text):
        numeral = _GROUP_NUMERAL.fullmatch(match["name"])
        return numeral["name"] if numeral else match["name"]
    match = _GROUP_NUMERAL.fullmatch(text)
    return match["name"] if match else ""


def is_day_header(value: CellValue) -> bool:
    """This will recognise the column heads of a duty table: 周一, 5月3日, 12."""
    if isinstance(value, str):
        text = clean_text(value).replace(" ", "")
        return _DAY_HEADER.fullmatch(text) is not None or (text.isdigit() and 1 <= int(text) <= 31)
    if isinstance(value, bool):
        return False
    return not isinstance(value, int | float) or (value == int(value) and 1 <= value <= 31)


def is_count_header(header: str) -> bool:
    return any(_COUNT_HEADER.fullmatch(form) for form in header_forms(header))
