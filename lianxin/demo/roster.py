"""The invented list of people to talk to: 15,000 rows as clerks typed them, small faults included."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from lianxin.demo import invention
from lianxin.demo.area import InventedCompound

ROW_COUNT = 15_000
_YEAR = 2026
_SECOND_PERSON_SHARE = 0.18
_EXAM_SHARE = 0.056
_OCCUPATIONS = "财务 个体 家庭主妇 司机 教师 务工 职员 退休 无业".split()
# Out of a thousand rows: damaged by the spreadsheet, wrong last digit, no name, twice.
_FAULTS = {"damaged": 4, "checksum": 2, "nameless": 2, "twice": 8}


@dataclass(frozen=True)
class InventedResident:
    """One row of the list; `door` is building, unit, room."""

    community: str
    compound: str
    door: tuple[int, int, int]
    name: str
    is_male: bool
    id_no: str
    phone: str
    occupation: str
    is_exam_family: bool
    noted_on: date


def residents(draw: Random, places: Sequence[InventedCompound]) -> list[InventedResident]:
    """15,000 rows, grouped by community in the order of `places`."""
    weights = [place.households for place in places]
    chosen = draw.choices(range(len(places)), weights=weights, k=ROW_COUNT)
    rows: list[InventedResident] = []
    taken: set[tuple[str, tuple[int, int, int]]] = set()
    for index in sorted(chosen):
        place = places[index]
        previous = rows[-1] if rows else None
        if previous and previous.compound == place.name and draw.random() < _SECOND_PERSON_SHARE:
            door = previous.door
        else:
            door = _free_door(draw, place, taken)
        rows.append(_resident(draw, place, door))
    return [_with_fault(draw, row, before) for before, row in zip([rows[0], *rows], rows, strict=False)]


def _free_door(
    draw: Random, place: InventedCompound, taken: set[tuple[str, tuple[int, int, int]]]
) -> tuple[int, int, int]:
    while True:
        floor, room = draw.randint(1, 28), draw.randint(1, 4)
        door = (draw.randint(1, place.buildings), draw.randint(1, 3), floor * 100 + room)
        if (place.name, door) not in taken:
            taken.add((place.name, door))
            return door


def _resident(draw: Random, place: InventedCompound, door: tuple[int, int, int]) -> InventedResident:
    born_on = invention.birthday(draw, youngest=31, oldest=64, year=_YEAR)
    is_male = draw.random() < 0.47
    return InventedResident(
        community=place.community,
        compound=place.name,
        door=door,
        name=invention.name(draw),
        is_male=is_male,
        id_no=invention.id_number(draw, born_on=born_on, is_male=is_male) if draw.random() < 0.97 else "",
        phone=invention.phone(draw),
        occupation=draw.choice(_OCCUPATIONS),
        is_exam_family=draw.random() < _EXAM_SHARE,
        noted_on=date(_YEAR, 4, 1) + timedelta(days=draw.randrange(28)),
    )


def _with_fault(draw: Random, row: InventedResident, before: InventedResident) -> InventedResident:
    lot = draw.randrange(1000)
    for fault, share in _FAULTS.items():
        if lot < share:
            return _spoil(row, fault, before)
        lot -= share
    return row


def _spoil(row: InventedResident, fault: str, before: InventedResident) -> InventedResident:
    if fault == "nameless":
        return replace(row, name="")
    if fault == "twice":
        return before if before.community == row.community else row
    if not row.id_no:
        return row
    if fault == "damaged":
        return replace(row, id_no=f"{float(row.id_no[:17] + '0'):.5E}")
    return replace(row, id_no=row.id_no[:-1] + ("1" if row.id_no[-1] != "1" else "2"))
