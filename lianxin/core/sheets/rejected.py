"""Rejected rows go back as a spreadsheet, in their own layout, with the reason in the last column."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lianxin.core.sheets.values import cell_text
from lianxin.core.sheets.workbook import CellValue

REASON_HEADER = "退回原因"
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """This will hold one row to send back; rows of the same `layout` (a sheet name and header) share a sheet."""

    layout: str
    header: Sequence[str]
    cells: Sequence[CellValue]
    reason: str


def write_rejected(rows: Iterable[RejectedRow]) -> bytes:
    """This will write the rows as .xlsx, every cell as text so that nothing is damaged and nothing is executed.

    Rows of one layout must come together: each sheet is written once, from top to bottom, without being held.
    """
    target = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        text = book.add_format({"num_format": "@"})
        bold = book.add_format({"num_format": "@", "bold": True})
        sheet: Worksheet | None = None
        names: set[str] = set()
        current: tuple[str, tuple[str, ...]] | None = None
        line = 0
        for row in rows:
            if sheet is None or current != (row.layout, tuple(row.header)):
                current = (row.layout, tuple(row.header))
                sheet = book.add_worksheet(_sheet_name(row.layout, names))
                _start_sheet(sheet, row.header, text, bold)
                line = 0
            line += 1
            for column, value in enumerate([*row.cells, *[""] * (len(row.header) - len(row.cells)), row.reason]):
                if value != "":
                    sheet.write_string(line, column, _as_text(value), text)
        if sheet is None:
            _start_sheet(book.add_worksheet(REASON_HEADER), (), text, bold)
    return target.getvalue()


def _start_sheet(sheet: Worksheet, header: Sequence[str], text: Format, bold: Format) -> None:
    sheet.set_column(0, len(header), 18, text)
    sheet.set_column(len(header), len(header), 60, text)
    sheet.freeze_panes(1, 0)
    for column, word in enumerate([*header, REASON_HEADER]):
        sheet.write_string(0, column, word, bold)


def _as_text(value: CellValue) -> str:
    """This will keep a text cell as the clerk wrote it; other cells become the text they show."""
    return value if isinstance(value, str) else cell_text(value)


def _sheet_name(layout: str, names: set[str]) -> str:
    base = _FORBIDDEN_IN_NAME.sub("_", layout).strip() or "退回"
    name, number = base[:_LONGEST_NAME], 2
    while name.lower() in names or name.lower() == "history":
        tail = f"_{number}"
        name, number = base[: _LONGEST_NAME - len(tail)] + tail, number + 1
    names.add(name.lower())
    return name
