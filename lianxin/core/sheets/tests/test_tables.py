"""Finding tables: titles, stacked headers, tables beside and below each other, repeated headers."""

import pytest

from lianxin.core.sheets import RowKind
from lianxin.core.sheets.tests.books import PEOPLE_HEADER, people, text_table, xls, xlsx
from lianxin.core.sheets.tests.kinds import COMPOUND, ORGANIZATION, RESIDENT
from lianxin.core.sheets.tests.looking import examined, kinds_of, surveyed, values

T, H, G, D = RowKind.TITLE, RowKind.HEADER, RowKind.GROUP, RowKind.DATA
N, B, S, U, X = RowKind.NOTE, RowKind.BLANK, RowKind.SIGNATURE, RowKind.SUBTOTAL, RowKind.TOTAL


def header_of(content: bytes) -> list[str]:
    return [column.header for column in surveyed(content)[0].tables[0].columns]


def test_title_and_notes_above_the_header_are_not_data():
    rows = [["某某名单"], ["填报单位：甲", "", "2026年5月1日"], [], PEOPLE_HEADER, *people(3)]

    assert kinds_of(xlsx({"甲": rows}, {"甲": ["A1:F1"]})) == [T, N, B, H, D, D, D]


TWO_ROWS = [
    ["序号", "小区名称", "物业信息", "", "", "坐标(GCJ-02)", "", "备注"],
    ["", "", "物业公司", "负责人", "联系电话", "经度", "纬度", ""],
    [1, "金榜华庭", "万佳物业", "柯浩雨", "10095288331", 118.16, 24.48, ""],
    [2, "联发花园", "万佳物业", "叶博明", "0592-0636095", 118.16, 24.47, ""],
]
TWO_ROW_HEADER = [
    "序号",
    "小区名称",
    "物业信息/物业公司",
    "物业信息/负责人",
    "物业信息/联系电话",
    "坐标(GCJ-02)/经度",
    "坐标(GCJ-02)/纬度",
    "备注",
]


@pytest.mark.parametrize(
    "content",
    [
        xlsx({"甲": TWO_ROWS}, {"甲": ["A1:A2", "B1:B2", "C1:E1", "F1:G1", "H1:H2"]}),
        xlsx({"甲": TWO_ROWS}, {"甲": ["C1:E1", "F1:G1"]}),
        xlsx({"甲": TWO_ROWS}),
        xls({"甲": TWO_ROWS}),
        text_table(TWO_ROWS, "gb18030"),
    ],
)
def test_a_two_row_header_is_read_with_and_without_merges(content):
    assert header_of(content) == TWO_ROW_HEADER
    assert values(content, COMPOUND, ["name", "contact", "longitude"])[0] == ("金榜华庭", "柯浩雨", "118.16")


def test_a_three_row_header_is_one_header():
    rows = [
        ["序号", "小区名称", "基本情况", "", "", ""],
        ["", "", "规模", "", "物业", ""],
        ["", "", "楼栋数", "户数", "物业公司", "电话"],
        [1, "金榜华庭", 24, 720, "万佳物业", "10095288331"],
        [2, "联发花园", 17, 340, "万佳物业", "10095288332"],
    ]
    content = xlsx({"甲": rows}, {"甲": ["A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2"]})

    assert header_of(content)[2:] == [
        "基本情况/规模/楼栋数",
        "基本情况/规模/户数",
        "基本情况/物业/物业公司",
        "基本情况/物业/电话",
    ]
    assert values(content, COMPOUND, ["name", "households", "firm"])[1] == ("联发花园", "340", "万佳物业")


def test_a_parent_row_above_known_words_joins_the_header():
    rows = [["基本信息", "", "", "住址信息", "", ""], PEOPLE_HEADER, *people(2)]
    content = xlsx({"甲": rows}, {"甲": ["A1:C1", "D1:F1"]})

    assert kinds_of(content) == [H, H, D, D]
    assert header_of(content)[1] == "基本信息/姓名"


def test_the_header_repeated_on_every_page_is_not_data():
    rows = [["名单"], PEOPLE_HEADER, *people(3), PEOPLE_HEADER, *people(3, 3), ["名单"], PEOPLE_HEADER, *people(2, 6)]
    content = xlsx({"甲": rows})

    assert kinds_of(content) == [T, H, D, D, D, H, D, D, D, T, H, D, D]
    assert len(surveyed(content)[0].tables) == 1


def test_a_two_row_header_repeated_is_not_data():
    content = xlsx({"甲": TWO_ROWS + TWO_ROWS}, {"甲": ["C1:E1", "F1:G1", "C5:E5", "F5:G5"]})

    assert kinds_of(content) == [H, H, D, D, H, H, D, D]
    assert len(values(content, COMPOUND, ["name"])) == 4


def test_numbers_and_units_under_the_header_belong_to_it():
    rows = [
        ["序号", "小区名称", "楼栋数", "户数"],
        ["", "", "(栋)", "(户)"],
        [1, 2, 3, 4],
        [1, "金榜华庭", 24, 720],
        [2, "联发花园", 17, 340],
    ]

    assert kinds_of(xlsx({"甲": rows})) == [H, H, H, D, D]


def test_an_example_row_is_a_note():
    rows = [PEOPLE_HEADER, ["例", "张三", "110101199001011234", "13800000000", "某某小区", "1-1-101"], *people(2)]

    assert kinds_of(xlsx({"甲": rows})) == [H, N, D, D]


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_tables_side_by_side_are_read_each(gap):
    left, right = people(4), people(2, 4)
    blank = [""] * gap
    rows = [["网格名单"], PEOPLE_HEADER + blank + PEOPLE_HEADER]
    rows += [one + blank + (right[at] if at < 2 else []) for at, one in enumerate(left)]
    content = xlsx({"甲": rows}, {"甲": ["A1:L1"]})

    assert [len(table.data_rows) for table in surveyed(content)[0].tables] == [4, 2]
    assert sorted(values(content, RESIDENT, ["phone"])) == [(f"100{number:08d}",) for number in range(6)]


def test_tables_side_by_side_without_serial_numbers():
    rows = [["姓名", "电话", "小区"] * 3, *[[*a[1:2], *a[3:5]] * 3 for a in people(3)]]
    content = xlsx({"甲": rows})

    assert [len(table.data_rows) for table in surveyed(content)[0].tables] == [3, 3, 3]


def test_different_tables_side_by_side_are_not_mixed():
    right = [["社区", "小区数", "总户数"], ["莲秀社区", 6, 2800], ["合计", 6, 2800], []]
    rows = [PEOPLE_HEADER + [""] + right[0]]
    rows += [[*one, "", *(right[at + 1] if at < 3 else [])] for at, one in enumerate(people(8))]
    content = xlsx({"甲": rows})

    found = examined(content, RESIDENT)
    assert found.data_row_count == 8
    assert [len(row) for row in values(content, RESIDENT, ["community", "name"])] == [2] * 8
    assert values(content, RESIDENT, ["community"])[0] == ("",)


def test_a_blank_column_inside_a_table_is_only_a_gap():
    rows = [[*PEOPLE_HEADER[:3], "", *PEOPLE_HEADER[3:]], *[[*a[:3], "", *a[3:]] for a in people(5)]]
    content = xlsx({"甲": rows})

    assert len(surveyed(content)[0].tables) == 1
    assert values(content, RESIDENT, ["name", "phone"])[2][1] == "10000000002"


def test_a_remark_beside_the_table_is_a_note_and_no_row():
    rows = [[*PEOPLE_HEADER, "", ""], *[[*a, "", ""] for a in people(20)]]
    rows[3][7] = "此列由内勤填写"
    content = xlsx({"甲": rows})

    assert examined(content, RESIDENT).data_row_count == 20


def test_tables_below_each_other_have_their_own_columns():
    other = [
        ["编号", "户主", "居住小区", "手机号码"],
        [1, "李明", "联发花园", "10012345678"],
        [2, "王强", "联发花园", "10012345679"],
    ]
    content = xlsx(
        {"甲": [["一队名单"], PEOPLE_HEADER, *people(3), ["合计", 3], [], ["二队名单"], *other, ["制表人：李明"]]}
    )

    assert kinds_of(content) == [T, H, D, D, D, X, B, T, H, D, D, S]
    assert [len(table.data_rows) for table in surveyed(content)[0].tables] == [3, 2]
    assert values(content, RESIDENT, ["name", "compound"])[3:] == [("李明", "联发花园"), ("王强", "联发花园")]


def test_a_table_that_begins_far_down_and_right_is_found():
    rows = [[] for _ in range(6)] + [["", "", *PEOPLE_HEADER]] + [["", "", *row] for row in people(3)]
    content = xlsx({"甲": rows})

    assert examined(content, RESIDENT).data_row_count == 3
    assert surveyed(content)[0].tables[0].columns[0].letter == "C"


def test_blank_rows_between_data_do_not_end_the_table():
    rows = [PEOPLE_HEADER, *people(2), [], [], *people(2, 2), [], *people(1, 4)]

    assert kinds_of(xlsx({"甲": rows})) == [H, D, D, B, B, D, D, B, D]


def test_the_ministry_list_with_province_rows():
    rows = [
        ["全国高等学校名单"],
        ["（截至2025年6月20日）"],
        [],
        ["序号", "学校名称", "学校标识码", "主管部门", "所在地", "办学层次", "备注"],
        ["北京市（92所）"],
        [1, "北京大学", 4111010001, "教育部", "北京市", "本科", ""],
        [2, "中国人民大学", 4111010002, "教育部", "北京市", "本科", ""],
        ["天津市（56所）"],
        [3, "南开大学", 4112010055, "教育部", "天津市", "本科", ""],
        [4, "天津大学", 4112010056, "教育部", "天津市", "本科", "民办"],
    ]
    content = xlsx({"名单": rows}, {"名单": ["A1:G1", "A2:G2", "A5:G5", "A8:G8"]})

    assert kinds_of(content) == [T, T, B, H, G, D, D, G, D, D]
    assert values(content, ORGANIZATION, ["name", "code"])[2] == ("南开大学", "4112010055")


def test_a_list_of_one_column_is_a_list():
    assert kinds_of(xlsx({"甲": [["小区名称"], ["金榜华庭"], ["联发花园"]]})) == [H, D, D]


def test_an_unknown_but_plain_header_is_still_a_header():
    rows = [
        ["甲类名目", "乙类名目", "丙类名目"],
        ["金榜", "12", "10012345678"],
        ["联发", "13", "10012345679"],
        ["禹洲", "1", "1"],
    ]

    assert kinds_of(xlsx({"甲": rows})) == [H, D, D, D]


def test_a_line_of_a_form_above_the_header_is_no_header():
    rows = [["单位", "莲秀社区", "联系人", "李明", "联系电话", "10012345678"], PEOPLE_HEADER, *people(3)]

    assert kinds_of(xlsx({"甲": rows})) == [N, H, D, D, D]


def test_a_header_said_again_in_english_belongs_to_the_header():
    rows = [PEOPLE_HEADER, ["No.", "Name", "ID number", "Phone", "Compound", "Door"], *people(2)]

    assert kinds_of(xlsx({"甲": rows})) == [H, H, D, D]


def test_a_title_repeated_among_the_rows_is_no_data():
    rows = [["莲岸名单"], PEOPLE_HEADER, *people(3), ["莲岸名单"], *people(3, 3)]

    assert kinds_of(xlsx({"甲": rows})) == [T, H, D, D, D, T, D, D, D]


def test_a_column_of_communities_without_a_header_is_known_by_its_content():
    rows = [
        ["", "序号", "小区名称", "户数"],
        ["莲秀社区", 1, "甲园", 90],
        ["", 2, "乙园", 80],
        ["莲丰社区", 3, "丙园", 9],
    ]
    content = xlsx({"甲": rows}, {"甲": ["A2:A3"]})

    assert values(content, COMPOUND, ["community", "name"]) == [
        ("莲秀社区", "甲园"),
        ("莲秀社区", "乙园"),
        ("莲丰社区", "丙园"),
    ]
