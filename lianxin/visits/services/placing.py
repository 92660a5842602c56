"""From stored lines back to the planner's terms: minutes of a block, expected times, the chance in other hours."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from lianxin.core.clock import SHANGHAI, local_day
from lianxin.registry.models import Compound
from lianxin.visits.models import PlanLine, ShiftBlock
from lianxin.visits.planning.inputs import CrewBlock, Door, Policy, SlotType, slot_of
from lianxin.visits.planning.timetable import Stop, timetable, working_minutes

METRES_PER_DEGREE = 111_320.0
POLICY = Policy()


def minute_of(at: datetime) -> int:
    """Minutes from local midnight."""
    local = at.astimezone(SHANGHAI)
    return local.hour * 60 + local.minute


def slot_at(at: datetime) -> SlotType:
    """The kind of hours a moment lies in."""
    minute = minute_of(at)
    return slot_of(local_day(at), minute, minute)


def at_minute(block: ShiftBlock, minute: float) -> datetime:
    """The moment that many minutes from local midnight of the block's day."""
    return block.starts_at + timedelta(minutes=minute - minute_of(block.starts_at))


def plane(latitude: float | None, longitude: float | None) -> tuple[float, float]:
    """Metres east and north on a plane good enough within one station; places without a point lie together."""
    if latitude is None or longitude is None:
        return 0.0, 0.0
    return longitude * METRES_PER_DEGREE * math.cos(math.radians(latitude)), latitude * METRES_PER_DEGREE


def crew_block(block: ShiftBlock, *, member_count: int = 2, home_compounds: frozenset[str] = frozenset()) -> CrewBlock:
    """A stored block as the planner sees it."""
    starts = minute_of(block.starts_at)
    return CrewBlock(
        key=str(block.id),
        crew=str(block.crew_id),
        day=block.day,
        starts_minute=starts,
        ends_minute=starts + int((block.ends_at - block.starts_at).total_seconds() // 60),
        member_count=member_count,
        languages=frozenset(block.crew.languages),
        home_compounds=home_compounds,
    )


def block_minutes(block: ShiftBlock) -> int:
    """Minutes in which the crew may knock unasked, quiet hours taken out."""
    return round(working_minutes(crew_block(block)))


def chance_in(line: PlanLine, block: ShiftBlock) -> float:
    """The chance of finding somebody behind a stored line in this block's hours."""
    chances = line.numbers.get("chances", {})
    return float(chances.get(crew_block(block).slot, line.numbers.get("p_home") or 0.0))


def retime(block: ShiftBlock, lines: Sequence[PlanLine]) -> list[Stop]:
    """Write expected time and length onto a block's placed lines, in their order."""
    by_household = {str(line.household_id): line for line in lines}
    chances = {household: chance_in(line, block) for household, line in by_household.items()}
    stops = timetable(crew_block(block), [_door(line) for line in lines], chances, POLICY)
    for stop in stops:
        line = by_household[stop.door.household]
        line.starts_at = at_minute(block, stop.starts_minute)
        line.expected_minutes = round(stop.expected_minutes, 2)
        line.numbers = {**line.numbers, "p_home": round(chances[stop.door.household], 4)}
    return stops


def _door(line: PlanLine) -> Door:
    household = line.household
    compound: Compound = household.compound
    x, y = plane(compound.latitude, compound.longitude)
    return Door(
        household=str(line.household_id),
        compound=str(household.compound_id),
        building=household.building,
        unit=household.unit,
        room=household.room,
        x_m=x,
        y_m=y,
        weight=line.numbers.get("weight") or 1.0,
        persons_due=line.person_count,
    )
