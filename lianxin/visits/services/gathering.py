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
from lianxin.registry.models import AreaOfDuty
from lianxin.visits.choices import REMOVED_BY_CAPTAIN, BlockKind
from lianxin.visits.models import PlanLine, ShiftBlock, Visit, VisitPlan
from lianxin.visits.planning.beats import balance_beats, work_minutes
from lianxin.visits.planning.inputs import CrewBlock, Door, Knowledge, PresenceGroup, SlotType, Tally
from lianxin.visits.planning.presence import INVENTED_AT_HOME, Presence
from lianxin.visits.planning.rules import why_not_today
from lianxin.visits.planning.timetable import working_minutes
from lianxin.visits.planning.walking import natural
from lianxin.visits.rules.budget import Candidate, choose_due
from lianxin.visits.services.crews import crews_on
from lianxin.visits.services.doors import Surface
from lianxin.visits.services.opendoors import OpenDoors, read_open_doors
from lianxin.visits.services.placing import POLICY, crew_block

COMING_DAYS = 7


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
    opened = read_open_doors(surface, day)
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


def _choose(
    opened: OpenDoors,
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
