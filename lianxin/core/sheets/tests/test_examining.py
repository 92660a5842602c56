"""A whole file: sheets without a list, the wrong kind, two kinds, things that are no lists at all."""

import pytest

from lianxin.core.sheets import (
    FieldSet,
    ProblemCode,
    SheetProblem,
    mapping_from_choice,
    read_workbook,
    require_stored_values,
)
from lianxin.core.sheets.tests.books import PEOPLE_HEADER, people, text_table, xlsx
from lianxin.core.sheets.tests.kinds import COMPOUND, ORGANIZATION, RESIDENT
from lianxin.core.sheets.tests.looking import examined, values

COMPOUNDS = [
    ["序号", "所属社区", "小区名称", "楼栋数", "户数", "物业公司"],
    [1, "莲秀社区", "金榜华庭", 24, 720, "万佳物业"],
    [2, "莲秀社区", "联发花园", 17, 340, "万佳物业"],
]
SCHOOLS = [
    ["序号", "学校名称", "类型", "地址", "负责人", "电话"],
    [1, "甲小学", "小学", "金尚路1号", "李明", "10012345678"],
    [2, "乙小学", "小学", "金尚路2号", "王强", "10012345679"],
]
PEOPLE = [PEOPLE_HEADER, *people(5)]
COVER = [["莲岸派出所"], [], ["辖区底数"], ["2026年5月"]]
GUIDE = [
    ["填表说明："],
    ["1.本表由社区民警填写，每月更新一次，报综合指挥室。"],
    ["2.门牌按楼栋-单元-室填写，不清楚的不要猜。"],
]


def refusal(content: bytes, kind: FieldSet, name: str = "名单.xlsx") -> SheetProblem:
    with pytest.raises(SheetProblem) as caught:
        examined(content, kind, name)
    return caught.value


@pytest.mark.parametrize(
    ("rows", "kind", "right"),
    [
        (COMPOUNDS, RESIDENT, COMPOUND),
        (COMPOUNDS, ORGANIZATION, COMPOUND),
        (PEOPLE, COMPOUND, RESIDENT),
        (PEOPLE, ORGANIZATION, RESIDENT),
        (SCHOOLS, COMPOUND, ORGANIZATION),
        (SCHOOLS, RESIDENT, ORGANIZATION),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(rows, kind, right):
    problem = refusal(xlsx({"Sheet1": rows}), kind)

    assert problem.code is ProblemCode.WRONG_KIND
    assert problem.looks_like == right.code
    assert right.label in problem.message


@pytest.mark.parametrize(("rows", "kind"), [(COMPOUNDS, COMPOUND), (PEOPLE, RESIDENT), (SCHOOLS, ORGANIZATION)])
def test_a_file_of_the_right_kind_is_accepted(rows, kind):
    found = examined(xlsx({"Sheet1": rows}), kind)

    assert found.data_row_count == len(rows) - 1
    assert not found.needs_mapping


@pytest.mark.parametrize("kind", [COMPOUND, RESIDENT])
def test_two_kinds_in_one_workbook_are_refused(kind):
    problem = refusal(xlsx({"小区": COMPOUNDS, "人员": PEOPLE}), kind)

    assert problem.code is ProblemCode.MIXED_KINDS
    assert "《小区》" in problem.message and "《人员》" in problem.message


def test_two_kinds_on_one_sheet_are_refused():
    assert refusal(xlsx({"甲": [*COMPOUNDS, [], *PEOPLE]}), RESIDENT).code is ProblemCode.MIXED_KINDS


def test_two_layouts_of_one_kind_have_their_own_mapping():
    other = [
        ["编号", "户主", "手机号码", "居住小区", "楼栋单元室"],
        *[[a[0], a[1], a[3], a[4], a[5]] for a in people(3, 5)],
    ]
    content = xlsx({"甲": PEOPLE, "乙": other})
    found = examined(content, RESIDENT)

    assert [mapped.mapping.choice() for mapped in found.tables] == [
        [None, "name", "id_no", "phone", "compound", "door"],
        [None, "name", "phone", "compound", "door"],
    ]
    assert len(values(content, RESIDENT, ["name"])) == 8


def test_sheets_without_a_list_are_told_and_no_error():
    found = examined(xlsx({"封面": COVER, "说明": GUIDE, "名单": PEOPLE, "空白": []}), RESIDENT)

    assert found.data_row_count == 5
    assert [remark.split("》")[0] for remark in found.remarks] == ["《封面", "《说明", "《空白"]


def test_a_hidden_list_is_read_and_told():
    found = examined(xlsx({"甲": PEOPLE, "乙": PEOPLE}, hidden=["乙"]), RESIDENT)

    assert found.data_row_count == 10
    assert found.remarks == ("《乙》是隐藏的工作表，也一起读了。",)


def test_a_hidden_sheet_of_choices_is_left_out_and_told():
    choices = [["性别", "类型"], ["男", "小学"], ["女", "中学"]]
    found = examined(xlsx({"甲": PEOPLE, "选项": choices, "小区": COMPOUNDS}, hidden=["选项", "小区"]), RESIDENT)

    assert found.data_row_count == 5
    assert len(found.remarks) == 2


LETTER = [
    ["关于开展反诈宣传工作的通知"],
    ["各社区居委会、各物业公司："],
    ["为进一步做好辖区反诈宣传工作，切实守护群众财产安全，现将有关事项通知如下。"],
    ["一、高度重视，加强领导，确保宣传工作落到实处，取得实效。"],
    ["二、各单位于5月10日前将联系人姓名、电话报综合指挥室。"],
    ["莲岸派出所"],
    ["2026年5月1日"],
]
SUMMARY = [
    ["社区", "小区数", "总户数", "居民人数", "宣防人数", "完成率"],
    ["莲秀社区", 6, 2800, 7200, 750, "98%"],
    ["莲丰社区", 8, 3100, 8200, 750, "97%"],
    ["合计", 14, 5900, 15400, 1500, "98%"],
]
DUTY = [
    ["莲岸派出所5月排班表"],
    ["姓名", "周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    ["李明", "白", "夜", "休", "白", "夜", "休", "白"],
    ["王强", "夜", "休", "白", "夜", "休", "白", "夜"],
]
DUTY_BY_NUMBER = [["姓名", *range(1, 32)], ["李明", *["白", "夜", "休"] * 10], ["王强", *["夜", "休", "白"] * 10]]


CARD = [
    ["居民登记表"],
    ["姓名", "李明", "性别", "男"],
    ["联系电话", "10012345678", "职业", "务工"],
    ["小区", "甲园", "门牌", "1-1"],
]
TURNED = [
    ["姓名", "李明", "王强"],
    ["联系电话", "10012345678", "10012345679"],
    ["小区", "甲园", "乙园"],
    ["门牌", "1-1", "2"],
]


@pytest.mark.parametrize("kind", [COMPOUND, ORGANIZATION, RESIDENT])
@pytest.mark.parametrize("rows", [LETTER, SUMMARY, DUTY, DUTY_BY_NUMBER, GUIDE, CARD, TURNED])
def test_what_is_no_list_is_refused_with_a_sentence(rows, kind):
    problem = refusal(xlsx({"Sheet1": rows}), kind)

    assert problem.code in (ProblemCode.NOT_A_ROSTER, ProblemCode.NO_HEADER)
    assert problem.message and problem.advice


@pytest.mark.parametrize("kind", [COMPOUND, ORGANIZATION, RESIDENT])
def test_a_letter_as_text_is_refused(kind):
    assert refusal(text_table(LETTER), kind, "通知.csv").code is ProblemCode.NOT_A_ROSTER
    assert refusal(text_table(LETTER), kind, "通知.xlsx").code is ProblemCode.NOT_A_SPREADSHEET


def test_data_without_a_header_is_refused():
    assert refusal(xlsx({"甲": people(5)}), RESIDENT).code is ProblemCode.NO_HEADER


def test_a_header_without_data_is_refused():
    assert refusal(xlsx({"甲": [PEOPLE_HEADER, [1], [2], [3]]}), RESIDENT).code is ProblemCode.EMPTY_FILE


def test_a_list_with_unknown_words_waits_for_the_clerk():
    rows = [
        ["序号", "甲列", "乙列", "联系电话"],
        [1, "李明", "金榜", "10012345678"],
        [2, "王强", "金榜", "10012345679"],
    ]
    found = examined(xlsx({"甲": rows}), RESIDENT)

    assert found.needs_mapping
    assert "compound" in found.tables[0].mapping.missing


def test_a_formula_without_result_stops_only_where_it_is_used():
    header = ["序号", "姓名", "小区", "电话", "校验"]
    rows = [
        header,
        [1, "李明", "甲园", "==A1->", "==A2->"],
        [2, "王强", "==A1->乙园", "10012345679", ""],
        ["合计", "==A1->"],
    ]
    mapped = examined(xlsx({"甲": rows}), RESIDENT).tables[0]

    with pytest.raises(SheetProblem) as caught:
        require_stored_values(mapped.table, mapped.mapping)
    without_phone = mapping_from_choice(mapped.table, RESIDENT, {"B": "name", "C": "compound"})

    assert (caught.value.code, caught.value.sheet, caught.value.cell) == (ProblemCode.FORMULA_WITHOUT_VALUE, "甲", "D2")
    require_stored_values(mapped.table, without_phone)


def test_a_formula_with_a_stored_value_is_read_as_that_value():
    rows = [["序号", "姓名", "小区"], [1, "李明", "==A1->乙园"], [2, "王强", "丙园"]]

    assert values(xlsx({"甲": rows}), RESIDENT, ["compound"]) == [("乙园",), ("丙园",)]


def test_an_error_cell_is_said_with_its_row():
    from lianxin.core.sheets import read_rows

    rows = [["序号", "姓名", "小区"], [1, "李明", "==A1->#N/A"], [2, "王强", "丙园"]]
    mapped = examined(xlsx({"甲": rows}), RESIDENT).tables[0]
    first, second = read_rows(mapped.table, RESIDENT, mapped.mapping)

    assert (first.errors, second.errors) == ({"compound": "#N/A"}, {})


def test_the_refusals_all_have_labels_and_hold_no_cell_contents():
    assert all(code.label for code in ProblemCode)
    assert read_workbook(text_table(PEOPLE), "x.csv").sheets[0].rows


def test_a_sheet_of_people_without_a_header_is_not_left_out():
    problem = refusal(xlsx({"甲": PEOPLE, "乙": people(5, 5)}), RESIDENT)

    assert (problem.code, problem.sheet) == (ProblemCode.NO_HEADER, "乙")


def test_a_table_of_choices_beside_the_list_is_left_out_and_told():
    choices = [["性别", "类型", "状态"], ["男", "小学", "在"], ["女", "中学", "不在"]]
    found = examined(xlsx({"甲": PEOPLE, "选项": choices}), RESIDENT)

    assert found.data_row_count == 5
    assert "《选项》" in found.remarks[0]


def test_a_second_column_of_the_same_name_is_told():
    rows = [
        ["社区", "姓名", "小区", "姓名"],
        ["莲秀社区", "李明", "甲园", "李小明"],
        ["莲秀社区", "王强", "甲园", "王小强"],
    ]

    assert "两列都叫“姓名”" in examined(xlsx({"甲": rows}), RESIDENT).remarks[0]


def test_a_summary_beside_the_list_is_left_out_and_told():
    pivot = [
        ["行标签", "求和项:户数", "计数项:姓名"],
        ["莲秀社区", 2800, 750],
        ["莲丰社区", 3100, 750],
        ["总计", 5900, 1500],
    ]
    found = examined(xlsx({"名单": PEOPLE, "透视": pivot, "汇总": SUMMARY}), RESIDENT)

    assert found.data_row_count == 5
    assert [remark[:4] for remark in found.remarks] == ["《透视》", "《汇总》"]


def test_people_without_their_compound_beside_compounds_are_two_kinds():
    people_only = [["序号", "姓名", "身份证号", "联系电话"], *[row[:4] for row in people(5)]]

    assert refusal(xlsx({"小区": COMPOUNDS, "人员": people_only}), COMPOUND).code is ProblemCode.MIXED_KINDS


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["科目编码", "科目名称", "期初余额", "期末余额"],
            ["1001", "库存现金", 100, 250],
            ["1002", "银行存款", 1000, 1150],
        ],
        [["编号", "物品名称", "规格", "存放地点"], [1, "对讲机", "X1", "仓库"], [2, "手电", "Y2", "仓库"]],
    ],
)
def test_a_name_of_something_else_is_left_to_the_clerk(rows):
    assert examined(xlsx({"甲": rows}), ORGANIZATION).tables[0].mapping.missing == ("name",)


def test_a_first_column_of_types_is_no_card():
    kinds = ("类别", "名称", "类型", "单位类型")
    rows = [["类型", "单位名称", "地址"], *[[kind, f"甲乙{kind}", "西路1号"] for kind in (*kinds, *kinds)]]

    assert examined(xlsx({"甲": rows}), ORGANIZATION).data_row_count == 8


@pytest.mark.parametrize(
    "key",
    [
        [[], ["图例"], ["红色", "重点对象"], ["黄色", "一般对象"]],
        [[], ["类别说明：", "A类 重点", "B类 一般"], ["代码", "含义"], ["A", "独居老人"]],
    ],
)
def test_a_key_to_signs_below_a_list_is_not_data(key):
    assert examined(xlsx({"甲": [PEOPLE_HEADER, *people(5), *key]}), RESIDENT).data_row_count == 5


def test_a_stray_entry_below_a_key_is_not_lost():
    rows = [PEOPLE_HEADER, *people(5), [], ["图例"], ["红色", "重点"], [6, "李明", "", "10012345678"]]

    assert examined(xlsx({"甲": rows}), RESIDENT).data_row_count == 6


def test_choices_beside_a_list_are_left_out_and_said():
    rows = [
        [*row, "", *choice]
        for row, choice in zip(people(9), [["A", "独居"], ["B", "考生"], *[["", ""]] * 7], strict=True)
    ]

    found = examined(xlsx({"甲": [[*PEOPLE_HEADER, "", "类别", "说明"], *rows]}), RESIDENT)

    assert found.data_row_count == 9
    assert len(found.remarks) == 1
