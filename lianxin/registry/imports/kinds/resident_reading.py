"""From the cells of one row to a resident as the registry would hold it, with everything that is wrong."""

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from lianxin.core.sheets import Issue, MappedRow, is_damaged_number, name_text, read_date
from lianxin.core.sheets.dates import DateReading, may_be_of
from lianxin.core.sheets.workbook import CellValue
from lianxin.registry.imports.codes import issue
from lianxin.registry.imports.compounds_known import Found, KnownCompounds
from lianxin.registry.imports.outcomes import Setting
from lianxin.registry.indexes import id_index, name_index, phone_index, unread_door_index
from lianxin.registry.rules.door_columns import Lead, lead_of, lead_of_column
from lianxin.registry.rules.doors import DoorReading, is_beside, leading_building, read_door_in
from lianxin.registry.rules.identity import IdReading, read_id_number
from lianxin.registry.rules.names import bare_name
from lianxin.registry.rules.phones import read_phone

_GENDERS = {
    **dict.fromkeys(("男", "M", "m", "男性", "1", "男士", "Male", "male"), "M"),
    **dict.fromkeys(("女", "F", "f", "女性", "2", "女士", "Female", "female"), "F"),
}
_YES = frozenset("是 有 有考生 考生 高考 高考生 中考 高三 初三 √ ✓ ✔ ☑ 对 Y y YES yes TRUE V v 1".split())
_NO = frozenset("否 无 没有 无考生 不是 - / × ✗ N n NO no FALSE X x 0".split())
_PLAIN_NAME = re.compile("[\u4e00-\u9fff]{2,15}")
_DOORLESS = frozenset({"", "-", "--", "—", "/", "无", "不详", "未知", "暂无", "无门牌"})
_NAMELESS = frozenset({"", "-", "--", "/", "无", "无名", "不详", "未知", "暂无", "姓名"})


@dataclass(slots=True)
class ResidentEntry:
    """A resident as a row says it; `exam` is None where the row says nothing."""

    name: str = ""
    name_index: str = ""
    gender: str = ""
    birth_on: date | None = None
    doc_type: str = ""
    id_no: str = ""
    id_index: str = ""
    phone: str = ""
    phone_index: str = ""
    compound_id: UUID | None = None
    door_key: str = ""
    door: DoorReading | None = None
    occupation: str = ""
    exam: bool | None = None
    registered_on: date | None = None
    note: str = ""

    @property
    def place(self) -> tuple[UUID | None, str]:
        return (self.compound_id, self.door_key)


def all_else(entry: ResidentEntry) -> tuple[Hashable, ...]:
    """What still tells a person whose row has neither number nor phone nor door."""
    return (entry.name_index, entry.compound_id, entry.gender, entry.birth_on, entry.occupation)


class _SaidOver(NamedTuple):
    """The community, the compound and the building that stand over a table."""

    community: str
    compound: Found
    building: str


class ResidentReader:
    """Reads the rows of one file; remembers what repeats (compounds, days)."""

    def __init__(self, setting: Setting, compounds: KnownCompounds) -> None:
        self._setting = setting
        self._compounds = compounds
        self._hints: dict[tuple[str, ...], _SaidOver] = {}
        self._days: dict[CellValue, DateReading] = {}
        self._texts: dict[CellValue, str] = {}
        self._leads: dict[tuple[str, str], Lead] = {}

    def look_over(self, rows: Sequence[MappedRow]) -> None:
        """Learn from all rows of a file what a single one leaves open: whether 1-101 begins with a unit."""
        columns = defaultdict(list)
        for row in rows:
            if building := self._repeated(row, "building"):
                columns[_door_column(row)].append((self._repeated(row, "compound"), building, row.text("door")))
        self._leads = {column: lead_of_column(doors) for column, doors in columns.items()}

    def read(self, row: MappedRow) -> tuple[ResidentEntry, list[Issue]]:
        entry, issues = ResidentEntry(), []
        if row.errors:
            code, text = next(iter(row.errors.items()))
            issues.append(issue("CELL_ERROR", row, code, text))
        self._read_name(row, entry, issues)
        self._read_id(row, entry, issues)
        self._read_place(row, entry, issues)
        self._read_phone(row, entry, issues)
        self._read_gender(row, entry, issues)
        self._read_days(row, entry, issues)
        self._read_rest(row, entry, issues)
        return entry, issues

    def _repeated(self, row: MappedRow, field: str) -> str:
        """The text of a cell whose few values come again and again."""
        value = row.values.get(field, "")
        if value == "":
            return ""
        text = self._texts.get(value)
        if text is None:
            text = self._texts[value] = row.text(field)
        return text

    def _read_name(self, row: MappedRow, entry: ResidentEntry, issues: list[Issue]) -> None:
        value = row.values.get("name", "")
        # Most names are plain Chinese signs and need no cleaning.
        name = value if isinstance(value, str) and _PLAIN_NAME.fullmatch(value) else bare_name(name_text(value))
        if name in _NAMELESS or not any(sign.isalpha() for sign in name):
            issues.append(issue("NAME_MISSING", row, "name", name))
            return
        entry.name, entry.name_index = name, name_index(name)

    def _read_id(self, row: MappedRow, entry: ResidentEntry, issues: list[Issue]) -> None:
        value = row.values.get("id_no", "")
        if value == "":
            return
        text = row.text("id_no")
        if (not isinstance(value, str) or "E" in text or "e" in text) and is_damaged_number(value):
            issues.append(issue("ID_DAMAGED", row, "id_no", text))
            return
        reading = read_id_number(text, today=self._setting.today, accepts_invented=self._setting.accepts_invented)
        if reading.problem:
            issues.append(issue(reading.problem, row, "id_no", text))
            return
        if reading.number:
            self._take_id(row, reading, entry, issues)

    def _take_id(self, row: MappedRow, reading: IdReading, entry: ResidentEntry, issues: list[Issue]) -> None:
        entry.id_no, entry.id_index, entry.doc_type = reading.number, id_index(reading.number), reading.doc_type
        entry.birth_on, entry.gender = reading.birth_on, reading.gender
        if reading.is_from_15:
            issues.append(issue("ID_15_CONVERTED", row, "id_no", row.text("id_no")))
        if not reading.is_area_known:
            issues.append(issue("AREA_UNKNOWN", row, "id_no", reading.number[:6]))

    def _read_place(self, row: MappedRow, entry: ResidentEntry, issues: list[Issue]) -> None:
        community = self._repeated(row, "community")
        found, door_text = self._find_compound(row, community)
        if found.compound is None:
            seen_in = "compound" if row.text("compound") else "door"
            issues.append(issue(found.problem, row, seen_in, row.text(seen_in)))
            return
        if found.is_elsewhere and row.cell("community"):
            issues.append(issue("COMMUNITY_DIFFERS", row, "community", community))
        elif found.is_elsewhere and not community:  # The compound's own cell names the community: 莲秀社区金榜华庭.
            issues.append(issue("COMMUNITY_DIFFERS", row, "compound", row.text("compound")))
        entry.compound_id = found.compound.id
        self._read_door(row, door_text, found, entry, issues)

    def _find_compound(self, row: MappedRow, community: str) -> tuple[Found, str]:
        """By the row's own compound, else by its address, else by what stands over the table; with the door left."""
        text, door_text = self._repeated(row, "compound"), row.text("door")
        hint, over_all, _building = self._said_over(row.leading)
        if text:
            return self._compounds.find(text, community, hint), door_text
        found = self._compounds.find_in_address(door_text, hint)
        if found.problem == "COMPOUND_UNKNOWN" and not row.column("compound"):
            return over_all, door_text
        return found, found.rest

    def _said_over(self, leading: tuple[str, ...]) -> _SaidOver:
        """What sheet name and titles say of all rows of their table."""
        said = self._hints.get(leading)
        if said is None:
            hint = self._compounds.community_in(leading)
            rests = [self._compounds.find_in_address(text, hint).rest for text in leading]
            building = next((found for rest in rests if (found := leading_building(rest))), "")
            said = self._hints[leading] = _SaidOver(hint, self._compounds.find_over_table(leading, hint), building)
        return said

    def _read_door(self, row: MappedRow, text: str, found: Found, entry: ResidentEntry, issues: list[Issue]) -> None:
        building = self._repeated(row, "building") or self._said_over(row.leading).building
        if text in _DOORLESS and row.column("building"):
            text, building = building, ""
        if text in _DOORLESS or found.compound is None:
            issues.append(issue("DOOR_MISSING", row, "door"))
            entry.door = DoorReading("", "", "", "", is_read=False)
            return
        prefix = f"{found.phase}期" if found.phase else ""
        names, phase = found.compound.names, found.compound.own_phase
        lead = self._leads.get(_door_column(row), Lead.UNTOLD)
        begins_with_unit = lead is Lead.UNIT
        reading = read_door_in(building, text, names, phase, prefix=prefix, begins_with_unit=begins_with_unit)
        if isinstance(row.values.get("door"), date):  # The spreadsheet took 5-2 for the second of May.
            reading = DoorReading("", "", "", text, is_read=False)
        sentence = ""
        if _could_be_several(row, reading, text):
            reading, sentence = DoorReading("", "", "", text, is_read=False), "楼栋或单元空着，别的行写着，系统不猜"
        elif building and row.column("building") and reading.is_read:
            is_odd = lead is Lead.BUILDING and lead_of(building, text) is Lead.UNIT
            if is_odd or not is_beside(building, reading, names, phase):
                reading, sentence = (
                    DoorReading("", "", "", text, is_read=False),
                    "门牌与楼栋一栏对不上，系统不猜",
                )
        if not reading.is_read and building:  # 张家 of building 1 and 张家 of building 2 are two.
            reading = reading._replace(text=f"{building}、{text}")
        entry.door = reading
        if reading.is_read:
            entry.door_key = reading.key
        else:
            entry.door_key = unread_door_index(reading.key)
            issues.append(issue("DOOR_UNREAD", row, "door", text, sentence))

    def _read_phone(self, row: MappedRow, entry: ResidentEntry, issues: list[Issue]) -> None:
        text = row.text("phone")
        if not text:
            return
        reading = read_phone(text, accepts_invented=self._setting.accepts_invented, accepts_services=False)
        if reading.problem:
            issues.append(issue("PHONE_INVALID", row, "phone", text))
            return
        if reading.has_more:
            issues.append(issue("PHONE_EXTRA", row, "phone", text))
        if reading.number:
            entry.phone, entry.phone_index = reading.number, phone_index(reading.number)

    def _read_gender(self, row: MappedRow, entry: ResidentEntry, issues: list[Issue]) -> None:
        text = self._repeated(row, "gender")
        if not text:
            return
        gender = _GENDERS.get(text)
        if gender is None:
            issues.append(issue("GENDER_UNREAD", row, "gender", text))
        elif not entry.gender:
            entry.gender = gender
        elif entry.gender != gender:
            issues.append(issue("GENDER_MISMATCH", row, "gender", text))

    def _read_days(self, row: MappedRow, entry: ResidentEntry, issues: list[Issue]) -> None:
        entry.registered_on = self._day(row, "registered_on", issues)
        # 出生年月 says no day: beside an identity number it confirms the birth date or contradicts it.
        is_confirmed = may_be_of(entry.birth_on, row.values.get("birth_on", "")) if entry.birth_on else None
        if is_confirmed:
            return
        birth_on = self._day(row, "birth_on", issues) if is_confirmed is None else None
        if is_confirmed is False or (birth_on and entry.birth_on and birth_on != entry.birth_on):
            issues.append(issue("BIRTH_MISMATCH", row, "birth_on", row.text("birth_on")))
        entry.birth_on = entry.birth_on or birth_on

    def _day(self, row: MappedRow, field: str, issues: list[Issue]) -> date | None:
        value = row.values.get(field, "")
        if value == "":
            return None
        reading = self._days.get(value)
        if reading is None:
            reading = self._days[value] = read_date(value)
        if reading.problem:
            issues.append(issue("DATE_UNREAD", row, field, row.text(field), reading.problem))
        if reading.value and reading.value > self._setting.today:
            issues.append(issue("DATE_IN_FUTURE", row, field, row.text(field)))
            return None
        return reading.value

    def _read_rest(self, row: MappedRow, entry: ResidentEntry, issues: list[Issue]) -> None:
        entry.occupation = self._repeated(row, "occupation")[:40]
        entry.note = row.text("note")
        exam = self._repeated(row, "exam")
        if exam in _YES:
            entry.exam = True
        elif exam in _NO:
            entry.exam = False
        elif exam:
            issues.append(issue("EXAM_UNREAD", row, "exam", exam))


def _door_column(row: MappedRow) -> tuple[str, str]:
    return (row.sheet, row.column("door"))


def _could_be_several(row: MappedRow, reading: DoorReading, text: str) -> bool:
    """A building or unit is blank here though other rows of its group state one, and the door does not say it."""
    if not row.gaps or (reading.building and reading.unit):
        return False
    return "door" in row.gaps or ("building" in row.gaps and not leading_building(text))
