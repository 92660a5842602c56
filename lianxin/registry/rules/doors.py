"""One key for a door, whatever the local way of writing it (building, unit, room)."""

import re
from typing import NamedTuple

from lianxin.registry.rules.numerals import CHINESE_NUMERALS, read_numeral

_NUMBER = rf"(?:\d{{1,4}}|[{CHINESE_NUMERALS}]{{1,5}})"
_PART = (
    rf"(?:[A-Z]{{1,2}}?\d{{1,3}}[A-Z]?|\d{{1,3}}[A-Z]?|[A-Z]|[甲乙丙丁戊己庚辛东西南北中]|[{CHINESE_NUMERALS}]{{1,5}})"
)
_ROOM = (
    rf"(?:[A-Z]?\d{{1,5}}[A-Z]?|[{CHINESE_NUMERALS}]{{1,6}}"
    rf"|(?:地下室|阁楼|车库|店面|商铺|架空层|负)(?:[A-Z]?\d{{1,4}}|{_NUMBER})?层?)"
)
_DOOR = re.compile(
    rf"(?:第?(?P<phase>{_NUMBER})期-?)?"
    rf"(?:(?P<zone>[东西南北中A-Z]|{_NUMBER})区-?)?"
    rf"(?:第?(?P<building>{_PART})(?P<building_word>号楼|号院|栋|幢|座|#楼|#|号|-)-?)?"
    rf"(?:(?P<unit>{_PART})(?P<unit_word>单元|梯位|号?梯|号?门|#|-)-?)?"
    rf"(?:(?P<floor>{_NUMBER})(?:楼|层)-?)?"
    rf"(?P<room>{_ROOM})(?:室|房|号房|号|户)?"
)
# Nine doors of ten; the same reading as _DOOR, several times as fast.
_PLAIN = re.compile(r"([1-9]\d{0,2})(?:-|号楼|栋|幢|号|#)([1-9]\d?)(?:-|单元|梯)([1-9]\d{2,3})室?")
_BUILDING = re.compile(rf"第?{_PART}(?:号楼|栋|幢|座|#楼|#)(?:-?{_PART}(?:单元|梯))?")
_DASHES = str.maketrans(dict.fromkeys("—–‐‑―−_~/／、.·", "-") | {" ": "", "\u3000": "", "＃": "#", "棟": "栋"})
_REMARK = re.compile(r"[(（][^()（）\d]*[)）]$")
_LEAST_ROOM_WITHOUT_WORDS = 3


class DoorReading(NamedTuple):
    """A door in three parts, or (`is_read` false) a text that was kept and not guessed at."""

    building: str
    unit: str
    room: str
    text: str
    is_read: bool = True

    @property
    def key(self) -> str:
        """building|unit|room; for an unread door the folded text, which its keeper hashes before storing."""
        return f"{self.building}|{self.unit}|{self.room}" if self.is_read else fold_door(self.text)

    @property
    def label(self) -> str:
        """1-2-301, as people write it."""
        return "-".join(part for part in (self.building, self.unit, self.room) if part) if self.is_read else self.text


def fold_door(text: str) -> str:
    """The text without blanks, one kind of dash, capital letters."""
    return text.translate(_DASHES).upper().strip("-")


def read_door(text: str, place_names: tuple[str, ...] = (), phase: int = 0) -> DoorReading:
    """Read a door written in any local form.

    `text` has its full-width forms folded. Names of the compound in front of it are passed over, and so is the
    compound's own `phase`. What has no room, or could mean two doors, stays unread.
    """
    if match := _PLAIN.fullmatch(text):
        return DoorReading(match[1], match[2], match[3], text)
    folded = _without_place(_REMARK.sub("", fold_door(text)), place_names)
    matched = _DOOR.fullmatch(folded)
    if matched is None:
        return DoorReading("", "", "", text, is_read=False)
    return _from_match(matched, text, phase)


def leading_building(text: str) -> str:
    """The building with which a text begins: 1号楼, 3栋2单元; "" when it begins otherwise."""
    match = _BUILDING.match(fold_door(text))
    return match[0] if match else ""


def read_door_in(
    building: str,
    text: str,
    place_names: tuple[str, ...] = (),
    phase: int = 0,
    *,
    prefix: str = "",
    begins_with_unit: bool = False,
) -> DoorReading:
    """Read a door whose building is said elsewhere, in another column or over the rows: 1号楼 and 2-301.

    `prefix` is a phase said elsewhere (2期). 1号楼 and 1-301 say the building twice, unless `begins_with_unit`.
    """
    own = read_door(prefix + text, place_names, phase)
    if not building:
        return own
    said = prefix + _with_word(building)
    if own.is_read and own.unit and own.building:
        zone = read_door(f"{said}-101", place_names, phase).building
        return own._replace(building=zone) if zone.endswith(f"区{own.building}") else own
    whole = read_door(said + text, place_names, phase)
    is_said_twice = own.is_read and own.building and own.building == whole.building and not begins_with_unit
    return own if is_said_twice or not whole.is_read else whole


def is_beside(building: str, reading: DoorReading, place_names: tuple[str, ...] = (), phase: int = 0) -> bool:
    """Whether a door read agrees with the building (1号楼, 1号楼2单元) its own row states."""
    said = read_door(f"{_with_word(building)}-101", place_names, phase)
    if not said.is_read or not reading.is_read:
        return True
    is_same = reading.building == said.building or reading.building.endswith(
        (f"期{said.building}", f"区{said.building}")
    )
    return is_same and said.unit in ("", reading.unit)


def _with_word(building: str) -> str:
    fold = fold_door(building)
    return f"{fold}号楼" if fold.isascii() and fold.isalnum() else fold


def _from_match(matched: re.Match[str], text: str, phase: int) -> DoorReading:
    building, unit, room = _part(matched["building"]), _part(matched["unit"]), _part(matched["room"])
    unread = DoorReading("", "", "", text, is_read=False)
    if matched["building_word"] == "-" and not unit and not _reads_as_room(room):
        return unread  # 301-1 may be a part of flat 301.
    if matched["floor"] and not _is_on_floor(room, read_numeral(matched["floor"])):
        return unread
    written_phase = read_numeral(matched["phase"]) if matched["phase"] else None
    prefix = f"{written_phase}期" if written_phase and written_phase != phase else ""
    prefix += f"{_part(matched['zone'])}区" if matched["zone"] else ""
    if prefix and not building:
        return unread  # A phase without a building names no house.
    return DoorReading(prefix + building, unit, room, text)


def _without_place(folded: str, place_names: tuple[str, ...]) -> str:
    for name in sorted(place_names, key=len, reverse=True):
        start = fold_door(name)
        if start and folded.startswith(start) and len(folded) > len(start):
            return folded[len(start) :].lstrip("-")
    return folded


def _part(text: str | None) -> str:
    """Leading zeros go, Chinese numerals become digits, 地下室 and its like stay."""
    if not text:
        return ""
    if text.isascii():
        return text.lstrip("0") or "0"
    number = read_numeral(text)
    if number is not None:
        return str(number)
    return re.sub(f"[{CHINESE_NUMERALS}]+", lambda found: str(read_numeral(found[0])), text)


def _reads_as_room(room: str) -> bool:
    digits = sum(sign.isdigit() for sign in room)
    return digits >= _LEAST_ROOM_WITHOUT_WORDS or not room.isascii()


def _is_on_floor(room: str, floor: int | None) -> bool:
    return floor is not None and room.startswith(str(floor)) and len(room) - len(str(floor)) == 2
