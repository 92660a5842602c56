"""What offices call their columns finds the right field."""

import pytest

from lianxin.core.sheets.matching import fit
from lianxin.core.sheets.tables import Column
from lianxin.registry.imports.kinds import kind_by_code

WORDS = {
    ("resident", "name"): "姓名 户主姓名 业主姓名 业主 住户 承租人 租户姓名 居民姓名 受访人",
    ("resident", "id_no"): "公民身份号码 身份证 身份证号码 证件号码 身份证号(18位)",
    ("resident", "phone"): "联系方式 手机 手机号码 电话号码 本人手机 业主电话",
    ("resident", "compound"): "所属小区 现居住小区 小区名称 楼盘",
    ("resident", "building"): "楼栋 栋 楼号",
    ("resident", "door"): "房号 现住址 家庭住址 单元房号 楼栋门牌 房屋坐落",
    ("resident", "registered_on"): "填表时间 登记日期 采集时间 摸排时间",
    ("organization", "name"): "学校名称 幼儿园名称 机构名称 旅馆名称 店名 场所名称",
    ("organization", "contact"): "园长 法定代表人 治安负责人 业主 房东",
    ("organization", "parent"): "主管部门 主管单位 所属银行 上级行",
    ("organization", "address"): "机构地址 经营场所 校址",
    ("compound", "point"): "经纬度 坐标(经度,纬度) 地理坐标",
    ("staff", "role"): "职务 岗位 人员类别",
}


@pytest.mark.parametrize(
    ("kind", "field", "word"), [(*at, word) for at, words in WORDS.items() for word in words.split()]
)
def test_a_header_finds_its_field(kind, field, word):
    column = Column(0, 0, "A", word, (word,))
    fields = kind_by_code(kind).fields.fields

    assert max(fields, key=lambda each: fit(column, (), each).score).code == field
