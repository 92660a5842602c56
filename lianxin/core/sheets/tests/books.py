"""Real spreadsheet files for the tests, made with the libraries offices' programs resemble."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime

import xlsxwriter
import xlwt
from xlsxwriter.utility import xl_cell_to_rowcol

Rows = Sequence[Sequence[object]]


def xlsx(sheets: dict[str, Rows], merges: dict[str, list[str]] | None = None, hidden: Sequence[str] = ()) -> bytes:
    """This will write an .xlsx; a merge like "A1:C1" keeps the value its first cell has in the rows."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, datetime | date):
                        sheet.write_datetime(row, column, value, day)
                    elif isinstance(value, str) and value.startswith("=="):
                        formula, _, stored = value[1:].partition("->")
                        sheet.write_formula(row, column, formula, None, stored)
                    elif value not in ("", None):
                        sheet.write(row, column, value)
            for area in (merges or {}).get(name, []):
                _merge(sheet, area, rows)
            if name in hidden:
                sheet.hide()
    return target.getvalue()


def _merge(sheet: xlsxwriter.worksheet.Worksheet, area: str, rows: Rows) -> None:
    top, left = xl_cell_to_rowcol(area.split(":")[0])
    row = rows[top] if top < len(rows) else []
    sheet.merge_range(area, row[left] if left < len(row) else "")


def xls(sheets: dict[str, Rows]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if value not in ("", None):
                    sheet.write(row, column, value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def text_table(rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue().encode(encoding)


def id_no(number: int) -> str:
    """This will give an invented ID number of the unassigned area 990101 with a correct check sign."""
    body = f"990101{1950 + number % 50}0{1 + number % 9}1{number % 9}{number % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(sign) * weight for sign, weight in zip(body, weights, strict=True)) % 11]


def people(count: int, start: int = 0) -> list[list[object]]:
    """This will give rows 序号 姓名 身份证号 电话 小区 门牌 of invented people."""
    surnames, names = "陈林黄张李王吴刘蔡杨", "伟芳娜敏静丽强磊军洋"
    return [
        [
            number + 1,
            surnames[number % 10] + names[number // 10 % 10] + names[number % 7],
            id_no(number),
            f"100{number:08d}",
            "金榜华庭",
            f"{number % 9 + 1}-1-{number % 20 + 1}01",
        ]
        for number in range(start, start + count)
    ]


PEOPLE_HEADER = ["序号", "姓名", "身份证号", "联系电话", "小区", "门牌"]
