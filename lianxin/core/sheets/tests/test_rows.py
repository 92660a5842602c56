"""What a row below the header is, without swallowing people whose names look like something else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.core.sheets import RowKind, SheetProblem
from lianxin.core.sheets.tests.books import PEOPLE_HEADER, people, text_table, xlsx
from lianxin.core.sheets.tests.kinds import COMPOUND, RESIDENT
from lianxin.core.sheets.tests.looking import examined, kinds_of, surveyed, values


def kind_of(row: list[object], header: list[str] = PEOPLE_HEADER, merge: str = "") -> RowKind:
    """This will tell what one row between other data rows is taken for."""
    rows = [header, *people(4), row, *people(4, 4)]
    return kinds_of(xlsx({"甲": rows}, {"甲": [merge]} if merge else None))[5]


@pytest.mark.parametrize(
    "row",
    [
        ["合计", 750],
        ["合　计", "", "", 750],
        ["总计："],
        ["共计35人"],
        ["", "合计", "8人"],
        ["", "总计", 8, "", "", ""],
        ["合计", "", 8, 4, 4, ""],
        ["共8人"],
        ["合计", "8户", "12人", "", "-", ""],
        ["总 计", 1, 2, 3, 4, 5],
        ["累计", 8],
    ],
)
def test_totals(row):
    assert kind_of(row) is RowKind.TOTAL


@pytest.mark.parametrize(
    "row",
    [
        ["小计", 6],
        ["", "莲秀小计", "6个"],
        ["", "", "小 计", 6],
        ["莲秀社区合计", 6],
        ["本页小计", 20],
        ["莲秀社区小计：6户"],
    ],
)
def test_subtotals(row):
    assert kind_of(row) is RowKind.SUBTOTAL


@pytest.mark.parametrize(
    "row",
    [
        ["制表人:      审核人:"],
        ["制表人：李明", "", "审核人：王强"],
        ["填报人：", "李明", "", "联系电话：", "10012345678"],
        ["单位负责人：", "", "填表人：", "", "填报日期：2026年5月1日"],
        ["审核人（签字）："],
        ["填报单位（盖章）"],
        ["制表人", "李明", "审核人", "王强"],
        ["制表人", "", "审核人"],
        ["经办人：李明"],
    ],
)
def test_signatures(row):
    assert kind_of(row) is RowKind.SIGNATURE


@pytest.mark.parametrize(
    "row",
    [
        ["填表说明:本表由社区民警填写"],
        ["备注：以上名单截至5月1日"],
        ["注：1.门牌按楼栋-单元-室填写"],
        ["说明：略"],
        ["注1：略"],
        ["1.本表由社区民警填写，每月更新一次，报综合指挥室"],
        ["※ 请勿改动表头各列的顺序"],
        ["数据来源：街道办"],
        ["以下空白"],
        ["", "——以下空白——"],
        ["第1页，共5页"],
        ["（续上表）"],
        ["以上人员均已签收告知书，如有变动请及时联系综合指挥室更正。"],
    ],
)
def test_notes(row):
    assert kind_of(row) is RowKind.NOTE


@pytest.mark.parametrize(
    ("row", "merge"),
    [
        (["莲秀社区"], ""),
        (["莲秀社区（12户）"], ""),
        (["一、莲秀社区"], ""),
        (["一", "莲秀社区"], ""),
        (["", "莲秀社区"], ""),
        (["第一网格"], "A6:F6"),
        (["", "第一网格"], "B6:F6"),
        (["北京市(92所)"], "A6:F6"),
    ],
)
def test_groups(row, merge):
    assert kind_of(row, merge=merge) is RowKind.GROUP


@pytest.mark.parametrize(
    "row",
    [
        [9, "合明", "990101198703100137", "10012345678", "金榜华庭", "1-1-101"],
        [9, "总参", "", "", "总部花园", "1-1-101"],
        [9, "注明", "", "", "", ""],
        ["", "李明", "10012345678"],
        ["", "李明", "", "", "", "1-1-101"],
        ["", "李明"],
        [9, "", "", "10012345678"],
        [9, "李明"],
        [9, "", "", "", "金榜华庭"],
        [9, "小计", "", "", "金榜华庭", "1-1-101"],
        [9, "负责人", "", "10012345678", "金榜华庭", "1-1-101"],
        [9, "李明", "", "10012345678", "金榜华庭", "备注：无门牌"],
        ["", "", "990101198703100137"],
        ["9、", "李明", "", "10012345678"],
    ],
)
def test_in_doubt_a_row_is_data(row):
    assert kind_of(row) is RowKind.DATA


@pytest.mark.parametrize(
    "name", ["合计设计公司宿舍", "总部大楼", "共和新村", "注园", "备注花园", "小计弄", "审核里", "填海新村", "累计山庄"]
)
def test_a_place_with_a_telling_name_is_data(name):
    rows = [
        ["小区名称", "楼栋数", "户数"],
        ["金榜华庭", 24, 720],
        [name, 3, 90],
        ["联发花园", 17, 340],
        [name],
        ["a", 1, 1],
    ]

    kinds = kinds_of(xlsx({"甲": rows}))
    assert kinds[2] is RowKind.DATA
    assert kinds[4] is RowKind.DATA


@pytest.mark.parametrize("serial", [9, 9.0, "9", "９", "009"])
def test_a_template_row_with_only_its_number_is_not_data(serial):
    assert kind_of([serial]) is RowKind.TEMPLATE


@pytest.mark.parametrize(
    ("tail", "kinds"),
    [
        ([["合计", 8], ["", "", "", "", "莲岸派出所"], ["", "", "", "", "2026年5月1日"]], "total signature signature"),
        ([[], ["2026年5月1日"]], "blank signature"),
        ([["填表说明：", ""], ["1.按户填写"], ["2.不要漏填"]], "note note note"),
        ([["注：以上不含外来人口"], ["外来人口另册登记上报"]], "note note"),
        ([["合计", 8], ["", "李明"]], "total data"),
        ([["", "李明", "10012345678"], ["", "王强"]], "data data"),
        (
            [["合计", "8人", "其中考生3人"], ["莲秀社区", "小计", "6个"], ["制表：李明", "", "审核：王强"]],
            "total subtotal signature",
        ),
        ([["合计", 8, "", "", "制表人：李明"]], "total"),
    ],
)
def test_the_end_of_a_list(tail, kinds):
    assert kinds_of(xlsx({"甲": [PEOPLE_HEADER, *people(8), *tail]}))[9:] == [RowKind(kind) for kind in kinds.split()]


def test_a_contact_list_whose_cells_are_header_words_stays_one_table():
    rows = [
        ["姓名", "职务", "单位", "电话"],
        *[["李明", "负责人", "单位", ""], ["王强", "联系人", "备注", "10012345678"]] * 3,
    ]

    assert kinds_of(xlsx({"甲": rows}))[1:] == [RowKind.DATA] * 6


def test_a_group_line_gives_its_value_to_the_rows_below():
    header = ["序号", "小区名称", "楼栋数", "户数"]
    rows = [
        header,
        ["莲秀社区"],
        [1, "甲园", 2, 90],
        [2, "乙园", 2, 80],
        ["小计", "", 4, 170],
        ["莲丰社区（1个）"],
        [3, "丙园", 1, 9],
    ]

    assert values(xlsx({"甲": rows}), COMPOUND, ["community", "name"]) == [
        ("莲秀社区", "甲园"),
        ("莲秀社区", "乙园"),
        ("莲丰社区", "丙园"),
    ]


def test_a_group_cell_stated_once_is_filled_down_until_a_subtotal():
    header = ["序号", "所属社区", "小区名称", "户数"]
    rows = [header, [1, "莲秀社区", "甲园", 90], [2, "", "乙园", 80], ["", "莲秀小计", "2个", 170], [3, "", "丙园", 9]]

    assert [row[0] for row in values(xlsx({"甲": rows}), COMPOUND, ["community"])] == ["莲秀社区", "莲秀社区", ""]


def test_a_blank_in_a_column_stated_in_every_row_is_missing_not_repeated():
    header = ["序号", "所属社区", "小区名称", "户数"]
    rows = [
        header,
        [1, "莲秀社区", "甲园", 90],
        [2, "莲秀社区", "乙园", 80],
        [3, "", "丙园", 9],
        [4, "莲丰社区", "丁园", 9],
    ]

    assert [row[0] for row in values(xlsx({"甲": rows}), COMPOUND, ["community"])] == [
        "莲秀社区",
        "莲秀社区",
        "",
        "莲丰社区",
    ]


def test_one_blank_among_different_values_is_missing_not_repeated():
    rows = [
        ["姓名", "小区", "电话"],
        *[[f"李{sign}", place, ""] for sign, place in zip("一二三四", "甲乙 丙", strict=True)],
    ]
    rows = [[cell.strip() if isinstance(cell, str) else cell for cell in row] for row in rows]

    assert [row[0] for row in values(xlsx({"甲": rows}), RESIDENT, ["compound"])] == ["甲", "乙", "", "丙"]


def test_only_group_fields_are_filled_down_but_a_merged_cell_speaks_for_all_its_rows():
    rows = [PEOPLE_HEADER, *people(3)]
    rows[2][3] = rows[3][3] = rows[2][5] = rows[3][5] = ""
    plain, merged = xlsx({"甲": rows}), xlsx({"甲": rows}, {"甲": ["F2:F4"]})

    assert [row[0] for row in values(plain, RESIDENT, ["phone"])] == ["10000000000", "", ""]
    assert [row[0] for row in values(plain, RESIDENT, ["door"])] == ["1-1-101", "", ""]
    assert [row[0] for row in values(merged, RESIDENT, ["door"])] == ["1-1-101"] * 3


cells = st.one_of(
    st.sampled_from(
        ["", "", "", "合计", "小计", "姓名", "电话", "小区", "备注：无", "莲秀社区", "制表人：", 1, 2.0, 3.5]
    ),
    st.text(max_size=6),
    st.integers(0, 10**12),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, max_size=8), min_size=1, max_size=14))
def test_every_filled_cell_is_accounted_for_exactly_once(grid):
    try:
        survey = surveyed(text_table(grid))[0]
    except SheetProblem:
        return
    rows = survey.sheet.rows
    owners = [
        (row, column)
        for pane in survey.panes
        for row in range(pane.top, pane.top + len(pane.kinds))
        for column in range(pane.left, pane.right + 1)
    ]
    filled = [(r, c) for r, row in enumerate(rows) for c, value in enumerate(row) if str(value).strip()]

    assert len(owners) == len(set(owners))
    assert set(filled) <= set(owners)
    assert survey.count(RowKind.DATA) == sum(len(table.data_rows) for table in survey.tables)


def test_the_rows_of_the_file_and_the_rows_told_are_the_same_number():
    rows = [["名单"], PEOPLE_HEADER, *people(30), ["合计", 30], [], ["制表人："]]
    found = examined(xlsx({"甲": rows, "乙": rows}), RESIDENT)

    assert [sum(len(pane.kinds) for pane in survey.panes) for survey in found.surveys] == [35, 35]
    assert found.data_row_count == 60
