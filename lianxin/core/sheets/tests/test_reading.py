"""Opening files: three formats, and a sentence for everything that is none."""

import io
import struct
import zipfile

import openpyxl
import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

from lianxin.core.sheets import Limits, ProblemCode, SheetProblem, read_workbook
from lianxin.core.sheets.tests.books import people, text_table, xls, xlsx

ROWS = [["姓名", "电话"], ["李明", "10012345678"], ["王强", "10012345679"]]


def refusal(content: bytes, name: str = "名单.xlsx", **limits: int) -> SheetProblem:
    with pytest.raises(SheetProblem) as caught:
        read_workbook(content, name, Limits(**limits))
    return caught.value


@pytest.mark.parametrize(
    ("content", "file_format"),
    [
        (xlsx({"甲": ROWS}), "xlsx"),
        (xls({"甲": ROWS}), "xls"),
        (text_table(ROWS), "csv"),
        (text_table(ROWS, "utf-8-sig"), "csv"),
        (text_table(ROWS, "gb18030"), "csv"),
        (text_table(ROWS, "utf-16"), "csv"),
        (text_table(ROWS, "gb18030", ";"), "csv"),
        (text_table(ROWS, "utf-8", "\t"), "csv"),
    ],
)
def test_the_same_table_is_read_from_every_format(content, file_format):
    workbook = read_workbook(content, "名单.csv")

    assert workbook.format == file_format
    assert workbook.sheets[0].rows == ROWS


def test_the_content_decides_not_the_name():
    assert read_workbook(xls({"甲": ROWS}), "名单.xlsx").format == "xls"
    assert read_workbook(text_table(ROWS, delimiter="\t"), "系统导出.xls").format == "csv"


def test_quoted_commas_and_protected_numbers_stay_one_cell():
    content = '名称,地址,电话\n甲,"莲前西路1号,一层","=""0592"""\n乙,"二,三",1\n'.encode()

    assert read_workbook(content, "x.csv").sheets[0].rows[1] == ["甲", "莲前西路1号,一层", "0592"]


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n....",
        b"<html><body><table><tr><td>1</td></tr></table></body></html>",
        b"PK\x03\x04broken",
        b"\x00\x01\x02\x03\xff\xfe" * 40,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        "各位同事：\n请于周五前报名单。\n谢谢，综合室".encode(),
    ],
)
def test_what_is_no_spreadsheet_is_refused(content):
    assert refusal(content).code is ProblemCode.NOT_A_SPREADSHEET


def test_a_word_document_is_called_by_its_name():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("word/document.xml", "<w/>")

    assert "Word" in refusal(target.getvalue()).message


@pytest.mark.parametrize("content", [b"", b"  \r\n ", xlsx({"甲": []}), xlsx({"甲": [["  "]]}), xls({"甲": []})])
def test_a_file_without_a_word_is_empty(content):
    assert refusal(content).code is ProblemCode.EMPTY_FILE


def test_an_encrypted_xlsx_asks_for_the_password_to_be_taken_off():
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx({"甲": ROWS}))).encrypt("1234", target)

    assert refusal(target.getvalue()).code is ProblemCode.PASSWORD_PROTECTED


def test_an_encrypted_xls_asks_for_the_password_to_be_taken_off():
    content = xls({"甲": ROWS})
    start = content.index(struct.pack("<HH", 0x0809, 16))
    marked = content[: start + 20] + struct.pack("<H", 0x002F) + content[start + 22 :]

    assert refusal(marked).code is ProblemCode.PASSWORD_PROTECTED


def test_a_zip_bomb_is_not_unpacked():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/sharedStrings.xml", b"0" * 200 * 1024 * 1024)

    assert refusal(target.getvalue()).code is ProblemCode.TOO_LARGE


@pytest.mark.parametrize("corner", [(1_048_575, 0), (9_000, 16_383), (150_000, 100)])
def test_one_cell_far_away_does_not_fill_the_memory(corner):
    row, column = corner
    target = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.cell(1, 1, "姓名")
    book.active.cell(row + 1, column + 1, "x")
    book.save(target)

    assert refusal(target.getvalue()).code is ProblemCode.TOO_LARGE


def test_cells_that_are_only_coloured_do_not_count():
    target = io.BytesIO()
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    for corner in ((1_000_000, 3), (2, 16_000)):
        book.active.cell(*corner).fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    book.save(target)

    assert read_workbook(target.getvalue(), "x.xlsx").sheets[0].rows == ROWS


def test_too_many_rows_of_text_are_refused():
    assert refusal(text_table(people(50)), rows=20).code is ProblemCode.TOO_LARGE


def test_formulas_without_result_and_error_cells_are_known_by_place():
    content = xlsx({"甲": [["姓名", "电话"], ["=='a'&'b'->", "==1/0->#DIV/0!"], ["==B1->李明", "==N()->0"]]})
    sheet = read_workbook(content, "x.xlsx").sheets[0]

    assert sheet.formula_gaps == {(1, 0)}
    assert sheet.error_cells == {(1, 1): "#DIV/0!"}
    assert sheet.rows[2] == ["李明", "0"]


def test_a_formula_written_by_a_program_has_no_result():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "电话"])
    book.active.append(["李明", '="100"&"12345678"'])
    target = io.BytesIO()
    book.save(target)

    assert read_workbook(target.getvalue(), "x.xlsx").sheets[0].formula_gaps == {(1, 1)}


def test_an_old_format_formula_never_calculated_has_no_result():
    content = xls({"甲": [["姓名", "电话"], ["李明", xlwt.Formula("1+1")]]})

    assert read_workbook(content, "x.xls").sheets[0].formula_gaps == {(1, 1)}


def test_hidden_sheets_and_merges_are_told():
    content = xlsx({"甲": [["标题", ""], *ROWS], "乙": ROWS}, {"甲": ["A1:B1"]}, hidden=["乙"])
    first, second = read_workbook(content, "x.xlsx").sheets

    assert (first.merged[0].left, first.merged[0].right) == (0, 1)
    assert (first.is_hidden, second.is_hidden) == (False, True)


def test_an_old_format_formula_that_may_give_nothing_is_believed():
    content = xls({"甲": [["姓名", "电话"], ["李明", xlwt.Formula('IF(A1="";"";A1)')]]})

    assert read_workbook(content, "x.xls").sheets[0].formula_gaps == frozenset()


def test_a_formula_without_result_beyond_the_last_value_is_inside_its_row():
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["F2"] = "=1+1"
    book.active["A5"] = "=A2"
    target = io.BytesIO()
    book.save(target)

    sheet = read_workbook(target.getvalue(), "x.xlsx").sheets[0]

    assert sheet.formula_gaps == {(1, 5), (4, 0)}
    assert len(sheet.rows) == 5 and len(sheet.rows[1]) == 6
