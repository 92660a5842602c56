"""What is known about the doors of a campaign, read in bulk: who is still to be met, knocks so far, wishes."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count

from lianxin.accounts.models import Station
from lianxin.campaigns.choices import CampaignState, Channel, ListKind, RequestState, SubjectKind
from lianxin.campaigns.models import Campaign, ListVersion, Target, TargetContact, UnreachableRequest
from lianxin.registry.choices import SeasonalCode
from lianxin.registry.models import Household, Membership, SeasonalAttribute
from lianxin.visits.models import Visit
from lianxin.visits.rules.tasks import ASKED_TO_COME_BACK, DoorFacts

Doors = Collection[UUID] | None


@dataclass(frozen=True)
class Surface:
    """The doors of the open campaign; `listed` holds who of each door is on the surface list, met or not."""

    campaign: Campaign
    doors: dict[UUID, DoorFacts]
    listed: dict[UUID, tuple[UUID, ...]]

    def facts_of(self, household_id: UUID) -> DoorFacts:
        return self.doors.get(household_id) or DoorFacts(household_id)


def open_campaign(station: Station) -> Campaign | None:
    """The campaign that visits work for: the open one that began first."""
    campaign: Campaign | None = (
        Campaign.objects.of(station).filter(state=CampaignState.OPEN).order_by("starts_on", "id").first()
    )
    return campaign


def read_surface(*, campaign: Campaign, today: date, only: Doors = None) -> Surface:
    """Read all doors of the campaign, or only some: a fixed number of queries either way."""
    station = campaign.station
    listed, unreached = _people(campaign, only)
    reminders = _reminders(station, today, only)
    knocks = _knocks(campaign, only)
    exam = _exam_families(station, today, only)
    do_not_visit = frozenset(
        _within(Household.objects.of(station).filter(do_not_visit=True), "id", only).values_list("id", flat=True)
    )
    number = _list_number(campaign)
    doors = {
        household_id: DoorFacts(
            household_id=household_id,
            unreached=tuple(sorted(unreached[household_id])),
            exam_family=household_id in exam,
            do_not_visit=household_id in do_not_visit,
            knocks=knocks.get(household_id, 0),
            reminders=tuple(sorted(reminders[household_id])),
            list_number=number,
        )
        for household_id in unreached.keys() | reminders.keys()
    }
    for household_id in do_not_visit - doors.keys():
        doors[household_id] = DoorFacts(household_id, do_not_visit=True)
    return Surface(campaign, doors, {household_id: tuple(sorted(people)) for household_id, people in listed.items()})


def _within(rows: Any, field: str, only: Doors) -> Any:
    return rows if only is None else rows.filter(**{f"{field}__in": only})


def _people(campaign: Campaign, only: Doors) -> tuple[dict[UUID, set[UUID]], dict[UUID, list[str]]]:
    """Who is listed at each door, and for each person there still to be met the source that listed them."""
    station = campaign.station
    homes = _homes(station, only)
    targets = (
        Target.objects.of(station).listed().filter(target_list__campaign=campaign, target_list__kind=ListKind.SURFACE)
    )
    out_of_reach = UnreachableRequest.objects.of(station).filter(
        state__in=(RequestState.PENDING, RequestState.APPROVED), target__target_list__campaign=campaign
    )
    met = TargetContact.objects.of(station).filter(subject_kind=SubjectKind.RESIDENT, is_met=True)
    met = met.exclude(channel=Channel.PHONE).of_days(campaign.starts_on, campaign.ends_on).standing()
    if only is not None:
        targets, met = targets.filter(resident_id__in=homes), met.filter(subject_id__in=homes)
    done = {*met.values_list("subject_id", flat=True), *out_of_reach.values_list("target__resident_id", flat=True)}
    listed: dict[UUID, set[UUID]] = defaultdict(set)
    unreached: dict[UUID, list[str]] = defaultdict(list)
    for resident_id, home_id, source in targets.values_list("resident_id", "home_id", "source"):
        doors = homes.get(resident_id) or ([home_id] if home_id else [])
        door = home_id if home_id in doors else next(iter(doors), None)
        if door is None or (only is not None and door not in only):
            continue
        if resident_id not in done and resident_id not in listed[door]:
            unreached[door].append(source)
        listed[door].add(resident_id)
    return listed, unreached


def _homes(station: Station, only: Doors) -> dict[UUID, list[UUID]]:
    """Where each resident lives now."""
    homes: dict[UUID, list[UUID]] = defaultdict(list)
    rows = _within(Membership.objects.of(station).current(), "household_id", only)
    for resident_id, household_id in rows.values_list("resident_id", "household_id"):
        homes[resident_id].append(household_id)
    return homes


def _reminders(station: Station, today: date, only: Doors) -> dict[UUID, list[tuple[UUID, date]]]:
    """Promises to come back that no later visit has kept, the coming ones too."""
    oldest = today - timedelta(days=ASKED_TO_COME_BACK.window_days or 0)
    visits = _within(Visit.objects.of(station).valid(), "household_id", only)
    asked = list(visits.filter(next_reminder_on__gte=oldest).values_list("household_id", "id", "next_reminder_on"))
    later = visits.filter(household_id__in={row[0] for row in asked}, day__gte=oldest) if asked else visits.none()
    last_visit: dict[UUID, date] = {}
    for household_id, day in later.order_by("day").values_list("household_id", "day"):
        last_visit[household_id] = day
    reminders: dict[UUID, list[tuple[UUID, date]]] = defaultdict(list)
    for household_id, visit_id, on in asked:
        if last_visit.get(household_id, oldest) < on:
            reminders[household_id].append((visit_id, on))
    return reminders


def _knocks(campaign: Campaign, only: Doors) -> dict[UUID, int]:
    visits = Visit.objects.of(campaign.station).valid().filter(channel=Channel.DOOR, day__gte=campaign.starts_on)
    counted = _within(visits, "household_id", only).order_by().values("household_id").annotate(count=Count("id"))
    return dict(counted.values_list("household_id", "count"))


def _exam_families(station: Station, today: date, only: Doors) -> set[UUID]:
    residents = (
        SeasonalAttribute.objects.of(station)
        .valid(on=today)
        .filter(code=SeasonalCode.EXAM_FAMILY)
        .values("resident_id")
    )
    homes = _within(Membership.objects.of(station).current(), "household_id", only)
    return set(homes.filter(resident_id__in=residents).values_list("household_id", flat=True))


def _list_number(campaign: Campaign) -> int:
    signed = ListVersion.objects.of(campaign.station).signed()
    newest = signed.filter(target_list__campaign=campaign, target_list__kind=ListKind.SURFACE).order_by("-number")
    return newest.values_list("number", flat=True).first() or 0
