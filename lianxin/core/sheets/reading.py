"""Opening a file: bytes in, sheets of plain cells out, or a typed refusal."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

CellValue = str | int | float | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """This will bound what one upload may cost."""

    content_bytes: int = 30 * 1024 * 1024
    unpacked_bytes: int = 300 * 1024 * 1024
    rows: int = 200_000
    cells: int = 3_000_000


@dataclass(frozen=True, slots=True)
class Span:
    """This will hold one merged range, zero-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """This will hold one sheet: `rows[0]` is row 1, `rows[i][0]` is column A, a blank cell is "".

    `formula_gaps` are (row, column) of formulas whose result was not stored, `error_cells` those showing e.g. #REF!.
    """

    name: str
    rows: list[list[CellValue]]
    is_hidden: bool = False
    merged: tuple[Span, ...] = ()
    formula_gaps: frozenset[tuple[int, int]] = frozenset()
    error_cells: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workbook:
    """This will hold what a file contains; `format` is xlsx, xls or csv."""

    file_name: str
    format: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""


def read_workbook(content: bytes, file_name: str, limits: Limits = Limits()) -> Workbook:
    """This will read an .xlsx, .xls or .csv by its content, or raise `SheetProblem`."""
    raise NotImplementedError
