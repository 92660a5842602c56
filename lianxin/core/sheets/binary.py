"""Looking inside an .xls: passwords, formulas never calculated, error cells."""

import io
import struct
from collections.abc import Iterator

import olefile

from lianxin.core.sheets.packed import password_problem
from lianxin.core.sheets.problems import ProblemCode, SheetProblem
from lianxin.core.sheets.workbook import Oddities

_FORMULA, _BOF, _EOF, _FILEPASS, _BOUNDSHEET, _BOOLERR = 0x0006, 0x0809, 0x000A, 0x002F, 0x0085, 0x0205
_ERROR_RESULT, _EMPTY_RESULT = 2, 3
_EMPTY_TEXT_CONSTANT = b"\x17\x00"  # the token for "" in a formula such as IF(A1="","",A1)
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def inspect_xls(content: bytes) -> list[Oddities]:
    """This will return the oddities of each sheet of an .xls in order, or raise for a password or another document."""
    stream = _workbook_stream(content)
    offsets = []
    for kind, body in _records(stream, 0):
        if kind == _FILEPASS:
            raise password_problem()
        if kind == _BOUNDSHEET and len(body) >= 6:
            offsets.append(struct.unpack_from("<I", body)[0])
    return [_inspect_sheet(stream, offset) for offset in offsets]


def _workbook_stream(content: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            if container.exists("EncryptedPackage"):
                raise password_problem()
            for name in ("Workbook", "Book"):
                if container.exists(name):
                    return container.openstream(name).read()
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise SheetProblem(
            ProblemCode.NOT_A_SPREADSHEET, "这个文件已经损坏，打不开。", "请用表格软件打开原件，另存为 .xlsx 再上传。"
        ) from error
    raise SheetProblem(
        ProblemCode.NOT_A_SPREADSHEET, "这不是表格文件。", "请把名单放进表格，另存为 .xlsx、.xls 或 .csv 再上传。"
    )


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """This will walk the records of one substream from its beginning to its end mark."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield kind, stream[offset + 4 : offset + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        offset += 4 + length


def _inspect_sheet(stream: bytes, offset: int) -> Oddities:
    empty: set[tuple[int, int]] = set()
    errors: dict[tuple[int, int], str] = {}
    is_calculated = False
    for kind, body in _records(stream, offset):
        if kind == _FORMULA and len(body) >= 16:
            row, column, _style, result = struct.unpack_from("<HHH8s", body)
            if result[6:] == b"\xff\xff" and result[0] == _EMPTY_RESULT:
                empty.add((row, column))
                is_calculated |= _EMPTY_TEXT_CONSTANT in body[16:]
                continue
            is_calculated = True
            if result[6:] == b"\xff\xff" and result[0] == _ERROR_RESULT:
                errors[row, column] = _ERRORS.get(result[2], "#ERR")
        elif kind == _BOOLERR and len(body) >= 8 and body[7]:
            row, column = struct.unpack_from("<HH", body)
            errors[row, column] = _ERRORS.get(body[6], "#ERR")
    # This format has no "no result", only an empty text. Where not one formula of a sheet gave anything else, and none
    # could give an empty text, a program wrote them and nothing ever calculated them.
    return Oddities(frozenset() if is_calculated else frozenset(empty), errors)
