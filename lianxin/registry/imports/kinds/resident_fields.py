"""What residents' lists call their columns."""

import re

from lianxin.core.sheets import Field, FieldSet
from lianxin.registry.rules.doors import fold_door, leading_building, read_door
from lianxin.registry.rules.places import looks_like_community

_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af·]{2,15}")
_ID_NUMBER = re.compile(r"\d{17}[\dXx]|\d{15}|\d(?:\.\d+)?[Ee]\+\d+")
_PHONE = re.compile(r"(?:\+?86)?1\d{10}|0\d{2,3}-?\d{7,8}")
_YES_NO = frozenset({"是", "否", "有", "无", "√", "✓", "×", "Y", "N", "y", "n", "1", "0", ""})


def looks_like_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


def looks_like_phone(text: str) -> bool:
    return _PHONE.fullmatch(text.replace(" ", "").replace("-", "", 1)) is not None


def _looks_like_id(text: str) -> bool:
    return _ID_NUMBER.fullmatch(text.replace(" ", "")) is not None


def _looks_like_door(text: str) -> bool:
    return read_door(text).is_read


RESIDENT_FIELDS = FieldSet(
    "resident",
    "居民名单",
    (
        Field(
            "community",
            "社区",
            ("所属社区", "所在社区", "社区名称", "居委会", "社居委", "村居", "社区(村)"),
            is_group=True,
            looks_like=looks_like_community,
        ),
        Field(
            "name",
            "姓名",
            (
                *("名字", "户主", "户主/成员", "户主姓名", "居民姓名", "人员姓名", "成员姓名", "对象姓名"),
                *(
                    "住户姓名",
                    "家庭成员",
                    "家庭成员姓名",
                    "群众姓名",
                    "业主",
                    "住户",
                    "承租人",
                    "受访人",
                    "宣防对象",
                    "公民姓名",
                    "老人姓名",
                ),
            ),
            is_required=True,
            looks_like=looks_like_name,
            join="",
            parts=("姓", "名"),
            avoid=("电话", "手机", "号码", "民警", "责任", "登记人", "采集人", "填表", "走访人", "监护人", "网格"),
        ),
        Field(
            "gender", "性别", ("男/女", "男女"), looks_like=lambda text: text in ("男", "女", "M", "F", "男性", "女性")
        ),
        Field("birth_on", "出生日期", ("出生年月日", "生日", "出生年月", "出生时间")),
        Field(
            "id_no",
            "身份证号",
            (
                *(
                    "公民身份号码",
                    "证件号码",
                    "身份证号码",
                    "身份证",
                    "身份号码",
                    "证件号",
                    "公民身份证号码",
                    "身份证件号码",
                ),
                *("有效证件号码", "居民身份证号", "身份证明号码", "证件编号"),
            ),
            looks_like=_looks_like_id,
            is_telling=True,
        ),
        Field(
            "phone",
            "联系电话",
            (
                *(
                    "手机号码",
                    "电话",
                    "手机号",
                    "手机",
                    "固话",
                    "电话号码",
                    "联系方式",
                    "联系手机",
                    "本人电话",
                    "移动电话",
                ),
                *("联系号码", "手机(电话)", "住宅电话", "固定电话", "联系电话1"),
            ),
            looks_like=looks_like_phone,
            is_telling=True,
            join="、",
            avoid=("民警", "责任", "登记人", "采集人", "监护人", "紧急", "网格", "走访人", "物业"),
        ),
        Field(
            "compound",
            "小区",
            (
                *(
                    "居住小区",
                    "小区名称",
                    "所属小区",
                    "所在小区",
                    "楼盘",
                    "小区名",
                    "住宅小区",
                    "居住小区名称",
                    "小区(楼盘)",
                ),
                *("现住小区", "住宅区", "院落", "小区/院落"),
            ),
            is_group=True,
        ),
        Field(
            "building",
            "所在楼栋",
            ("楼栋", "楼号", "栋号", "幢号", "栋", "幢", "楼幢", "所属楼栋"),
            is_group=True,
            looks_like=lambda text: bool(text) and leading_building(text) == fold_door(text),
            takes_sheet_name=True,
        ),
        Field(
            "door",
            "门牌",
            (
                *(
                    "楼栋单元室",
                    "住址",
                    "门牌号",
                    "房号",
                    "门牌号码",
                    "详细地址",
                    "家庭住址",
                    "地址",
                    "现住址",
                    "居住地址",
                ),
                *(
                    "楼栋房号",
                    "栋/单元/室",
                    "楼栋号",
                    "室号",
                    "房屋地址",
                    "楼号房号",
                    "房间号",
                    "房屋坐落",
                    "房屋编号",
                    "具体住址",
                    "栋室号",
                ),
            ),
            looks_like=_looks_like_door,
            join="-",
            parts=(
                *("楼栋号", "单元", "单元号", "梯", "室", "房", "室号", "房号", "房间号"),
                *("门牌", "门牌号", "户号"),
            ),
            group_parts=(("楼栋号", "号楼"), ("单元", "单元"), ("单元号", "单元"), ("梯", "梯")),
        ),
        Field(
            "occupation",
            "职业",
            ("从业状况", "工作", "就业情况", "从事职业", "职业类别", "工作情况", "身份类别", "人员类别"),
        ),
        Field(
            "exam",
            "家有考生",
            ("高考家庭", "考生", "考生家庭", "是否考生家庭", "有无考生", "高考考生", "是否有考生", "家中有考生"),
            looks_like=lambda text: text in _YES_NO,
        ),
        Field(
            "registered_on",
            "登记日期",
            (
                "填表时间",
                "填报时间",
                "填报日期",
                "摸排时间",
                "更新时间",
                "走访时间",
                "采集时间",
                "日期",
                "登记时间",
                "采集日期",
                "填表日期",
                "录入时间",
                "录入日期",
                "建档日期",
                "摸排日期",
            ),
        ),
        Field("note", "备注", ("说明", "备注说明", "其他", "情况说明")),
    ),
    alternatives=(("compound", "door"),),
    title_words=("居民", "宣防对象", "住户", "人口", "走访对象", "花名册", "人员名单", "对象清单"),
)
