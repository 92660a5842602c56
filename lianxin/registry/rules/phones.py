"""Whether a text is a phone number, and its one written form."""

import re
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

_NOISE = re.compile(r"[\s\-—–‐()（）.·]+")
_FLOAT_TAIL = re.compile(r"(?<=\d{7})\.0+$")
_SEVERAL = re.compile(r"[/、,，;；|或和&]+")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})(\d{7,8})")
_EXTENSION = re.compile(r"(.+?)(?:转|分机|EXT\.?|#)(\d{1,6})|(\(?0\d{2,3}\)?[\s-]?\d{7,8})-(\d{1,6})", re.IGNORECASE)
_FLOAT_TAIL = re.compile(r"(?<=\d{7})\.0$")  # what a program makes of a number column it saves as text
_SERVICE = re.compile(r"[48]00\d{7}")
_SHORT = re.compile(r"1\d{2}|1[0-9]{4}|9[56]\d{3,4}")
_LOCAL = re.compile(r"[2-8]\d{6,7}")
_BLANKS = frozenset({"", "-", "--", "/", "\\", "无", "没有", "暂无", "不详", "未知", "未提供", "拒绝提供", "空"})


class PhoneReading(NamedTuple):
    """A number in one form, or the sentence why there is none; both empty for a blank cell."""

    number: str = ""
    problem: str = ""
    has_more: bool = False


_BLANK = PhoneReading()


def read_phone(text: str, *, accepts_invented: bool = False, accepts_services: bool = True) -> PhoneReading:
    """Read the first number of a cell, full-width forms already folded.

    `accepts_invented` lets pass what no network has: 100… mobiles and landlines beginning with 0.
    `accepts_services`: 400 numbers and short codes such as 96110 may stand for an office, never for a resident.
    """
    if accepts_invented and len(text) == 11 and text.startswith("100") and text.isascii() and text.isdigit():
        return PhoneReading(text)
    if text in _BLANKS:
        return _BLANK
    text = _FLOAT_TAIL.sub("", text)
    found = [_read_one(part, accepts_invented, accepts_services) for part in _SEVERAL.split(text) if part.strip()]
    if not any(found):
        # A blank inside a number is grouping; it parts numbers where every piece is a whole one.
        pieces = [_read_one(piece, accepts_invented, accepts_services) for piece in text.split()]
        found = pieces if all(pieces) else found
    numbers = [number for number in found if number]
    if not numbers:
        return PhoneReading(problem="不是能拨通的电话号码")
    return PhoneReading(numbers[0], has_more=len(found) > 1)


def _read_one(text: str, accepts_invented: bool, accepts_services: bool) -> str:
    extension = ""
    text = _FLOAT_TAIL.sub("", text.strip())
    if match := _EXTENSION.fullmatch(text):
        text, extension = match[1] or match[3], f"转{match[2] or match[4]}"
    digits = _NOISE.sub("", text)
    if digits.startswith("+") and not digits.startswith("+86"):
        return _international(digits)
    digits = re.sub(r"^(?:\+86|0086|86(?=1\d{10}$))", "", digits)
    digits = digits[1:] if re.fullmatch(r"01[3-9]\d{9}", digits) else digits
    if not digits.isascii() or not digits.isdigit():
        return ""
    number = (
        _mobile(digits, accepts_invented) or _landline(digits, accepts_invented) or _other(digits, accepts_services)
    )
    return number + extension if number else ""


def _mobile(digits: str, accepts_invented: bool) -> str:
    if len(digits) != 11:
        return ""
    if accepts_invented and digits.startswith("100"):
        return digits
    return digits if _MOBILE.fullmatch(digits) and _is_known_prefix(digits[:5]) else ""


@lru_cache(maxsize=4096)
def _is_known_prefix(prefix: str) -> bool:
    """The numbering plan speaks of the first five digits of a mobile number; the rest may be anything."""
    return phonenumbers.is_valid_number(phonenumbers.parse(prefix + "123456", "CN"))


def _landline(digits: str, accepts_invented: bool) -> str:
    match = _LANDLINE.fullmatch(digits)
    if match is None:
        return ""
    is_invented = match[2].startswith("0")
    if is_invented and not accepts_invented:
        return ""
    if not is_invented and not phonenumbers.is_possible_number(phonenumbers.parse(digits, "CN")):
        return ""
    return f"{match[1]}-{match[2]}"


def _other(digits: str, accepts_services: bool) -> str:
    """Local numbers without area code; where accepted, service numbers and short codes."""
    forms = (_LOCAL, _SERVICE, _SHORT) if accepts_services else (_LOCAL,)
    return digits if any(form.fullmatch(digits) for form in forms) else ""


def _international(digits: str) -> str:
    try:
        parsed = phonenumbers.parse(digits)
    except phonenumbers.NumberParseException:
        return ""
    return digits if phonenumbers.is_valid_number(parsed) else ""
