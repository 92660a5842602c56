"""Opening delimited text (.csv and what pretends to be .xls), in UTF-8, GB18030 or UTF-16."""

import csv
import io
import re
from collections import Counter

from lianxin.core.sheets.packed import too_large
from lianxin.core.sheets.problems import ProblemCode, SheetProblem
from lianxin.core.sheets.workbook import CellValue, Limits, Sheet, Workbook

_DELIMITERS = (",", "\t", ";", "|")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PROTECTED = re.compile(r'="?(.*?)"?')
_SAMPLE_LINES = 60
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".et")


def read_delimited(content: bytes, file_name: str, limits: Limits) -> Workbook:
    """This will read delimited text, or raise when it is no text or no table."""
    text = _decode(content)
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_LINES])
    if file_name.lower().endswith(_SPREADSHEETS) and not _is_cut_into_cells(sample):
        raise _no_text()
    rows: list[list[CellValue]] = []
    cells = 0
    for record in _parse(text, _choose_delimiter(sample)):
        rows.append([_unprotect(value) for value in record])
        cells += len(record)
        if len(rows) > limits.rows or cells > limits.cells:
            raise too_large(f"表格超过 {limits.rows} 行或 {limits.cells} 格的上限。")
    sheet = Sheet(_sheet_name(file_name), rows)
    return Workbook(file_name, "csv", (sheet,))


def _decode(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _try_decode(content, encoding)
    if b"\x00" not in content:
        for encoding in ("utf-8", "gb18030"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise _no_text()


def _try_decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text() from error


def _no_text() -> SheetProblem:
    return SheetProblem(
        ProblemCode.NOT_A_SPREADSHEET, "这不是表格文件。", "请把名单放进表格，另存为 .xlsx、.xls 或 .csv 再上传。"
    )


def _parse(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise _no_text() from error


def _choose_delimiter(sample: str) -> str:
    """This will choose the delimiter that cuts most lines into the same number of cells."""
    scores = {}
    for delimiter in _DELIMITERS:
        widths = Counter(len(record) for record in _parse(sample, delimiter) if len(record) > 1)
        scores[delimiter] = max((count * (width - 1) ** 0.5 for width, count in widths.items()), default=0.0)
    return max(_DELIMITERS, key=lambda delimiter: scores[delimiter])


def _is_cut_into_cells(sample: str) -> bool:
    """This will tell a table a system exported under a spreadsheet's name from a letter that was renamed."""
    widths = [len(record) for record in _parse(sample, _choose_delimiter(sample)) if any(record)]
    return 2 * sum(width > 1 for width in widths) > len(widths)


def _unprotect(value: str) -> str:
    """This will take ="0592" (a way to keep Excel from damaging a number) for its text."""
    if value.startswith('="') and (match := _PROTECTED.fullmatch(value)):
        return match[1]
    return value


def _sheet_name(file_name: str) -> str:
    return re.sub(r"\.[A-Za-z]{2,5}$", "", file_name.replace("\\", "/").rsplit("/", 1)[-1]) or "Sheet1"
