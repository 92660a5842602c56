"""Gathers a day's planning question from the tables: which doors are due, who can go, and what was learnt so far."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from lianxin.accounts.models import Station
from lianxin.campaigns.choices import Channel
from lianxin.registry.models import AreaOfDuty, Compound, Resident
from lianxin.visits.choices import REMOVED_BY_CAPTAIN, BlockKind
from lianxin.visits.models import PlanLine, ShiftBlock, Visit, VisitPlan, VisitTask
from lianxin.visits.planning.beats import balance_beats, work_minutes
from lianxin.visits.planning.inputs import AskedTime, CrewBlock, Door, Knock, Knowledge, PresenceGroup, slot_of
from lianxin.visits.planning.presence import Learnt, Presence, learn, presence_group
from lianxin.visits.planning.rules import why_not_today
from lianxin.visits.planning.timetable import working_minutes
from lianxin.visits.planning.walking import natural
from lianxin.visits.rules.budget import Candidate, choose_due
from lianxin.visits.rules.tasks import ASKED_TO_COME_BACK, EXAM_BEFORE_SCORES, RULES
from lianxin.visits.services.crews import crews_on
from lianxin.visits.services.doors import Surface
from lianxin.visits.services.placing import POLICY, crew_block, minute_of, plane

COMING_DAYS = 7
# The task that stands on a door's line when several do: a promise first.
TASK_ORDER = {code: place for place, code in enumerate([ASKED_TO_COME_BACK.code, EXAM_BEFORE_SCORES.code])}


@dataclass(frozen=True)
class Night:
    """Everything a day's plan is made from. `removed` are doors the captain decided not to visit that day."""

    day: date
    doors: tuple[Door, ...]
    removed: tuple[Door, ...]
    blocks: tuple[CrewBlock, ...]
    coming: tuple[CrewBlock, ...]
    knowledge: Knowledge
    beats: Mapping[str, str]
    task_ids: Mapping[str, UUID]
    waiting_count: int

    def fingerprint(self) -> str:
        """The same question always has the same 64 hex digits."""
        question = {
            "day": self.day,
            "doors": [asdict(door) for door in self.doors],
            "removed": [door.household for door in self.removed],
            "blocks": [asdict(block) for block in (*self.blocks, *self.coming)],
            "evidence": sorted((*key, tally.knocks, tally.found) for key, tally in self.knowledge.evidence.items()),
            "beats": [self.beats.get(door.household, "") for door in self.doors],
            "tasks": {household: str(task_id) for household, task_id in self.task_ids.items()},
            "policy": asdict(POLICY),
        }
        return hashlib.sha256(json.dumps(question, sort_keys=True, default=_plain).encode()).hexdigest()


def gather_night(*, surface: Surface, day: date, held: VisitPlan | None) -> Night:
    """Read the day's question; what the captain pinned or removed in the plan held so far is kept."""
    station = surface.campaign.station
    knocks = _read_knocks(surface, day)
    opened = _open_doors(surface, day, knocks)
    blocks, coming = _blocks(station, day)
    pinned, removed = _captains_will(held)
    knockable = {key: door for key, door in opened.doors.items() if why_not_today(door, POLICY) is None}
    beats = balance_beats(knockable.values(), [*blocks, *coming], POLICY)
    due = _choose(opened, knockable, blocks, beats, Presence(knocks.learnt.knowledge)) | pinned.keys()
    doors = [
        replace(door, pinned_block=pinned.get(key))
        for key, door in sorted(opened.doors.items())
        if key in due and key not in removed
    ]
    off = [opened.doors[key] for key in sorted(removed) if key in opened.doors]
    shown = {door.household for door in (*doors, *off)}
    return Night(
        day=day,
        doors=tuple(doors),
        removed=tuple(off),
        blocks=tuple(blocks),
        coming=tuple(coming),
        knowledge=knocks.learnt.knowledge,
        beats=beats,
        task_ids={key: task_id for key, task_id in opened.task_ids.items() if key in shown},
        waiting_count=opened.waiting_count + len(opened.doors) - len(shown),
    )


@dataclass(frozen=True)
class _Knocks:
    """Past knocks of the campaign: what was learnt, and per household the attempts, misses in a row and last day."""

    learnt: Learnt
    groups: Mapping[UUID, PresenceGroup]
    history: Mapping[UUID, tuple[int, int, date]]


@dataclass(frozen=True)
class _OpenDoors:
    doors: dict[str, Door]
    promised: frozenset[str]
    task_ids: dict[str, UUID]
    waiting_count: int


def _read_knocks(surface: Surface, day: date) -> _Knocks:
    groups = _groups(surface, day)
    knocks: list[Knock] = []
    history: dict[UUID, tuple[int, int, date]] = {}
    visits = Visit.objects.of(surface.campaign.station).valid()
    visits = visits.filter(channel=Channel.DOOR, day__gte=surface.campaign.starts_on, day__lt=day).order_by("at")
    for household_id, compound_id, on, at, is_found in visits.values_list(
        "household_id", "household__compound_id", "day", "at", "is_found"
    ):
        minute = minute_of(at)
        group = groups.get(household_id, PresenceGroup.UNKNOWN)
        knocks.append(Knock(str(household_id), str(compound_id), slot_of(on, minute, minute), is_found, group))
        attempts, misses, _ = history.get(household_id, (0, 0, on))
        history[household_id] = (attempts + 1, 0 if is_found else misses + 1, on)
    return _Knocks(learn(knocks), groups, history)


def _groups(surface: Surface, day: date) -> dict[UUID, PresenceGroup]:
    """By whose day each listed household lives: the first listed person stands for the door."""
    first = {people[0]: household_id for household_id, people in surface.listed.items()}
    residents = Resident.objects.of(surface.campaign.station).exclude(occupation="", birth_on=None)
    return {
        first[resident_id]: presence_group(occupation, day.year - birth_on.year if birth_on else None)
        for resident_id, occupation, birth_on in residents.values_list("id", "occupation", "birth_on")
        if resident_id in first
    }


def _open_doors(surface: Surface, day: date, knocks: _Knocks) -> _OpenDoors:
    """Doors with open tasks; those that asked for a later day wait until then."""
    tasks = VisitTask.objects.of(surface.campaign.station).open_on(day)
    tasks = tasks.filter(campaign=surface.campaign, household__do_not_visit=False)
    by_door: dict[UUID, list[tuple[str, int, UUID]]] = defaultdict(list)
    places: dict[UUID, tuple[str, ...]] = {}
    points = _points(surface.campaign.station)
    for task_id, household_id, code, priority, compound_id, *place in tasks.values_list(
        "id",
        "household_id",
        "rule_code",
        "priority",
        "household__compound_id",
        "household__building",
        "household__unit",
        "household__room",
    ):
        by_door[household_id].append((code, priority, task_id))
        places[household_id] = (str(compound_id), *place)
    doors, promised, task_ids, waiting = {}, set(), {}, 0
    for household_id, held in by_door.items():
        facts = surface.facts_of(household_id)
        if any(on > day for _, on in facts.reminders):
            waiting += 1
            continue
        key = str(household_id)
        codes = {code for code, _, _ in held}
        attempts, misses, last = knocks.history.get(household_id, (0, 0, None))
        compound, building, unit, room = places[household_id]
        x, y = points[compound]
        doors[key] = Door(
            household=key,
            compound=compound,
            building=building,
            unit=unit,
            room=room,
            x_m=x,
            y_m=y,
            weight=float(sum(priority for _, priority, _ in held)),
            persons_due=max(1, len(facts.unreached)),
            attempts=attempts,
            misses=misses,
            days_since_knock=None if last is None else (day - last).days,
            own_knocks=knocks.learnt.own_knocks.get(key, ()),
            asked=AskedTime(day=day) if any(on == day for _, on in facts.reminders) else None,
            group=knocks.groups.get(household_id, PresenceGroup.UNKNOWN),
            is_exam_family=EXAM_BEFORE_SCORES.code in codes,
        )
        if not all(RULES[code].is_budgeted for code in codes):
            promised.add(key)
        task_ids[key] = min(held, key=lambda task: (TASK_ORDER.get(task[0], len(TASK_ORDER)), task[2]))[2]
    return _OpenDoors(doors, frozenset(promised), task_ids, waiting)


def _points(station: Station) -> dict[str, tuple[float, float]]:
    rows = Compound.objects.of(station).values_list("id", "latitude", "longitude")
    return {str(compound_id): plane(latitude, longitude) for compound_id, latitude, longitude in rows}


def _choose(
    opened: _OpenDoors,
    knockable: Mapping[str, Door],
    blocks: Sequence[CrewBlock],
    beats: Mapping[str, str],
    presence: Presence,
) -> set[str]:
    """Tonight's due list: promised doors always, the best of the rest as far as the crews' minutes reach."""
    by_crew: dict[str, list[CrewBlock]] = defaultdict(list)
    for block in blocks:
        by_crew[block.crew].append(block)
    candidates = []
    for key, door in knockable.items():
        slots = {block.slot for block in by_crew.get(beats.get(key, ""), ())}
        best = max((presence.p_home(door, slot) for slot in slots), default=0.0)
        candidates.append(
            Candidate(
                household=key,
                crew=beats.get(key, ""),
                rank=door.weight * best if slots else door.weight / 100,
                place=(door.compound, str(natural(door.building)), str(natural(door.unit))),
            )
        )
    usual = [work_minutes(door, POLICY) for door in knockable.values()]
    chosen = choose_due(
        candidates,
        minutes_of_crew={crew: sum(working_minutes(block) for block in held) for crew, held in by_crew.items()},
        minutes_per_door=sum(usual) / len(usual) if usual else 1.0,
    )
    return chosen | (opened.promised & opened.doors.keys())


def _blocks(station: Station, day: date) -> tuple[list[CrewBlock], list[CrewBlock]]:
    """The day's visiting blocks of crews that can go, and those of the days to come."""
    crews = crews_on(station, day)
    homes = _home_compounds(station, day)
    rows = ShiftBlock.objects.of(station).filter(
        kind=BlockKind.VISITS, day__gte=day, day__lt=day + timedelta(days=COMING_DAYS)
    )
    blocks = []
    for row in rows.select_related("crew").order_by("starts_at", "crew__name"):
        crew = crews[row.crew_id]
        if crew.can_go:
            home = frozenset().union(*(homes.get(member.id, frozenset()) for member in crew.members))
            blocks.append(crew_block(row, member_count=len(crew.members), home_compounds=home))
    return [block for block in blocks if block.day == day], [block for block in blocks if block.day != day]


def _home_compounds(station: Station, day: date) -> dict[UUID, frozenset[str]]:
    homes: dict[UUID, set[str]] = defaultdict(set)
    areas = AreaOfDuty.objects.of(station).valid(on=day).filter(community__compounds__isnull=False)
    for user_id, compound_id in areas.values_list("user_id", "community__compounds"):
        homes[user_id].add(str(compound_id))
    return {user_id: frozenset(compounds) for user_id, compounds in homes.items()}


def _captains_will(held: VisitPlan | None) -> tuple[dict[str, str], set[str]]:
    """Doors the captain pinned to a block, and doors removed for the day."""
    if held is None:
        return {}, set()
    lines = PlanLine.objects.of(held.station).filter(plan=held)
    pinned = lines.filter(is_pinned=True, block__isnull=False).values_list("household_id", "block_id")
    removed = lines.filter(reason_code=REMOVED_BY_CAPTAIN).values_list("household_id", flat=True)
    return {str(door): str(block) for door, block in pinned}, {str(door) for door in removed}


def _plain(value: frozenset[str] | date) -> list[str] | str:
    """Sets and days in one written form, whatever the order in memory."""
    return value.isoformat() if isinstance(value, date) else sorted(value)
