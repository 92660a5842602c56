"""What must be known before visits are written down, read once for any number of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.db.models import Q

from lianxin.accounts.models import Station, User
from lianxin.campaigns.choices import Channel
from lianxin.core.clock import local_day
from lianxin.core.errors import InvalidInput
from lianxin.registry.models import Household, Membership
from lianxin.visits.choices import PlanState
from lianxin.visits.models import Crew, PlanLine, Visit, VisitPerson
from lianxin.visits.planning.inputs import PresenceGroup
from lianxin.visits.rules.recording import PersonOutcome
from lianxin.visits.services.doors import open_campaign, presence_groups


class CrewUnknown(InvalidInput):
    """The visit names a crew this station does not have."""

    code = "CREW_UNKNOWN"
    message = "没有保存：找不到这个组。"


class PlanLineDiffers(InvalidInput):
    """The plan line belongs to another door or another day."""

    code = "PLAN_LINE_DIFFERS"
    message = "没有保存：计划里的这一条不是这一户、这一天的。"


class Planned(Protocol):
    """The parts of a visit that decide what must be read."""

    @property
    def id(self) -> UUID: ...
    @property
    def household_id(self) -> UUID: ...
    @property
    def at(self) -> datetime: ...
    @property
    def plan_line_id(self) -> UUID | None: ...


@dataclass(frozen=True)
class Ledger:
    """Households, members, plan lines and earlier records around some visits, as one reader may see them."""

    station: Station
    households: dict[UUID, Household]
    visible: dict[date, frozenset[UUID]]
    members: dict[UUID, set[UUID]]
    groups: dict[UUID, PresenceGroup]
    existing: dict[UUID, Visit]
    people: dict[UUID, frozenset[PersonOutcome]]
    lines: dict[UUID, list[PlanLine]]
    crew_ids: frozenset[UUID]
    asked_back: frozenset[UUID]
    campaign_starts_on: date | None

    def household_open_to_reader(self, household_id: UUID, day: date) -> Household | None:
        """The household if the reader could see it on the day of the visit."""
        return self.households.get(household_id) if household_id in self.visible[day] else None

    def group_of(self, household_id: UUID) -> PresenceGroup:
        """By whose day the household lives, for the planner to learn from."""
        return self.groups.get(household_id, PresenceGroup.UNKNOWN)

    def line_for(self, household_id: UUID, day: date, *, channel: str, told_id: UUID | None) -> PlanLine | None:
        """The plan line a visit belongs to: the one told, else for a knock the door's line in that day's plan."""
        of_door = [line for line in self.lines[household_id] if line.plan.day == day]
        if told_id is not None:
            told = [line for line in of_door if line.id == told_id]
            if not told:
                raise PlanLineDiffers(fields={"plan_line_id": "请刷新计划后再记"})
            return told[0]
        current = [line for line in of_door if line.plan.state == PlanState.CURRENT]
        return current[0] if current and channel == Channel.DOOR else None

    def crew_for(self, told_id: UUID | None, line: PlanLine | None) -> UUID | None:
        """The crew told, else the one whose list held the door."""
        if told_id is not None and told_id not in self.crew_ids:
            raise CrewUnknown(fields={"crew_id": "请重新选择组"})
        return told_id or (line.block.crew_id if line is not None and line.block is not None else None)


def read_ledger(*, station: Station, visits: Iterable[Planned], by: User) -> Ledger:
    """Read all that recording needs: a fixed number of queries, plus one per day for readers bound to areas."""
    told = list(visits)
    household_ids = {visit.household_id for visit in told}
    days = {local_day(visit.at) for visit in told}
    households = {row.id: row for row in Household.objects.of(station).filter(id__in=household_ids)}
    campaign = open_campaign(station)
    existing = {row.id: row for row in Visit.unscoped.filter(id__in={visit.id for visit in told})}
    return Ledger(
        station=station,
        households=households,
        visible={day: _visible(station, household_ids, day, by) for day in days},
        members=_members(station, household_ids),
        groups=presence_groups(station, household_ids, max(days)),
        existing=existing,
        people=_people(existing),
        lines=_lines(station, household_ids, days, {visit.plan_line_id for visit in told if visit.plan_line_id}),
        crew_ids=frozenset(Crew.objects.of(station).values_list("id", flat=True)),
        asked_back=frozenset(
            Visit.objects.of(station)
            .valid()
            .filter(household_id__in=household_ids, next_reminder_on__in=days)
            .values_list("household_id", flat=True)
        ),
        campaign_starts_on=campaign.starts_on if campaign is not None else None,
    )


def _visible(station: Station, household_ids: set[UUID], day: date, by: User) -> frozenset[UUID]:
    seen = Household.objects.of(station).filter(id__in=household_ids).visible_to(by, on=day)
    return frozenset(seen.values_list("id", flat=True))


def _members(station: Station, household_ids: set[UUID]) -> dict[UUID, set[UUID]]:
    """Who lives or lived behind each door: a late entry may speak of somebody who moved since."""
    members: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Membership.objects.of(station).filter(household_id__in=household_ids)
    for household_id, resident_id in rows.values_list("household_id", "resident_id"):
        members[household_id].add(resident_id)
    return members


def _people(visits: dict[UUID, Visit]) -> dict[UUID, frozenset[PersonOutcome]]:
    people: dict[UUID, set[PersonOutcome]] = defaultdict(set)
    for row in VisitPerson.unscoped.filter(visit_id__in=visits) if visits else ():
        people[row.visit_id].add(PersonOutcome(row.resident_id, row.outcome, row.was_present, row.question_answered))
    return {visit_id: frozenset(people[visit_id]) for visit_id in visits}


def _lines(
    station: Station, household_ids: set[UUID], days: set[date], told_ids: set[UUID]
) -> dict[UUID, list[PlanLine]]:
    """Lines of the current plans, and whichever version's lines were told: paper may be older than the plan."""
    wanted = Q(plan__day__in=days, plan__state=PlanState.CURRENT) | Q(id__in=told_ids)
    lines: dict[UUID, list[PlanLine]] = defaultdict(list)
    rows = PlanLine.objects.of(station).filter(wanted, household_id__in=household_ids)
    for line in rows.select_related("plan", "block"):
        lines[line.household_id].append(line)
    return lines
