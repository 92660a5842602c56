"""Doors whose building or unit stands in a column of its own, over the rows, or only once per group."""

import pytest

from lianxin.accounts.tests.factories import make_station
from lianxin.registry.models import Household
from lianxin.registry.tests.factories import make_compound
from lianxin.registry.tests.importing import counts, import_content, warnings, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def compound():
    return make_compound("金榜华庭")


def doors():
    rows = Household.objects.of(make_station()).values_list("building", "unit", "room")
    return sorted(rows)


@pytest.mark.parametrize(
    ("header", "rows", "sheet"),
    [
        (("姓名", "楼栋", "房号"), [("王小华", "1号楼", "301"), ("李明", "2号楼", "301")], "金榜华庭"),
        (("姓名", "楼栋", "门牌"), [("王小华", 1, "1-301"), ("李明", 2, "2-1-301")], "金榜华庭"),
        (
            ("姓名", "房号", "电话"),
            [("1号楼",), ("王小华", "301", "10012345678"), ("2号楼",), ("李明", "301", "10087654321")],
            "金榜华庭",
        ),
    ],
)
def test_the_building_may_stand_beside_or_over_the_doors(header, rows, sheet):
    import_content(workbook(header, rows, sheet=sheet), "resident")

    assert [door[0] for door in doors()] == ["1", "2"]
    assert {door[2] for door in doors()} == {"301"}


@pytest.mark.parametrize(
    ("sheet", "title", "door"),
    [("1号楼", "金榜华庭业主信息表", ("1", "", "301")), ("Sheet1", "金榜华庭3栋2单元业主", ("3", "2", "301"))],
)
def test_the_sheet_or_the_title_may_name_the_building(sheet, title, door):
    rows = [("姓名", "房号", "电话"), ("王小华", "301", ""), ("李明", "302", "10087654321")]
    import_content(workbook((title,), rows, sheet=sheet), "resident")

    assert doors()[0] == door


PARTS = ("姓名", "小区", "楼栋", "单元", "室")


@pytest.mark.parametrize("header", [PARTS, ("姓名", "小区", "楼栋号", "单元", "房号")])
def test_a_unit_stated_once_per_group_holds_for_the_doors_below_and_ends_with_its_building(header):
    make_compound("联发花园")
    rows = [
        ("王小华", "金榜华庭", 1, 1, 101),
        ("李明", "", "", "", 102),
        ("陈华", "", "", 2, 101),
        ("陈明", "", "", "", 102),
        ("黄明", "", 2, "", 101),
        ("黄华", "", "", "", 102),
        ("林明", "联发花园", "", "", 101),
        ("林华", "", "", "", 102),
    ]

    analysis = import_content(workbook(header, rows), "resident")

    assert (counts(analysis), warnings(analysis)) == ((8, 0, 0, 0, {}), {})
    one = [("1", unit, room) for unit in "12" for room in ("101", "102")]
    assert doors() == sorted([*one, ("2", "", "101"), ("2", "", "102"), ("", "", "101"), ("", "", "102")])


@pytest.mark.parametrize(
    "rows",
    [
        [("王小华", "金榜华庭", 1, 1, 101), ("李明", "金榜华庭", 1, 1, 102), ("陈华", "金榜华庭", 1, "", 101)],
        [("王小华", "金榜华庭", 1, "", 101), ("李明", "金榜华庭", 1, 2, 101), ("陈华", "金榜华庭", 2, "", 101)],
        [("王小华", "金榜华庭", 1, "", 101), ("李明", "金榜华庭", 1, "", 102), ("陈华", "金榜华庭", "", "", 101)],
    ],
)
def test_a_blank_unit_or_building_that_could_be_several_is_not_guessed(rows):
    analysis = import_content(workbook(PARTS, rows), "resident")

    assert warnings(analysis) == {"DOOR_UNREAD": 1}
    assert Household.objects.of(make_station()).count() == 3


BESIDE = ("姓名", "楼栋", "门牌")


@pytest.mark.parametrize(
    ("rows", "keys"),
    [
        ([(1, "1-101"), (1, "2-101"), (2, "1-101"), (2, "2-101")], "1|1|101 1|2|101 2|1|101 2|2|101"),
        ([(1, "1-101"), (2, "2-101"), (3, "3-1-101")], "1||101 2||101 3|1|101"),
        ([("A区1号楼", "1-1-101"), ("B区1号楼", "1-1-101")], "A区1|1|101 B区1|1|101"),
        ([("1号楼2单元", "101"), ("1号楼1单元", "1-1-101")], "1|1|101 1|2|101"),
    ],
)
def test_doors_beside_their_buildings_never_meet(rows, keys):
    named = [(f"{sign}明", *row) for sign, row in zip("王李陈黄", rows, strict=False)]

    analysis = import_content(workbook(BESIDE, named, sheet="金榜华庭"), "resident")

    assert warnings(analysis) == {}
    assert ["|".join(door) for door in doors()] == keys.split()


@pytest.mark.parametrize(
    ("building", "door"), [("2", "1-1-101"), ("1号楼", "2号楼101"), ("1号楼2单元", "1-101"), ("2", "1-101")]
)
def test_a_door_that_contradicts_its_building_is_not_guessed(building, door):
    rows = [("王小华", 1, "1-101"), ("李明", 3, "3-101"), ("陈华", building, door)]

    analysis = import_content(workbook(BESIDE, rows, sheet="金榜华庭"), "resident")

    assert warnings(analysis) == {"DOOR_UNREAD": 1}
    assert Household.objects.of(make_station()).count() == 3


def test_an_unread_door_keeps_the_building_beside_it():
    rows = [("王小华", "1号楼", "张家大院"), ("李明", "2号楼", "张家大院")]

    import_content(workbook(BESIDE, rows, sheet="金榜华庭"), "resident")

    assert {each.door for each in Household.objects.of(make_station())} == {"1号楼、张家大院", "2号楼、张家大院"}
