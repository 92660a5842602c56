"""Doors with open tasks, as the planner sees them on a day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from lianxin.accounts.models import Station
from lianxin.registry.models import Compound
from lianxin.visits.models import VisitTask
from lianxin.visits.planning.inputs import AskedTime, Door, PresenceGroup, SlotType, Tally
from lianxin.visits.rules.knocking import misses_in_a_row
from lianxin.visits.rules.tasks import ASKED_TO_COME_BACK, EXAM_BEFORE_SCORES, RULES
from lianxin.visits.services.doors import Knock, Surface
from lianxin.visits.services.placing import plane

# The task that stands on a door's line when several do: a promise first.
TASK_ORDER = {code: place for place, code in enumerate([ASKED_TO_COME_BACK.code, EXAM_BEFORE_SCORES.code])}
Points = Mapping[str, tuple[float, float]]


class OpenTask(NamedTuple):
    """One open task with the place of its door."""

    id: UUID
    household_id: UUID
    rule_code: str
    priority: int
    presence_group: str
    compound_id: UUID
    building: str
    unit: str
    room: str


@dataclass
class OpenDoors:
    """Doors to choose from by household key, the task each line will carry, and how many wait for a later day."""

    doors: dict[str, Door] = field(default_factory=dict)
    promised: set[str] = field(default_factory=set)
    task_ids: dict[str, UUID] = field(default_factory=dict)
    knock_counts: dict[str, int] = field(default_factory=dict)
    waiting_count: int = 0


def read_open_doors(surface: Surface, day: date) -> OpenDoors:
    """Read the doors whose tasks are open on a day; those that asked for a later day wait until then."""
    points = _points(surface.campaign.station)
    opened = OpenDoors()
    for household_id, tasks in _tasks_by_door(surface, day).items():
        asked_for = [on for _, on in surface.facts_of(household_id).reminders if on >= day]
        if asked_for and min(asked_for) > day:
            opened.waiting_count += 1
            continue
        key = str(household_id)
        opened.doors[key] = _door(tasks, surface, day, points, is_asked=bool(asked_for))
        opened.knock_counts[key] = len(surface.knocks.get(household_id, ()))
        opened.task_ids[key] = min(tasks, key=_task_order).id
        if not all(RULES[task.rule_code].is_budgeted for task in tasks):
            opened.promised.add(key)
    return opened


def _tasks_by_door(surface: Surface, day: date) -> dict[UUID, list[OpenTask]]:
    tasks = VisitTask.objects.of(surface.campaign.station).open_on(day)
    rows = tasks.filter(campaign=surface.campaign, household__do_not_visit=False).values_list(
        "id",
        "household_id",
        "rule_code",
        "priority",
        "presence_group",
        "household__compound_id",
        "household__building",
        "household__unit",
        "household__room",
    )
    by_door: dict[UUID, list[OpenTask]] = defaultdict(list)
    for row in rows:
        task = OpenTask(*row)
        by_door[task.household_id].append(task)
    return by_door


def _door(tasks: Sequence[OpenTask], surface: Surface, day: date, points: Points, *, is_asked: bool) -> Door:
    """Cap, gap and rest protect a household from us, not from its own wish: on a day it asked for they do not count."""
    first = tasks[0]
    compound = str(first.compound_id)
    x, y = points[compound]
    knocks = surface.knocks.get(first.household_id, [])
    return Door(
        household=str(first.household_id),
        compound=compound,
        building=first.building,
        unit=first.unit,
        room=first.room,
        x_m=x,
        y_m=y,
        weight=float(sum(task.priority for task in tasks)),
        persons_due=max(1, len(surface.facts_of(first.household_id).unreached)),
        attempts=0 if is_asked else len(knocks),
        misses=0 if is_asked else misses_in_a_row([knock.is_found for knock in knocks]),
        days_since_knock=(day - knocks[-1].day).days if knocks and not is_asked else None,
        own_knocks=_own_tallies(knocks),
        asked=AskedTime(day=day) if is_asked else None,
        group=PresenceGroup(first.presence_group),
        is_exam_family=any(task.rule_code == EXAM_BEFORE_SCORES.code for task in tasks),
    )


def _own_tallies(knocks: Sequence[Knock]) -> tuple[tuple[SlotType, Tally], ...]:
    counts: dict[str, list[int]] = {}
    for knock in knocks:
        count = counts.setdefault(knock.slot, [0, 0])
        count[0] += 1
        count[1] += knock.is_found
    return tuple((SlotType(slot), Tally(*count)) for slot, count in sorted(counts.items()))


def _points(station: Station) -> Points:
    rows = Compound.objects.of(station).values_list("id", "latitude", "longitude")
    return {str(compound_id): plane(latitude, longitude) for compound_id, latitude, longitude in rows}


def _task_order(task: OpenTask) -> tuple[int, UUID]:
    return TASK_ORDER.get(task.rule_code, len(TASK_ORDER)), task.id
