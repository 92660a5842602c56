"""Walking: minutes between doors, the order inside a compound, and the nearest-neighbour order of compounds."""

import math
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from lianxin.visits.planning.inputs import Door

SAME_BUILDING_MINUTES = 0.8
SAME_COMPOUND_MINUTES = 1.0
OTHER_COMPOUND_MINUTES = 3.5
FIRST_DOOR_MINUTES = 3.5
DETOUR = 1.3
METRES_PER_MINUTE_ON_FOOT = 70.0
METRES_PER_MINUTE_BY_BIKE = 200.0


def walk_minutes(before: Door | None, after: Door) -> float:
    """This will estimate the minutes from one door to the next; before the first door it is the way to the beat.

    The figures are invented ([A] in the planner's survey): stairs, a walk across the compound, an e-bike and a gate.
    """
    if before is None:
        return FIRST_DOOR_MINUTES
    if before.compound == after.compound:
        if before.building == after.building:
            return SAME_BUILDING_MINUTES
        return SAME_COMPOUND_MINUTES + DETOUR * _metres(before, after) / METRES_PER_MINUTE_ON_FOOT
    return OTHER_COMPOUND_MINUTES + DETOUR * _metres(before, after) / METRES_PER_MINUTE_BY_BIKE


def _metres(a: Door, b: Door) -> float:
    return math.hypot(a.x_m - b.x_m, a.y_m - b.y_m)


@lru_cache(maxsize=65_536)
def natural(text: str) -> tuple[tuple[int, str], ...]:
    """This will sort 2 before 10 and letters among themselves, whatever a building or room is called."""
    runs = groupby(text, key=str.isdecimal)
    return tuple((int(run), "") if is_number else (-1, run) for is_number, run in ((n, "".join(r)) for n, r in runs))


def door_order(door: Door) -> tuple[object, ...]:
    """This will put a compound's doors in the order of building, unit and room."""
    return natural(door.building), natural(door.unit), natural(door.room), door.household


def walking_order(doors: Iterable[Door], *, after: Door | None = None) -> list[Door]:
    """This will order doors compound by compound, always to the nearest, and inside by building, unit, room.

    The start is the door walked before, else the compound with the most weight waiting.
    """
    by_compound: dict[str, list[Door]] = {}
    for door in doors:
        by_compound.setdefault(door.compound, []).append(door)
    for members in by_compound.values():
        members.sort(key=door_order)
    ordered: list[Door] = []
    last = after
    while by_compound:
        if last is None:
            nearest = min(by_compound, key=lambda c: (-sum(door.weight for door in by_compound[c]), c))
        else:
            here = last
            nearest = min(by_compound, key=lambda c: (c != here.compound, _metres(here, by_compound[c][0]), c))
        ordered += by_compound.pop(nearest)
        last = ordered[-1]
    return ordered
