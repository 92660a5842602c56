"""Gathers a day's planning question from the tables: which doors are due, who can go, and what was learnt so far."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q

from lianxin.accounts.models import Station
from lianxin.campaigns.choices import Channel
from lianxin.registry.models import AreaOfDuty, Compound
from lianxin.visits.choices import REMOVED_BY_CAPTAIN, BlockKind
from lianxin.visits.models import PlanLine, ShiftBlock, Visit, VisitPlan, VisitTask
from lianxin.visits.planning.beats import balance_beats, work_minutes
from lianxin.visits.planning.inputs import AskedTime, CrewBlock, Door, Knowledge, PresenceGroup, SlotType, Tally
from lianxin.visits.planning.presence import INVENTED_AT_HOME, Presence
from lianxin.visits.planning.rules import why_not_today
from lianxin.visits.planning.timetable import working_minutes
from lianxin.visits.planning.walking import natural
from lianxin.visits.rules.budget import Candidate, choose_due
from lianxin.visits.rules.knocking import misses_in_a_row
from lianxin.visits.rules.tasks import ASKED_TO_COME_BACK, EXAM_BEFORE_SCORES, RULES
from lianxin.visits.services.crews import crews_on
from lianxin.visits.services.doors import Knock, Surface
from lianxin.visits.services.placing import POLICY, crew_block, plane

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
    knock_counts: Mapping[str, int]
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
    knowledge = _learn(surface, day)
    opened = _open_doors(surface, day)
    blocks, coming = _blocks(station, day)
    pinned, removed = _captains_will(held)
    knockable = {key: door for key, door in opened.doors.items() if why_not_today(door, POLICY) is None}
    beats = balance_beats(knockable.values(), [*blocks, *coming], POLICY)
    due = _choose(opened, knockable, blocks, beats, Presence(knowledge)) | pinned.keys()
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
        knowledge=knowledge,
        beats=beats,
        task_ids={key: task_id for key, task_id in opened.task_ids.items() if key in shown},
        knock_counts={key: opened.knock_counts[key] for key in shown},
        waiting_count=opened.waiting_count + len(opened.doors) - len(shown),
    )


@dataclass(frozen=True)
class _OpenDoors:
    doors: dict[str, Door]
    promised: frozenset[str]
    task_ids: dict[str, UUID]
    knock_counts: dict[str, int]
    waiting_count: int


def _learn(surface: Surface, day: date) -> Knowledge:
    """What the knocks before a day taught about each compound, kind of hours and kind of household."""
    visits = Visit.objects.of(surface.campaign.station).valid().order_by()
    visits = visits.filter(channel=Channel.DOOR, day__gte=surface.campaign.starts_on, day__lt=day)
    counted = visits.values("household__compound_id", "slot", "presence_group").annotate(
        knocks=Count("id"), found=Count("id", filter=Q(is_found=True))
    )
    rows = counted.values_list("household__compound_id", "slot", "presence_group", "knocks", "found")
    evidence = {
        (str(compound_id), SlotType(slot), PresenceGroup(group)): Tally(knocks, found)
        for compound_id, slot, group, knocks, found in rows
    }
    return Knowledge(INVENTED_AT_HOME, evidence)


def _own_tallies(knocks: Sequence[Knock]) -> tuple[tuple[SlotType, Tally], ...]:
    counts: dict[str, list[int]] = {}
    for knock in knocks:
        count = counts.setdefault(knock.slot, [0, 0])
        count[0] += 1
        count[1] += knock.is_found
    return tuple((SlotType(slot), Tally(*count)) for slot, count in sorted(counts.items()))


def _open_doors(surface: Surface, day: date) -> _OpenDoors:
    """Doors with open tasks; those that asked for a later day wait until then."""
    tasks = VisitTask.objects.of(surface.campaign.station).open_on(day)
    tasks = tasks.filter(campaign=surface.campaign, household__do_not_visit=False)
    by_door: dict[UUID, list[tuple[str, int, UUID]]] = defaultdict(list)
    places: dict[UUID, tuple[str, ...]] = {}
    points = _points(surface.campaign.station)
    groups: dict[UUID, PresenceGroup] = {}
    for task_id, household_id, code, priority, group, compound_id, *place in tasks.values_list(
        "id",
        "household_id",
        "rule_code",
        "priority",
        "presence_group",
        "household__compound_id",
        "household__building",
        "household__unit",
        "household__room",
    ):
        by_door[household_id].append((code, priority, task_id))
        groups[household_id] = PresenceGroup(group)
        places[household_id] = (str(compound_id), *place)
    doors, promised, task_ids, knock_counts, waiting = {}, set(), {}, {}, 0
    for household_id, held in by_door.items():
        facts = surface.facts_of(household_id)
        if any(on > day for _, on in facts.reminders):
            waiting += 1
            continue
        key = str(household_id)
        codes = {code for code, _, _ in held}
        # Cap, gap and rest protect a household from us, not from its own wish.
        is_asked = any(on == day for _, on in facts.reminders)
        knock_counts[key] = len(surface.knocks.get(household_id, ()))
        knocks = surface.knocks.get(household_id, [])
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
            attempts=0 if is_asked else len(knocks),
            misses=0 if is_asked else misses_in_a_row([knock.is_found for knock in knocks]),
            days_since_knock=(day - knocks[-1].day).days if knocks and not is_asked else None,
            own_knocks=_own_tallies(knocks),
            asked=AskedTime(day=day) if is_asked else None,
            group=groups[household_id],
            is_exam_family=EXAM_BEFORE_SCORES.code in codes,
        )
        if not all(RULES[code].is_budgeted for code in codes):
            promised.add(key)
        task_ids[key] = min(held, key=lambda task: (TASK_ORDER.get(task[0], len(TASK_ORDER)), task[2]))[2]
    return _OpenDoors(doors, frozenset(promised), task_ids, knock_counts, waiting)


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
