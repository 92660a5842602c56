"""Reading single cells: text without noise, numbers Excel damaged, plain numbers. Days are in `dates`."""

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta

from lianxin.core.sheets.workbook import CellValue

# Excel keeps 15 significant digits: a whole number of 16 or more has lost its tail.
_FIRST_DAMAGED = 10**15
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
                        "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]")  # fmt: skip
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_CHINESE = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_BLANK_IN_CHINESE = re.compile(f"(?<=[{_CHINESE}·]) +(?=[{_CHINESE}·])")
_NAME_DOT = re.compile(f"(?<=[{_CHINESE}]) *[.・•‧∙⋅●·] *(?=[{_CHINESE}])")
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?[Ee]\+?(\d{1,3})")
_TEXT_SIGN = re.compile(r"['‘’`](?=[\d+(])")  # the sign that keeps a number a text, typed or exported into the value
_NUMBER = re.compile(r"[约近共]?([-+]?\d+(?:\.\d+)?)(万)?[^\d.万]{0,4}")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def clean_text(value: str) -> str:
    """This will fold full-width forms, drop invisible characters and squeeze blanks."""
    if value.isprintable() and unicodedata.is_normalized("NFKC", value):
        value = value.strip()
        value = _BLANKS.sub(" ", value) if "  " in value else value
    else:
        folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", value))
        value = _BLANKS.sub(" ", _INVISIBLE.sub("", folded)).strip()
    return value[1:] if _TEXT_SIGN.match(value) else value


def cell_text(value: CellValue) -> str:
    """This will give a cell as cleaned text: whole floats as integers, dates as ISO, cut numbers as 3.5E+17."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)


def _number_text(value: int | float) -> str:
    if not math.isfinite(value):
        return ""
    if is_damaged_number(value):
        return f"{float(value):.5E}"
    return str(int(value)) if value == int(value) else repr(value)


def name_text(value: CellValue) -> str:
    """This will give a name without inner blanks between Chinese characters (李 明 → 李明), one form of the dot."""
    text = _NAME_DOT.sub("·", cell_text(value))
    return _BLANK_IN_CHINESE.sub("", text)


def is_damaged_number(value: CellValue) -> bool:
    """This will recognise a long number Excel has cut: a number of 16 digits or more, or text like 3.50203E+17."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return abs(value) >= _FIRST_DAMAGED
    if not isinstance(value, str):
        return False
    match = _SCIENTIFIC.fullmatch(clean_text(value).replace(" ", ""))
    return match is not None and int(match[3]) >= 9 and len(match[2] or "") < int(match[3])


def read_number(value: CellValue) -> float | None:
    """This will read a number from a cell or from text such as "1,024 户" or "２４"; None when there is none."""
    if isinstance(value, bool | date | time | timedelta):
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    match = _NUMBER.fullmatch(_GROUPED.sub("", clean_text(value)).replace(" ", ""))
    if match is None:
        return None
    return float(match[1]) * (10_000 if match[2] else 1)
