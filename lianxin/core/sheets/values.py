"""Reading single cells: text without noise, numbers Excel damaged, dates in every written form."""

from dataclasses import dataclass
from datetime import date

from lianxin.core.sheets.reading import CellValue


@dataclass(frozen=True, slots=True)
class DateReading:
    """This will hold a date or the Chinese sentence why there is none; both are empty for a blank cell."""

    value: date | None = None
    problem: str = ""


def clean_text(value: str) -> str:
    """This will fold full-width forms, drop invisible characters and squeeze blanks."""
    raise NotImplementedError


def cell_text(value: CellValue) -> str:
    """This will give a cell as cleaned text: whole floats as integers, dates as ISO."""
    raise NotImplementedError


def name_text(value: CellValue) -> str:
    """This will give a name without inner blanks between Chinese characters (李 明 → 李明)."""
    raise NotImplementedError


def is_damaged_number(value: CellValue) -> bool:
    """This will recognise a long number Excel has cut: a float of 16 digits or more, or text like 3.50203E+17."""
    raise NotImplementedError


def read_date(value: CellValue) -> DateReading:
    """This will read a day from a date cell, an Excel serial or text; a day without a year is not guessed."""
    raise NotImplementedError


def read_number(value: CellValue) -> float | None:
    """This will read a number from a cell or from text such as "1,024 户" or "２４"."""
    raise NotImplementedError
