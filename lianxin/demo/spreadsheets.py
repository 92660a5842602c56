"""The spreadsheets the demo's clerk brings: her lists as she keeps them, read in by the ordinary import."""

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from random import Random
from typing import Any

import xlsxwriter

from lianxin.demo.area import InventedCompound, InventedOrganization
from lianxin.demo.roster import InventedResident
from lianxin.demo.staff import InventedOfficer

_VOCABULARIES = (
    "序号 姓名 性别 身份证号 联系电话 小区 门牌 职业 家有考生 登记日期".split(),
    "编号 户主/成员 性别 公民身份号码 手机号码 居住小区 楼栋单元室 从业状况 高考家庭 采集时间".split(),
    "序号 名字 男/女 证件号码 电话 小区名称 住址 工作 考生 日期".split(),
)
_DOOR_FORMS = "{0}-{1}-{2} {0}号楼{1}单元{2} {0}栋{1}单元{2} {0}号{1}梯{2} {0}#{1}-{2} {0}号楼{1}单元{2}室".split()


def compound_book(places: Sequence[InventedCompound]) -> bytes:
    """Title, two-row header, the community only in the first row of its group, a subtotal after each."""
    rows: list[list[Any]] = [
        ["辖区物业小区底数台账"],
        ["填报单位：综合指挥室"],
        ["序号", "所属社区", "小区名称", "别名", "楼栋数", "户数", "物业信息", "", "", "坐标(GCJ-02)", ""],
        ["", "", "", "", "", "", "物业公司", "负责人", "联系电话", "经度", "纬度"],
    ]
    number = 0
    for community, group in groupby(places, key=lambda place: place.community):
        members = list(group)
        for position, place in enumerate(members):
            number += 1
            stated = community if position == 0 else ""
            rows.append([number, stated, place.name, place.alias, place.buildings, place.households])
            rows[-1] += [place.firm, place.contact, place.phone, place.longitude, place.latitude]
        rows.append(["", f"{community}小计", f"{len(members)}个"])
    rows += [["合计", "", f"{number}个"], ["制表人:      审核人:"]]
    return _book([("小区底数", rows)])


def organization_book(title: str, organizations: Iterable[InventedOrganization]) -> bytes:
    header = "序号 名称 类型 上级单位 地址 负责人 电话 员工数 经度(GCJ-02) 纬度(GCJ-02)".split()
    rows: list[list[Any]] = [[title], header]
    for number, one in enumerate(organizations, start=1):
        rows.append([number, one.name, one.kind, one.parent, one.address, one.contact, one.phone, one.staff])
        rows[-1] += [one.longitude, one.latitude]
    return _book([(title, rows)])


def resident_book(draw: Random, people: Sequence[InventedResident]) -> bytes:
    """One sheet a community, three ways to name the columns, six ways to write a door."""
    sheets = []
    for number, (community, group) in enumerate(groupby(people, key=lambda person: person.community)):
        rows: list[list[Any]] = [[f"{community}一对一宣防对象清单"], list(_VOCABULARIES[number % len(_VOCABULARIES)])]
        rows += [_resident_row(draw, position, person) for position, person in enumerate(group, start=1)]
        rows += [["合计", len(rows) - 2], ["填表说明：本表由社区民警填写"]]
        sheets.append((community.removesuffix("社区"), rows))
    return _book(sheets)


def staff_book(officers: Iterable[InventedOfficer]) -> bytes:
    rows: list[list[Any]] = [["社区警务队人员表"], ["序号", "账号", "姓名", "岗位", "手机", "责任社区", "搭档组"]]
    for number, one in enumerate(officers, start=1):
        rows.append([number, one.login, one.name, one.post, one.phone, "、".join(one.communities), one.pair])
    return _book([("人员", rows)])


def _resident_row(draw: Random, position: int, person: InventedResident) -> list[Any]:
    door = draw.choice(_DOOR_FORMS).format(*person.door)
    phone: Any = float(person.phone) if draw.random() < 0.3 else person.phone
    noted = person.noted_on.isoformat() if draw.random() < 0.6 else f"{person.noted_on:%Y.%m.%d}"
    exam = "是" if person.is_exam_family else ""
    sex = "男" if person.is_male else "女"
    return [position, person.name, sex, person.id_no, phone, person.compound, door, person.occupation, exam, noted]


def _book(sheets: Iterable[tuple[str, list[list[Any]]]]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        for title, rows in sheets:
            sheet = book.add_worksheet(title[:31])
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value != "":
                        sheet.write(number, column, value)
    return held.getvalue()
