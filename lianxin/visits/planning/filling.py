"""Filling one block: the doors worth most per knock that fit into its minutes, and the reserves behind them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lianxin.visits.planning.inputs import CrewBlock, Door, Policy
from lianxin.visits.planning.rules import is_appointment
from lianxin.visits.planning.timetable import Stop, arrange, expected_minutes, working_minutes
from lianxin.visits.planning.walking import (
    DETOUR,
    FIRST_DOOR_MINUTES,
    METRES_PER_MINUTE_BY_BIKE,
    METRES_PER_MINUTE_ON_FOOT,
    OTHER_COMPOUND_MINUTES,
    SAME_BUILDING_MINUTES,
    SAME_COMPOUND_MINUTES,
    walking_order,
)

MISFITS_BEFORE_FULL = 5


@dataclass(frozen=True, slots=True)
class Filled:
    """This will be what one block took: the walked stops in order, and the reserves in order."""

    stops: tuple[Stop, ...]
    reserve: tuple[Door, ...]


def fill_block(
    block: CrewBlock, doors: Sequence[Door], chances: Mapping[str, float], ranks: Mapping[str, float], policy: Policy
) -> Filled:
    """This will take pinned doors and appointments first, then the best by rank as long as the minutes last."""
    firm = [d for d in doors if d.pinned_block == block.key or is_appointment(d, block.day)]
    firm.sort(key=lambda d: (d.pinned_block != block.key, -ranks[d.household], d.household))
    stops: list[Stop] = []
    for door in firm:
        stops = arrange(block, [*(s.door for s in stops), door], chances, policy) or stops
    firm_keys = {door.household for door in firm}
    field = _Field([d for d in doors if d.household not in firm_keys], chances, ranks, policy)
    for stop in stops:
        field.walk_past(stop.door)
    stops = _take_best(block, stops, field, chances, policy)
    reserve = field.best_at_any_hour(math.ceil(len(stops) * policy.reserve_share))
    return Filled(tuple(stops), tuple(walking_order(reserve, after=stops[-1].door if stops else None)))


def _take_best(
    block: CrewBlock, stops: list[Stop], field: "_Field", chances: Mapping[str, float], policy: Policy
) -> list[Stop]:
    used = sum(stop.expected_minutes for stop in stops)
    total, misfits, misfitting = working_minutes(block), 0, []
    while misfits < MISFITS_BEFORE_FULL and used < total and (door := field.take_best()) is not None:
        longer = arrange(block, [*(stop.door for stop in stops), door], chances, policy)
        if longer is None:
            misfits += 1
            misfitting.append(door)
            continue
        stops = longer
        used += expected_minutes(chances[door.household], door, policy)
        field.walk_past(door)
    field.put_back(misfitting)
    return stops


class _Field:
    """This will keep the doors still to be had, and how far each lies from the walk so far."""

    def __init__(
        self, doors: Sequence[Door], chances: Mapping[str, float], ranks: Mapping[str, float], policy: Policy
    ) -> None:
        self.doors = sorted(doors, key=lambda d: (-ranks[d.household], d.household))
        self.place = {door.household: i for i, door in enumerate(self.doors)}
        self.rank = np.array([ranks[d.household] for d in self.doors])
        self.minutes = np.array([expected_minutes(chances[d.household], d, policy) for d in self.doors])
        self.x = np.array([d.x_m for d in self.doors])
        self.y = np.array([d.y_m for d in self.doors])
        self.compound = np.array([d.compound for d in self.doors], dtype=object)
        self.building = np.array([d.building for d in self.doors], dtype=object)
        self.way = np.full(len(self.doors), np.inf)
        self.is_free = np.ones(len(self.doors), dtype=bool)

    def walk_past(self, door: Door) -> None:
        """This will bring every door as near as it is to the door just added to the walk."""
        metres = np.hypot(self.x - door.x_m, self.y - door.y_m) * DETOUR
        same_compound = self.compound == door.compound
        way = np.where(
            same_compound,
            SAME_COMPOUND_MINUTES + metres / METRES_PER_MINUTE_ON_FOOT,
            OTHER_COMPOUND_MINUTES + metres / METRES_PER_MINUTE_BY_BIKE,
        )
        way[same_compound & (self.building == door.building)] = SAME_BUILDING_MINUTES
        self.way = np.minimum(self.way, way)

    def worth(self) -> NDArray[np.float64]:
        """This will give rank per minute, the way counted from the nearest door of the walk so far."""
        way = np.where(np.isinf(self.way), FIRST_DOOR_MINUTES, self.way)
        return np.where(self.is_free, self.rank / (self.minutes + way), -1.0)

    def take_best(self) -> Door | None:
        taken = self.best(1)
        for door in taken:
            self.is_free[self.place[door.household]] = False
        return taken[0] if taken else None

    def best_at_any_hour(self, count: int) -> list[Door]:
        """This will leave out doors with asked hours: a reserve has no hour to promise."""
        for i, door in enumerate(self.doors):
            if door.asked is not None and door.asked.has_hours():
                self.is_free[i] = False
        return self.best(count)

    def best(self, count: int) -> list[Door]:
        order = np.argsort(-self.worth(), kind="stable")[: max(count, 0)]
        return [self.doors[i] for i in order if self.is_free[i]]

    def put_back(self, doors: Sequence[Door]) -> None:
        for door in doors:
            self.is_free[self.place[door.household]] = True
