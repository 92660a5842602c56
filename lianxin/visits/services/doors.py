"""What is known about the doors of a campaign, read in bulk: who is still to be met, knocks so far, wishes."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from lianxin.accounts.models import Station
from lianxin.campaigns.choices import CampaignState, Channel, ListKind, RequestState, SubjectKind
from lianxin.campaigns.models import Campaign, ListVersion, Target, TargetContact, UnreachableRequest
from lianxin.registry.choices import SeasonalCode
from lianxin.registry.models import Household, Membership, SeasonalAttribute
from lianxin.visits.models import Visit
from lianxin.visits.planning.inputs import PresenceGroup
from lianxin.visits.planning.presence import presence_group
from lianxin.visits.rules.tasks import ASKED_TO_COME_BACK, DoorFacts

Doors = Collection[UUID] | None
# Above so many doors it is cheaper to read all than to name them.
MANY = 2000


class Knock(NamedTuple):
    """One knock of the campaign at a door."""

    day: date
    slot: str
    is_found: bool


@dataclass(frozen=True)
class Surface:
    """The doors of the open campaign that somebody may want to go to, with the knocks so far, oldest first."""

    campaign: Campaign
    doors: dict[UUID, DoorFacts]
    knocks: dict[UUID, list[Knock]]

    def facts_of(self, household_id: UUID) -> DoorFacts:
        return self.doors.get(household_id) or DoorFacts(household_id)


def open_campaign(station: Station) -> Campaign | None:
    """The campaign that visits work for: the open one that began first."""
    campaigns = Campaign.objects.of(station).filter(state=CampaignState.OPEN).select_related("station")
    campaign: Campaign | None = campaigns.order_by("starts_on", "id").first()
    return campaign


def read_surface(*, campaign: Campaign, today: date, only: Doors = None) -> Surface:
    """Read all doors of the campaign, or only some: a fixed number of queries either way."""
    station = campaign.station
    unreached = _unreached(campaign, only)
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
            knocks=len(knocks.get(household_id, ())),
            reminders=tuple(sorted(reminders[household_id])),
            list_number=number,
        )
        for household_id in unreached.keys() | reminders.keys()
    }
    for household_id in do_not_visit - doors.keys():
        doors[household_id] = DoorFacts(household_id, do_not_visit=True)
    return Surface(campaign, doors, knocks)


def listed_doors(campaign: Campaign, household_ids: set[UUID]) -> set[UUID]:
    """Which of these doors have anybody on the surface list, met or not."""
    listed = _listed(campaign)
    at_home = set(listed.filter(home_id__in=household_ids).values_list("home_id", flat=True))
    elsewhere = Membership.objects.of(campaign.station).current().filter(household_id__in=household_ids - at_home)
    doors = dict(elsewhere.values_list("resident_id", "household_id"))
    moved_in = listed.filter(resident_id__in=doors).values_list("resident_id", flat=True)
    return at_home | {doors[resident_id] for resident_id in moved_in}


def presence_groups(station: Station, household_ids: Collection[UUID], day: date) -> dict[UUID, PresenceGroup]:
    """By whose day each household lives: its resident registered first stands for the door."""
    places = Membership.objects.of(station).current().order_by("-resident_id")
    if len(household_ids) <= MANY:
        places = places.filter(household_id__in=household_ids)
    return {
        household_id: presence_group(occupation, day.year - birth_on.year if birth_on else None)
        for household_id, occupation, birth_on in places.values_list(
            "household_id", "resident__occupation", "resident__birth_on"
        )
    }


def _within(rows: Any, field: str, only: Doors) -> Any:
    return rows if only is None else rows.filter(**{f"{field}__in": only})


def _listed(campaign: Campaign) -> Any:
    return (
        Target.objects.of(campaign.station)
        .listed()
        .filter(target_list__campaign=campaign, target_list__kind=ListKind.SURFACE)
    )


def _unreached(campaign: Campaign, only: Doors) -> dict[UUID, list[str]]:
    """Per door the source that listed each person still to be met. Somebody who moved is looked for where they live."""
    station = campaign.station
    met = TargetContact.objects.of(station).filter(subject_kind=SubjectKind.RESIDENT, is_met=True)
    met = met.exclude(channel=Channel.PHONE).of_days(campaign.starts_on, campaign.ends_on).standing()
    out_of_reach = UnreachableRequest.objects.of(station).filter(
        state__in=(RequestState.PENDING, RequestState.APPROVED)
    )
    listed = _listed(campaign)
    if only is not None:
        people = {
            *listed.filter(home_id__in=only).values_list("resident_id", flat=True),
            *Membership.objects.of(station)
            .current()
            .filter(household_id__in=only)
            .values_list("resident_id", flat=True),
        }
        listed, met = listed.filter(resident_id__in=people), met.filter(subject_id__in=people)
    waiting = listed.exclude(resident_id__in=met.values("subject_id"))
    waiting = waiting.exclude(id__in=out_of_reach.values("target_id")).order_by()
    lives_there = Membership.objects.of(station).current().filter(resident=OuterRef("resident"))
    at_home = _within(waiting.filter(Exists(lives_there.filter(household=OuterRef("home")))), "home_id", only)
    unreached: dict[UUID, list[str]] = defaultdict(list)
    counted = at_home.values("home_id").annotate(count=Count("resident_id", distinct=True))
    for door, source, count in counted.values_list("home_id", "source", "count"):
        unreached[door] += [source] * count
    moved = waiting.exclude(Exists(lives_there.filter(household=OuterRef("home"))))
    moved = moved.filter(resident__memberships__to_on=None, resident__memberships__isnull=False)
    moved = _within(moved, "resident__memberships__household_id", only).distinct()
    for door, source, _ in moved.values_list("resident__memberships__household_id", "source", "resident_id"):
        unreached[door].append(source)
    return unreached


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


def _knocks(campaign: Campaign, only: Doors) -> dict[UUID, list[Knock]]:
    visits = Visit.objects.of(campaign.station).valid().filter(channel=Channel.DOOR, day__gte=campaign.starts_on)
    knocks: dict[UUID, list[Knock]] = defaultdict(list)
    rows = _within(visits, "household_id", only).order_by("at")
    for household_id, *knock in rows.values_list("household_id", "day", "slot", "is_found"):
        knocks[household_id].append(Knock(*knock))
    return knocks


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
