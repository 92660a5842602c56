"""Reading a day in every written form; what is not said (a year, a day) is not guessed."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lianxin.core.sheets.values import cell_text
from lianxin.core.sheets.workbook import CellValue

_EXCEL_EPOCH = date(1899, 12, 30)
# Days Excel counts from 1900: 1910-01-01 to 2099-12-31. Outside of it a bare number is no day.
_SERIALS = (3654, 73050)
_BLANK_SIGNS = frozenset("- -- --- / \\ — —— 无 空 /// . *".split())
_TAIL = re.compile(
    r"[ T]*(?:[上下]午)?(?:\d{1,2}[:时点]\d{1,2}(?:分)?(?:[:.]?\d+)*(?:秒)?(?:Z|[+-]\d\d:?\d\d)?|(?<=午))$"
)
_WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-./年。、,_](\d{1,2})[-./月。、,_](\d{1,2})[日号.]?")
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_TWO_DIGIT_YEAR = re.compile(r"\d{2}[-./年](\d{1,2})[-./月](\d{1,2})[日号]?")
_NO_DAY = re.compile(r"(\d{4})(?:[-./年](\d{1,2})月?|年)?|((?:19|20)\d{2})(0[1-9]|1[0-2])")
_NO_YEAR = re.compile(r"\d{1,2}[-./月]\d{1,2}[日号]?")
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CHINESE_DAY = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]"
)


@dataclass(frozen=True, slots=True)
class DateReading:
    """This will hold a day or the Chinese sentence why there is none; both are empty for a blank cell."""

    value: date | None = None
    problem: str = ""


def read_date(value: CellValue) -> DateReading:
    """This will read a day from a date cell, an Excel serial or text; a day without a year is not guessed."""
    if isinstance(value, datetime):
        return DateReading(value.date())
    if isinstance(value, date):
        return DateReading(value)
    if isinstance(value, bool | time | timedelta):
        return DateReading(problem=f"“{cell_text(value)}”不是日期。")
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(cell_text(value))


def may_be_of(day: date, value: CellValue) -> bool | None:
    """This will compare a day with a cell that states only its month (1987年3月) or year; None for any other cell.

    A spreadsheet keeps a typed 1987年3月 as the first of that month, and 1987.10 as 1987.1.
    """
    if isinstance(value, date):
        return True if value.day == 1 and (value.year, value.month) == (day.year, day.month) else None
    match = _NO_DAY.fullmatch(cell_text(value).replace(" ", ""))
    if match is None:
        return None
    year, month = match[1] or match[3], match[2] or match[4]
    months = {int(month or day.month)} | ({10} if isinstance(value, float) and month == "1" else set())
    return int(year) == day.year and day.month in months


def _from_number(number: int | float) -> DateReading:
    if _SERIALS[0] <= number < _SERIALS[1]:
        return DateReading(_EXCEL_EPOCH + timedelta(days=int(number)))
    return _from_text(cell_text(number))


def _from_text(text: str) -> DateReading:
    if not text or text in _BLANK_SIGNS:
        return DateReading()
    bare = _WEEKDAY.sub("", _TAIL.sub("", text)).replace(" ", "")
    if match := _YEAR_FIRST.fullmatch(bare) or _COMPACT.fullmatch(bare):
        return _day(text, int(match[1]), int(match[2]), int(match[3]))
    if match := _CHINESE_DAY.fullmatch(bare):
        year = int(match[1].translate(_CHINESE_DIGITS))
        return _day(text, year, _chinese_number(match[2]), _chinese_number(match[3]))
    if match := _YEAR_LAST.fullmatch(bare):
        return _year_last(text, int(match[1]), int(match[2]), int(match[3]))
    if bare.isascii() and bare.isdigit() and len(bare) == 5:
        return _from_number(int(bare))
    return DateReading(problem=_why_not(text, bare))


def _why_not(text: str, bare: str) -> str:
    if _TWO_DIGIT_YEAR.fullmatch(bare):
        return f"“{text}”的年份只有两位，系统不猜。"
    if _NO_DAY.fullmatch(bare):
        return f"“{text}”没有写到日，系统不猜。"
    if _NO_YEAR.fullmatch(bare):
        return f"“{text}”没有年份，系统不猜。"
    return f"“{text}”读不出日期。"


def _year_last(text: str, first: int, second: int, year: int) -> DateReading:
    """This will read 4/15/2026, where only one order is possible; 4/5/2026 may be April or May and is refused."""
    if first > 12 >= second:
        return _day(text, year, second, first)
    if second > 12 >= first or first == second:
        return _day(text, year, first, second)
    return DateReading(problem=f"“{text}”分不清哪个是月、哪个是日，系统不猜。")


def _day(text: str, year: int, month: int, day: int) -> DateReading:
    try:
        return DateReading(date(year, month, day))
    except ValueError:
        return DateReading(problem=f"“{text}”：日历上没有这一天。")


def _chinese_number(text: str) -> int:
    if "十" not in text:
        return int(text.translate(_CHINESE_DIGITS))
    tens, ones = text.split("十", 1)
    return (int(tens.translate(_CHINESE_DIGITS)) if tens else 1) * 10 + (
        int(ones.translate(_CHINESE_DIGITS)) if ones else 0
    )
