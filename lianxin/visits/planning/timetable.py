"""When each knock of a walked list is expected to start, inside the hours in which knocking is allowed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lianxin.visits.planning.inputs import EVENING_QUIET_FROM, NOON_QUIET, CrewBlock, Door, Policy
from lianxin.visits.planning.walking import walk_minutes, walking_order

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stop:
    """This will be one knock with its expected start and length; `is_allowed` is false if no allowed time is left."""

    door: Door
    starts_minute: float
    expected_minutes: float
    is_allowed: bool

    @property
    def ends_minute(self) -> float:
        return self.starts_minute + self.expected_minutes


def is_quiet(minute: float) -> bool:
    """This will say whether nobody may be knocked up unasked at this minute of the day."""
    return NOON_QUIET[0] <= minute < NOON_QUIET[1] or minute >= EVENING_QUIET_FROM


def working_spans(block: CrewBlock) -> list[Span]:
    """This will cut the quiet hours (安静时段) out of a block."""
    ends = min(block.ends_minute, EVENING_QUIET_FROM)
    spans = [(block.starts_minute, min(ends, NOON_QUIET[0])), (max(block.starts_minute, NOON_QUIET[1]), ends)]
    return [(start, end) for start, end in spans if start < end]


def working_minutes(block: CrewBlock) -> float:
    """This will sum the minutes of a block in which a crew may knock unasked."""
    return sum(end - start for start, end in working_spans(block))


def allowed_spans(door: Door, block: CrewBlock) -> list[Span]:
    """This will give the hours in which this door may be knocked at: those asked for, else all but the quiet ones."""
    if door.asked is None or not door.asked.has_hours():
        return working_spans(block)
    start = max(door.asked.from_minute, block.starts_minute)
    end = min(door.asked.to_minute, block.ends_minute)
    return [(start, end)] if start < end else []


def expected_minutes(p_home: float, door: Door, policy: Policy) -> float:
    """This will give the expected length of a knock: the door itself, and the talk if somebody opens."""
    return policy.door_minutes + p_home * door.talk_minutes


def minutes_used(stops: Sequence[Stop]) -> float:
    """This will sum walking, knocking and talking, without waiting for an hour to come."""
    befores = [None, *(stop.door for stop in stops)][: len(stops)]
    return sum(
        walk_minutes(before, stop.door) + stop.expected_minutes for before, stop in zip(befores, stops, strict=True)
    )


def timetable(block: CrewBlock, doors: Sequence[Door], chances: Mapping[str, float], policy: Policy) -> list[Stop]:
    """This will walk the doors in the given order and say when each knock is expected; `chances` are per household."""
    stops: list[Stop] = []
    clock, before = float(block.starts_minute), None
    for door in doors:
        length = expected_minutes(chances[door.household], door, policy)
        arrival = clock + walk_minutes(before, door)
        start = next((max(arrival, s) for s, e in allowed_spans(door, block) if max(arrival, s) + length <= e), None)
        stops.append(Stop(door, arrival if start is None else start, length, start is not None))
        clock, before = stops[-1].ends_minute, door
    return stops


def arrange(block: CrewBlock, doors: Iterable[Door], chances: Mapping[str, float], policy: Policy) -> list[Stop] | None:
    """This will order doors by walking, fit those with asked hours in between, and give None if they do not all fit."""
    asked: list[Door] = []
    free: list[Door] = []
    for door in doors:
        (asked if door.asked is not None and door.asked.has_hours() else free).append(door)
    stops: list[Stop] | None = timetable(block, walking_order(free), chances, policy)
    for door in sorted(asked, key=lambda d: (allowed_spans(d, block), d.household)):
        stops = _squeeze_in(block, door, [stop.door for stop in stops or []], chances, policy)
        if stops is None:
            return None
    return stops if stops is None or all(stop.is_allowed for stop in stops) else None


def _squeeze_in(
    block: CrewBlock, door: Door, walked: Sequence[Door], chances: Mapping[str, float], policy: Policy
) -> list[Stop] | None:
    """This will try every place in the walk and keep the one that ends the block earliest."""
    tries = (
        timetable(block, [*walked[:place], door, *walked[place:]], chances, policy) for place in range(len(walked) + 1)
    )
    fitting = [stops for stops in tries if all(stop.is_allowed for stop in stops)]
    return min(fitting, key=lambda stops: stops[-1].ends_minute, default=None)
