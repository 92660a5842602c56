"""Proposing which column feeds which field, with a reason; remembering what a clerk chose."""

import pytest

from lianxin.core.sheets import Table, mapping_from_choice, propose_mapping
from lianxin.core.sheets.tests.books import PEOPLE_HEADER, people, xlsx
from lianxin.core.sheets.tests.kinds import COMPOUND, ORGANIZATION, RESIDENT
from lianxin.core.sheets.tests.looking import surveyed, values


def table_of(rows: list[list[object]]) -> Table:
    return surveyed(xlsx({"莲秀": rows}))[0].tables[0]


def fields_of(header: list[str], rows: list[list[object]], kind=RESIDENT) -> list[str | None]:
    return propose_mapping(table_of([header, *rows]), kind).choice()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("姓 名", "name"),
        ("姓名*", "name"),
        ("*姓名（必填）", "name"),
        ("姓\n名", "name"),
        ("【姓名】", "name"),
        ("户主姓名", "name"),
        ("ＮＡＭＥ姓名", "name"),
        ("对象姓名", "name"),
        ("居民姓名：", "name"),
        ("人员姓名", "name"),
    ],
)
def test_a_header_is_known_in_every_dress(header, field):
    rows = [[a[0], a[1], a[3], a[4]] for a in people(5)]

    assert fields_of(["序号", header, "联系电话", "小区"], rows)[1] == field


def test_each_column_has_a_reason_and_one_field_at_most():
    mapping = propose_mapping(table_of([PEOPLE_HEADER, *people(5)]), RESIDENT)

    assert mapping.choice() == [None, "name", "id_no", "phone", "compound", "door"]
    assert all(column.reason for column in mapping.columns)
    assert mapping.columns[1].samples[0] == people(1)[0][1]
    assert mapping.is_complete


def test_a_column_full_of_id_numbers_is_known_without_a_header():
    rows = [a[:6] for a in people(30)]

    assert fields_of(["序号", "姓名", "号码甲", "", "小区", "门牌"], rows) == [
        None, "name", "id_no", "phone", "compound", "door",
    ]  # fmt: skip


def test_content_that_contradicts_the_header_lowers_the_confidence():
    swapped = [[a[0], a[1], a[2], a[4], a[3], a[5]] for a in people(30)]
    mapping = propose_mapping(table_of([PEOPLE_HEADER, *swapped]), RESIDENT)

    assert mapping.columns[3].confidence < 0.8
    assert "内容不像" in mapping.columns[3].reason


def test_several_phone_columns_feed_one_field():
    header = ["序号", "网点名称", "地址", "手机", "固话"]
    rows = [
        header,
        [1, "甲支行", "西路1号", "10012345678", "0592-1234567"],
        [2, "乙支行", "西路2号", "", "0592-7654321"],
    ]

    assert values(xlsx({"甲": rows}), ORGANIZATION, ["phone"]) == [("10012345678、0592-1234567",), ("0592-7654321",)]


def test_a_split_name_is_put_together():
    rows = [
        ["序号", "姓", "名", "电话", "小区"],
        [1, "李", "明", "10012345678", "甲园"],
        [2, "欧阳", "强", "10012345679", "甲园"],
    ]

    assert values(xlsx({"甲": rows}), RESIDENT, ["name"]) == [("李明",), ("欧阳强",)]


def test_a_split_name_under_a_common_parent_is_put_together():
    rows = [["序号", "姓名", "", "电话", "小区"], ["", "姓", "名", "", ""], [1, "李", "明", "10012345678", "甲园"]]
    content = xlsx(
        {"甲": [*rows, [2, "王", "强", "10012345679", "甲园"]]}, {"甲": ["B1:C1", "A1:A2", "D1:D2", "E1:E2"]}
    )

    assert values(content, RESIDENT, ["name"])[0] == ("李明",)


def test_two_names_of_different_people_are_never_joined():
    header = ["序号", "户主", "姓名", "电话", "小区"]
    rows = [[1, "李明", "李小明", "10012345678", "甲园"], [2, "李明", "李大明", "10012345679", "甲园"]]

    assert fields_of(header, rows).count("name") == 1


@pytest.mark.parametrize("header", ["小区数", "小区数量", "社区人数", "电话数量"])
def test_a_count_is_not_the_thing_counted(header):
    rows = [["莲秀社区", 6, "x"], ["莲丰社区", 8, "y"]]

    assert fields_of(["社区", header, "备注"], rows, COMPOUND)[1] is None


def test_what_a_clerk_chose_is_remembered_for_the_layout():
    first = table_of([["序号", "甲列", "乙列", "电话"], [1, "李明", "金榜", "10012345678"], [2, "王强", "金榜", "1"]])
    again = table_of(
        [["新名单"], ["序号", "甲列", "乙列", "电话"], [1, "张三", "联发", "10012345670"], [2, "王", "金榜", "1"]]
    )
    chosen = mapping_from_choice(first, RESIDENT, {"B": "name", "C": "compound", "D": "phone"})

    mapping = propose_mapping(again, RESIDENT, {first.layout_key: chosen.choice()})

    assert first.layout_key == again.layout_key
    assert mapping.is_remembered and mapping.is_complete
    assert mapping.choice() == [None, "name", "compound", "phone"]


def test_a_remembered_mapping_with_a_field_that_is_gone_is_proposed_anew():
    table = table_of([PEOPLE_HEADER, *people(3)])

    assert not propose_mapping(table, RESIDENT, {table.layout_key: ["gone"] * 6}).is_remembered


def test_what_is_missing_is_named():
    mapping = mapping_from_choice(table_of([PEOPLE_HEADER, *people(3)]), RESIDENT, {"B": "name"})

    assert mapping.missing == ("compound",)
    assert not mapping.is_complete


def test_the_community_comes_from_the_title_or_the_sheet():
    header, *rest = [["序号", "小区名称", "户数"], [1, "甲园", 90], [2, "乙园", 80]]
    titled = xlsx({"Sheet1": [["莲秀社区 小区底数"], header, *rest]})

    assert values(titled, COMPOUND, ["community"]) == [("莲秀社区",), ("莲秀社区",)]


def test_the_phone_of_somebody_else_is_not_joined():
    header = ["网格员", "网格员电话", "户主", "联系电话", "小区"]
    rows = [
        ["张三", "10000000001", "李明", "10012345678", "甲园"],
        ["张三", "10000000001", "王强", "10012345679", "甲园"],
    ]

    assert values(xlsx({"甲": [header, *rows]}), RESIDENT, ["phone"]) == [("10012345678",), ("10012345679",)]


def test_of_two_names_of_one_field_the_one_listed_first_is_taken():
    header = ["序号", "名称", "网点名称", "地址"]
    rows = [[1, "甲银行", "甲支行", "西路1号"], [2, "甲银行", "乙支行", "西路2号"]]

    assert fields_of(header, rows, ORGANIZATION) == [None, None, "name", "address"]


def test_a_group_line_feeds_a_required_field_that_has_no_column():
    rows = [
        ["序号", "姓名", "电话"],
        ["甲园（2人）"],
        [1, "李明", "10012345678"],
        [2, "王强", "1"],
        ["乙园"],
        [3, "陈丽", "2"],
    ]
    content = xlsx({"甲": rows}, {"甲": ["A2:C2", "A5:C5"]})

    assert propose_mapping(surveyed(content)[0].tables[0], RESIDENT).is_complete
    assert values(content, RESIDENT, ["name", "compound"]) == [("李明", "甲园"), ("王强", "甲园"), ("陈丽", "乙园")]


def test_the_parts_of_a_door_are_put_together_in_their_order():
    rows = [
        ["姓名", "小区", "楼栋", "单元", "房号"],
        ["李明", "甲园", 1.0, 1.0, 301.0],
        ["王强", "甲园", 12, 2, "1101"],
    ]

    assert values(xlsx({"甲": rows}), RESIDENT, ["door"]) == [("1-1-301",), ("12-2-1101",)]


def test_a_part_is_never_joined_with_the_whole():
    rows = [["姓名", "小区", "门牌", "单元"], ["李明", "甲园", "1-1-301", 1.0], ["王强", "甲园", "12-2-1101", 2]]

    assert values(xlsx({"甲": rows}), RESIDENT, ["door"]) == [("1-1-301",), ("12-2-1101",)]
