"""What 1-101 means in a column of doors that stands beside a column of buildings."""

import re
from collections.abc import Hashable, Iterable
from enum import Enum

from lianxin.registry.rules.doors import fold_door

_TWO_NUMBERS = re.compile(r"0*(\d{1,3})-\d{3,5}")
_NUMBERED = re.compile(r"0*(\d{1,3})(?:号楼|栋|幢|号|#楼|#)?")


class Lead(Enum):
    """What stands before the room: nothing that tells, the unit, or the building once more."""

    UNTOLD = "untold"
    UNIT = "unit"
    BUILDING = "building"


def lead_of(building: str, door: str) -> Lead:
    """One row's word on it: beside building 3 the door 1-101 begins with a unit, 3-101 may repeat the building."""
    house, both = _NUMBERED.fullmatch(fold_door(building)), _TWO_NUMBERS.fullmatch(fold_door(door))
    if house is None or both is None:
        return Lead.UNTOLD
    return Lead.BUILDING if house[1] == both[1] else Lead.UNIT


def lead_of_column(rows: Iterable[tuple[Hashable, str, str]]) -> Lead:
    """The word of most buildings of (compound, building, door) rows; one slip does not turn a whole column."""
    with_units: set[tuple[Hashable, str]] = set()
    others: set[tuple[Hashable, str]] = set()
    for compound, building, door in rows:
        lead = lead_of(building, door)
        if lead is not Lead.UNTOLD:
            (with_units if lead is Lead.UNIT else others).add((compound, building))
    if not with_units and not others:
        return Lead.UNTOLD
    return Lead.UNIT if len(with_units) >= len(others - with_units) else Lead.BUILDING
