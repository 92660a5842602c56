"""What a file contains once it is open: sheets of plain cells."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

CellValue = str | int | float | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """This will bound what one upload may cost."""

    content_bytes: int = 30 * 1024 * 1024
    unpacked_bytes: int = 150 * 1024 * 1024
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
class Oddities:
    """This will hold the cells of a sheet that plain values hide, by zero-based (row, column)."""

    formula_gaps: frozenset[tuple[int, int]] = frozenset()
    error_cells: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """This will hold one sheet: `rows[0]` is row 1, `rows[i][0]` is column A, a blank cell is "".

    `formula_gaps` are formulas whose result was not stored; `error_cells` those showing e.g. #REF!.
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


def column_letter(index: int) -> str:
    """This will name a zero-based column: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """This will number a column from zero: A → 0, AA → 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
