"""Cells that compounds, organizations and staff have in common."""

from dataclasses import dataclass

from lianxin.core.sheets import Issue, MappedRow, name_text, read_number
from lianxin.registry.imports.codes import issue
from lianxin.registry.imports.outcomes import Setting
from lianxin.registry.rules.phones import read_phone
from lianxin.registry.rules.points import Point, is_in_china, read_degrees, read_pair, to_wgs84

_NAMELESS = frozenset({"", "-", "--", "/", "无", "暂无", "不详", "未知"})
_SEPARATORS = "、,,;;/|"


@dataclass(slots=True)
class ContactEntry:
    """A contact as a row says it; both blank where it says nothing."""

    title: str
    name: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.phone)


def read_contact(row: MappedRow, setting: Setting, issues: list[Issue], *, title: str) -> ContactEntry:
    name = name_text(row.values.get("contact", ""))
    return ContactEntry(title, "" if name in _NAMELESS else name, read_phone_cell(row, setting, issues))


def read_phone_cell(row: MappedRow, setting: Setting, issues: list[Issue]) -> str:
    text = row.text("phone")
    if not text:
        return ""
    reading = read_phone(text, accepts_invented=setting.accepts_invented)
    if reading.problem:
        issues.append(issue("PHONE_INVALID", row, "phone", text))
    elif reading.has_more:
        issues.append(issue("PHONE_EXTRA", row, "phone", text))
    return reading.number


def read_count(row: MappedRow, field: str, issues: list[Issue]) -> int | None:
    value = row.values.get(field, "")
    if value == "" or row.text(field) in _NAMELESS:
        return None
    number = read_number(value)
    if number is None or number < 0 or number != int(number) or number > 1_000_000:
        issues.append(issue("COUNT_UNREAD", row, field, row.text(field)))
        return None
    return int(number)


def read_point(row: MappedRow, setting: Setting, issues: list[Issue]) -> tuple[Point | None, str]:
    """The point in WGS-84 and the datum it was written in, from two columns or from one that holds both figures."""
    longitude_text, latitude_text = row.text("longitude"), row.text("latitude")
    field, seen = "longitude", f"{longitude_text} {latitude_text}".strip()
    if seen:
        latitude, longitude = read_degrees(latitude_text), read_degrees(longitude_text)
    else:
        field, seen = "point", row.text("point")
        latitude, longitude = read_pair(seen)
    if seen in _NAMELESS:
        return None, ""
    if latitude is None or longitude is None:
        issues.append(issue("POINT_INCOMPLETE", row, field, seen))
        return None, ""
    if not is_in_china(latitude, longitude):
        issues.append(issue("POINT_OUTSIDE", row, field, seen))
        return None, ""
    datum = setting.datums[row.sheet]
    return to_wgs84(latitude, longitude, datum), datum


def read_names(text: str) -> list[str]:
    """Several names in one cell, without blanks and repeats."""
    for separator in _SEPARATORS:
        text = text.replace(separator, "\n")
    names = (part.strip() for part in text.split("\n"))
    return list(dict.fromkeys(name for name in names if name not in _NAMELESS))


def cell_errors(row: MappedRow) -> list[Issue]:
    return [issue("CELL_ERROR", row, code, text) for code, text in list(row.errors.items())[:1]]
