"""Looking inside an .xlsx before it is read: size, passwords, and cells whose plain value hides something."""

import io
import re
import struct
import zipfile
import zlib
from xml.etree import ElementTree

from lianxin.core.sheets.problems import ProblemCode, SheetProblem
from lianxin.core.sheets.workbook import Limits, Oddities, column_index

_LAST_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="(\d+)"')
_WIDE_CELL = re.compile(rb' r="[A-Z]{3}\d')
_WRITTEN_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d+)"(?:[^>]*[^/>])?>')
_PREFIXED = re.compile(rb"<\w+:worksheet")
_FORMULA_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(.*?)</(?:\w+:)?c>", re.DOTALL)
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]+)<")
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    ValueError,
    OSError,
    ElementTree.ParseError,
    NotImplementedError,
)
_WIDEST, _DENSE_WIDTH = 16_384, 702  # columns A to XFD, A to ZZ


def inspect_xlsx(content: bytes, limits: Limits) -> dict[str, Oddities]:
    """This will check an .xlsx package against the limits and return the oddities of each sheet by name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            _require_workbook(names)
            _require_size(package, limits)
            return {name: _inspect_sheet(package.read(part), limits) for name, part in _sheet_parts(package, names)}
    except _BROKEN as error:
        raise SheetProblem(
            ProblemCode.NOT_A_SPREADSHEET, "这个文件已经损坏，打不开。", "请用表格软件打开原件，另存为 .xlsx 再上传。"
        ) from error
    except RuntimeError as error:  # zipfile says so when a member is encrypted
        raise password_problem() from error


def password_problem() -> SheetProblem:
    return SheetProblem(
        ProblemCode.PASSWORD_PROTECTED, "这个文件设了打开密码，系统读不了。", "请先在表格软件里取消密码，另存后再上传。"
    )


def too_large(message: str, sheet: str = "") -> SheetProblem:
    return SheetProblem(ProblemCode.TOO_LARGE, message, "请删去多余的行列，或分成几个文件上传。", sheet=sheet)


def _require_workbook(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    what = "这是一个压缩包，不是表格文件。"
    if any(name.startswith("word/") for name in names):
        what = "这是 Word 文档，不是表格文件。"
    elif any(name.startswith("ppt/") for name in names):
        what = "这是幻灯片，不是表格文件。"
    elif "xl/workbook.bin" in names or "content.xml" in names:
        what = "这种表格格式系统不读。"
    raise SheetProblem(ProblemCode.NOT_A_SPREADSHEET, what, "请把名单放进表格，另存为 .xlsx、.xls 或 .csv 再上传。")


def _require_size(package: zipfile.ZipFile, limits: Limits) -> None:
    unpacked = sum(member.file_size for member in package.infolist())
    if unpacked > limits.unpacked_bytes:
        raise too_large(f"文件展开后有 {unpacked // 2**20} MB，超过 {limits.unpacked_bytes // 2**20} MB 的上限。")
    for member in package.infolist():
        if (
            member.filename.startswith("xl/")
            and member.filename.endswith(".xml")
            and "/worksheets/" not in member.filename
        ):
            package.read(member)  # a size that lies fails here, before anything else unpacks it


def _sheet_parts(package: zipfile.ZipFile, names: set[str]) -> list[tuple[str, str]]:
    relations: dict[str, str] = {}
    if "xl/_rels/workbook.xml.rels" in names:
        for relation in ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels")):
            target = relation.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            relations[relation.get("Id", "")] = part
    parts = []
    for element in ElementTree.fromstring(package.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            relation_id = next((value for key, value in element.items() if key.endswith("}id")), "")
            part = relations.get(relation_id, "")
            if part in names and "/worksheets/" in part:
                parts.append((element.get("name", ""), part))
    return parts


def _inspect_sheet(xml: bytes, limits: Limits) -> Oddities:
    _require_extent(xml, limits)
    gaps: set[tuple[int, int]] = set()
    errors: dict[tuple[int, int], str] = {}
    if b"<f" in xml or (_PREFIXED.search(xml, 0, 1000) and b":f" in xml):
        for attributes, body in _FORMULA_CELL.findall(xml):
            # Excel stores an empty text result as t="str" with nothing in it: that is a value.
            if not _VALUE.search(body) and b't="str"' not in attributes and (place := _place(attributes)):
                gaps.add(place)
    if b't="e"' in xml:
        for attributes, body in _ERROR_CELL.findall(xml):
            if (value := _VALUE.search(body)) and (place := _place(attributes)):
                errors[place] = value[1].decode("ascii", "replace")
    return Oddities(frozenset(gaps), errors)


def _place(attributes: bytes) -> tuple[int, int] | None:
    match = _ADDRESS.search(attributes)
    return (int(match[2]) - 1, column_index(match[1].decode())) if match else None


def _require_extent(xml: bytes, limits: Limits) -> None:
    """This will refuse a sheet whose corner-to-corner size is too large, for the reader lays it out densely."""
    tail = xml.rfind(b"<row") if b"<row" in xml else xml.rfind(b":row")
    last = _LAST_ROW.search(xml, max(tail - 16, 0))
    rows = int(last[1]) if last else xml.count(b"</row>")
    if rows <= limits.rows and rows * _WIDEST <= limits.cells:
        return
    if rows <= limits.rows and rows * _DENSE_WIDTH <= limits.cells and not _WIDE_CELL.search(xml):
        return
    # Something stands far away. Cells that are only formatted do not count, many offices colour whole columns.
    written = _WRITTEN_CELL.findall(xml)
    rows = max((int(row) for _letters, row in written), default=0)
    columns = max((column_index(letters.decode()) + 1 for letters in {letters for letters, _row in written}), default=0)
    if rows > limits.rows or rows * columns > limits.cells:
        raise too_large(
            f"表格有 {rows} 行 {columns} 列，超过 {limits.rows} 行、{limits.cells // 10_000} 万格的上限，"
            "可能有一格误写在很远的地方。"
        )
