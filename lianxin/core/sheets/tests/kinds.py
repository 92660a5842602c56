"""Kinds of list as a room would bring them, for the tests of the engine."""

import re

from lianxin.core.sheets import Field, FieldSet


def looks_like_id(text: str) -> bool:
    return re.fullmatch(r"\d{17}[\dXx]|\d{15}", text) is not None


def looks_like_phone(text: str) -> bool:
    return re.fullmatch(r"1\d{10}|0\d{2,3}-?\d{7,8}|\d{7,8}", text) is not None


def looks_like_name(text: str) -> bool:
    return re.fullmatch(r"[\u4e00-\u9fff·]{2,10}", text) is not None


def looks_like_community(text: str) -> bool:
    return re.fullmatch(r"[\u4e00-\u9fff]{2,8}(社区|居委会)", text) is not None


def looks_like_door(text: str) -> bool:
    return re.search(r"\d+\D+\d+", text) is not None and len(text) < 20


COMPOUND = FieldSet(
    "compound",
    "小区",
    (
        Field("community", "社区", ("所属社区", "所在社区"), is_group=True, looks_like=looks_like_community),
        Field("name", "小区名称", ("小区", "小区名", "楼盘名称"), is_required=True),
        Field("aliases", "别名", ("又名",)),
        Field("buildings", "楼栋数", ("栋数", "幢数")),
        Field("households", "户数", ("总户数", "住户数")),
        Field("firm", "物业公司", ("物业", "物业服务企业", "物业名称")),
        Field("contact", "物业负责人", ("负责人", "物业经理", "联系人"), looks_like=looks_like_name),
        Field("phone", "物业电话", ("联系电话", "电话", "手机"), looks_like=looks_like_phone, join="、"),
        Field("longitude", "经度", ("lng", "东经")),
        Field("latitude", "纬度", ("lat", "北纬")),
        Field("note", "备注", ("说明",)),
    ),
    title_words=("小区", "物业"),
)

ORGANIZATION = FieldSet(
    "organization",
    "单位",
    (
        Field("community", "社区", ("所属社区",), is_group=True, looks_like=looks_like_community),
        Field(
            "name",
            "单位名称",
            ("学校名称", "学校园名称", "园名称", "网点名称", "酒店名称", "机构名称", "企业名称", "宾馆名称", "名称"),
            is_required=True,
        ),
        Field("type", "类型", ("类别", "单位类型", "办学层次")),
        Field("parent", "所属银行", ("主管部门", "上级单位", "所属行")),
        Field("address", "地址", ("单位地址", "详细地址", "所在地")),
        Field("contact", "负责人", ("安全负责人", "联系人"), looks_like=looks_like_name),
        Field("phone", "电话", ("手机", "固话", "联系电话", "固定电话"), looks_like=looks_like_phone, join="、"),
        Field("longitude", "经度"),
        Field("latitude", "纬度"),
        Field("code", "标识码", ("学校标识码", "统一社会信用代码", "机构编码")),
        Field("note", "备注", ("说明",)),
    ),
    title_words=("学校", "网点", "酒店", "幼儿园", "名单"),
)

RESIDENT = FieldSet(
    "resident",
    "居民",
    (
        Field("community", "社区", ("所属社区",), is_group=True, looks_like=looks_like_community),
        Field(
            "name",
            "姓名",
            ("名字", "户主", "户主/成员"),
            is_required=True,
            looks_like=looks_like_name,
            join="",
            parts=("姓", "名"),
        ),
        Field("gender", "性别", ("男/女",), looks_like=lambda text: text in "男女MF"),
        Field(
            "id_no",
            "身份证号",
            ("公民身份号码", "证件号码", "身份证号码", "身份证"),
            looks_like=looks_like_id,
            is_telling=True,
        ),
        Field(
            "phone",
            "联系电话",
            ("手机号码", "电话", "手机号", "手机", "固话"),
            looks_like=looks_like_phone,
            is_telling=True,
            join="、",
        ),
        Field("compound", "小区", ("居住小区", "小区名称"), is_required=True, is_group=True),
        Field(
            "door",
            "门牌",
            ("楼栋单元室", "住址", "门牌号", "房号"),
            looks_like=looks_like_door,
            join="-",
            parts=("楼栋", "单元", "房号", "室"),
        ),
        Field("occupation", "职业", ("从业状况", "工作")),
        Field("exam", "家有考生", ("高考家庭", "考生")),
        Field("registered_on", "登记日期", ("采集时间", "日期", "登记时间")),
        Field("note", "备注", ("说明",)),
    ),
    title_words=("宣防", "居民", "对象"),
)

ALL = (COMPOUND, ORGANIZATION, RESIDENT)
