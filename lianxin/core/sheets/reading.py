"""Opening a file: bytes in, sheets of plain cells out, or a typed refusal."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import python_calamine

from lianxin.core.sheets.binary import inspect_xls
from lianxin.core.sheets.delimited import read_delimited
from lianxin.core.sheets.packed import inspect_xlsx, password_problem, too_large
from lianxin.core.sheets.problems import ProblemCode, SheetProblem
from lianxin.core.sheets.workbook import CellValue, Limits, Oddities, Sheet, Span, Workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OTHER_FORMATS = {
    b"%PDF": "这是 PDF 文件，不是表格文件。",
    b"\x89PNG": "这是图片，不是表格文件。",
    b"\xff\xd8\xff": "这是图片，不是表格文件。",
    b"GIF8": "这是图片，不是表格文件。",
    b"Rar!": "这是压缩包，不是表格文件。",
    b"7z\xbc\xaf": "这是压缩包，不是表格文件。",
    b"\x1f\x8b": "这是压缩包，不是表格文件。",
    b"{\\rtf": "这是文档，不是表格文件。",
}
DEFAULT_LIMITS = Limits()


def read_workbook(content: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """This will read an .xlsx, .xls or .csv by its content, or raise `SheetProblem`."""
    if len(content) > limits.content_bytes:
        raise too_large(f"文件有 {len(content) // 2**20} MB，超过 {limits.content_bytes // 2**20} MB 的上限。")
    _refuse_other_formats(content)
    if content.startswith(_ZIP):
        workbook = _read_packed(content, file_name, limits)
    elif content.startswith(_OLE):
        workbook = _read_binary(content, file_name, limits)
    else:
        workbook = read_delimited(content, file_name, limits)
    if not any(_has_text(sheet) for sheet in workbook.sheets):
        raise _empty()
    return workbook


def _refuse_other_formats(content: bytes) -> None:
    if not content.strip():
        raise _empty()
    advice = "请把名单放进表格，另存为 .xlsx、.xls 或 .csv 再上传。"
    for mark, message in _OTHER_FORMATS.items():
        if content.startswith(mark):
            raise SheetProblem(ProblemCode.NOT_A_SPREADSHEET, message, advice)
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")) or (
        head.startswith(b"<?xml") and b"<table" in content.lower()
    ):
        raise SheetProblem(
            ProblemCode.NOT_A_SPREADSHEET,
            "这是改了名的网页，不是真正的表格文件。",
            "请用表格软件打开它，另存为 .xlsx 再上传。",
        )


def _empty() -> SheetProblem:
    return SheetProblem(ProblemCode.EMPTY_FILE, "文件是空的，一个字也没有。", "请检查是不是选错了文件。")


def _has_text(sheet: Sheet) -> bool:
    return any(value != "" and str(value).strip() for row in sheet.rows for value in row) or bool(sheet.formula_gaps)


def _read_packed(content: bytes, file_name: str, limits: Limits) -> Workbook:
    oddities = inspect_xlsx(content, limits)
    book = _open(content)
    sheets = [
        _sheet(book, meta, oddities.get(meta.name, Oddities()), limits)
        for meta in book.sheets_metadata
        if meta.typ is python_calamine.SheetTypeEnum.WorkSheet
    ]
    return Workbook(file_name, "xlsx", tuple(sheets))


def _read_binary(content: bytes, file_name: str, limits: Limits) -> Workbook:
    oddities = inspect_xls(content)
    book = _open(content)
    sheets = []
    for index, meta in enumerate(book.sheets_metadata):
        if meta.typ is python_calamine.SheetTypeEnum.WorkSheet:
            sheets.append(_sheet(book, meta, oddities[index] if index < len(oddities) else Oddities(), limits))
    return Workbook(file_name, "xls", tuple(sheets))


@contextmanager
def _guarded() -> Iterator[None]:
    """This will turn every way the reader gives up on a broken file into the same refusal."""
    try:
        yield
    except python_calamine.PasswordError as error:
        raise password_problem() from error
    except python_calamine.CalamineError as error:
        raise _damaged() from error
    except BaseException as error:
        # A panic of the compiled reader on a broken file is no Exception, and has no public class.
        if type(error).__name__ == "PanicException":
            raise _damaged() from error
        raise


def _open(content: bytes) -> python_calamine.CalamineWorkbook:
    with _guarded():
        return python_calamine.load_workbook(io.BytesIO(content))


def _damaged() -> SheetProblem:
    return SheetProblem(
        ProblemCode.NOT_A_SPREADSHEET, "这个文件已经损坏，打不开。", "请用表格软件打开原件，另存为 .xlsx 再上传。"
    )


def _sheet(
    book: python_calamine.CalamineWorkbook, meta: python_calamine.SheetMetadata, oddities: Oddities, limits: Limits
) -> Sheet:
    with _guarded():
        source = book.get_sheet_by_name(meta.name)
    bottom, right = source.end or (0, 0)
    if bottom >= limits.rows or (bottom + 1) * (right + 1) > limits.cells:
        raise too_large(f"《{meta.name}》有 {bottom + 1} 行 {right + 1} 列，超过上限。", meta.name)
    merged = tuple(Span(top, left, low, far) for (top, left), (low, far) in source.merged_cell_ranges or ())
    with _guarded():
        rows = source.to_python(skip_empty_area=False)
    _reach(rows, [*oddities.formula_gaps, *oddities.error_cells])
    return Sheet(
        name=meta.name,
        rows=rows,
        is_hidden=meta.visible is not python_calamine.SheetVisibleEnum.Visible,
        merged=merged,
        formula_gaps=oddities.formula_gaps,
        error_cells=oddities.error_cells,
    )


def _reach(rows: list[list[CellValue]], places: Iterable[tuple[int, int]]) -> None:
    """This will lengthen the rows so that cells the reader leaves out, formulas without a result, lie inside."""
    for row, column in places:
        rows += [[] for _missing in range(row + 1 - len(rows))]
        rows[row] += [""] * (column + 1 - len(rows[row]))
