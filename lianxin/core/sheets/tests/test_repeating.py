"""Rows that list several entries behind shared columns."""

import pytest

from lianxin.core.sheets.tests.books import xlsx
from lianxin.core.sheets.tests.kinds import COMPOUND, RESIDENT
from lianxin.core.sheets.tests.looking import examined, values

LI, WANG = ("李明", "10012345678"), ("王强", "10012345679")


@pytest.mark.parametrize(
    "header",
    [
        ["小区", "门牌", "姓名", "电话", "姓名", "电话"],
        ["小区", "门牌", "姓名", "电话", "姓名", "电话", "备注"],
        ["小区", "门牌", "户主", "电话", "姓名", "电话"],
    ],
)
def test_every_entry_of_a_row_is_read_with_the_shared_columns(header):
    content = xlsx({"甲": [header, ["金榜华庭", "1-1-101", *LI, *WANG], ["金榜华庭", "1-1-102", *LI]]})

    assert values(content, RESIDENT, ["compound", "door", "name", "phone"]) == [
        ("金榜华庭", "1-1-101", *LI),
        ("金榜华庭", "1-1-102", *LI),
        ("金榜华庭", "1-1-101", *WANG),
    ]


def test_a_shared_cell_merged_over_rows_speaks_for_every_entry():
    rows = [["小区", "姓名", "电话", "姓名", "电话"], ["金榜华庭", *LI, *WANG], ["", *WANG, *LI]]

    found = values(xlsx({"甲": rows}, {"甲": ["A2:A3"]}), RESIDENT, ["compound", "name"])

    assert found == [("金榜华庭", "李明"), ("金榜华庭", "王强"), ("金榜华庭", "王强"), ("金榜华庭", "李明")]


def test_two_contacts_of_one_place_do_not_make_it_two():
    rows = [["小区名称", "联系人", "电话", "联系人", "电话"], ["金榜华庭", *LI, *WANG]]

    found = examined(xlsx({"甲": rows}), COMPOUND)

    assert found.data_row_count == 1
    assert any("没有读" in remark for remark in found.remarks)


def test_the_phone_of_somebody_else_is_not_taken_for_a_second_one():
    rows = [["小区", "姓名", "电话", "配偶", "电话"], ["金榜华庭", *LI, *WANG]]

    assert values(xlsx({"甲": rows}), RESIDENT, ["name", "phone"]) == [LI]
