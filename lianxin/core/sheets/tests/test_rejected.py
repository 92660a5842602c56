"""Rows sent back: their own layout, the reason last, nothing damaged and nothing executed."""

import io
from datetime import date

import openpyxl

from lianxin.core.sheets import RejectedRow, write_rejected

HEADER = ("序号", "姓名", "身份证号")


def sent_back(rows: list[RejectedRow]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_rejected(rows)))


def test_the_reason_stands_in_the_last_column_of_the_original_layout():
    book = sent_back([
        RejectedRow("莲秀", HEADER, [1.0, "李明", 9.90101e17], "身份证号被改坏"),
        RejectedRow("莲秀", HEADER, [2.0, "", "990101198703100137"], "没有姓名"),
        RejectedRow("莲丰", ("编号", "名字"), [1.0], "没有姓名"),
    ])  # fmt: skip

    assert book.sheetnames == ["莲秀", "莲丰"]
    assert [[cell.value for cell in row] for row in book["莲秀"]] == [
        [*HEADER, "退回原因"],
        ["1", "李明", "9.90101E+17", "身份证号被改坏"],
        ["2", None, "990101198703100137", "没有姓名"],
    ]
    assert [cell.value for cell in book["莲丰"][2]] == ["1", None, "没有姓名"]


def test_ids_and_phones_stay_text():
    book = sent_back(
        [RejectedRow("甲", ("证", "电", "日"), ["990101198703100137", 10012345678.0, date(2026, 4, 5)], "x")]
    )
    cells = book["甲"][2]

    assert [cell.value for cell in cells] == ["990101198703100137", "10012345678", "2026-04-05", "x"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}


def test_nothing_written_is_ever_a_formula_or_a_link():
    nasty = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "http://a.example", "{=1}"]
    book = sent_back([RejectedRow("甲", [str(n) for n in range(len(nasty))], nasty, "=1+1")])
    cells = book["甲"][2]

    assert [cell.value for cell in cells] == [*nasty, "=1+1"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_layouts_with_one_name_or_a_forbidden_name_get_sheets_of_their_own():
    names = sent_back([
        RejectedRow("甲/乙:丙", HEADER, [], "x"),
        RejectedRow("甲/乙:丙", ("别的",), [], "x"),
        RejectedRow("长" * 40, HEADER, [], "x"),
    ]).sheetnames  # fmt: skip

    assert names == ["甲_乙_丙", "甲_乙_丙_2", "长" * 31]


def test_no_rejected_row_still_gives_a_readable_file():
    assert sent_back([]).sheetnames == ["退回原因"]
