"""What is known of the people and places of a campaign, read in a few queries and answering for any moment.

Knowledge counts from the moment it was written down, so a figure given for a moment never changes afterwards.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, Max, Q, When

from lianxin.campaigns.choices import Channel, SubjectKind
from lianxin.campaigns.models import Campaign, PosterUp, Session, TargetContact
from lianxin.campaigns.rules.places import PlaceVerdict, Talk, line_state, point_state, staff_reached
from lianxin.campaigns.rules.states import is_known_by, kept_person
from lianxin.registry.models import Contact, Resident

_MET = Q(is_met=True) & ~Q(channel=Channel.PHONE)
_PHONED = Q(is_met=True, channel=Channel.PHONE)


class Tried(NamedTuple):
    """What came of the tries to reach somebody: met face to face, met by an entry made in time, talked to by phone."""

    is_met: bool
    is_met_in_time: bool
    is_phoned: bool


class People:
    """The contacts with residents on a campaign's days, whichever room they came from: one query for each moment."""

    def __init__(self, campaign: Campaign, *, residents: Collection[UUID] | None = None) -> None:
        contacts = TargetContact.objects.of(campaign.station).filter(subject_kind=SubjectKind.RESIDENT)
        self._contacts = contacts.of_days(campaign.starts_on, campaign.ends_on).order_by()
        merged = Resident.objects.of(campaign.station).filter(merged_into__isnull=False)
        self._merged: dict[UUID, UUID] = dict(merged.values_list("pk", "merged_into_id"))
        self.only = None if residents is None else self._registrations(residents)
        if self.only is not None:
            self._contacts = self._contacts.filter(subject_id__in=self.only)
        self._tried: dict[datetime, dict[UUID, Tried]] = {}

    def _registrations(self, residents: Collection[UUID]) -> frozenset[UUID]:
        """Every registration of these people, before and after merges."""
        kept = {kept_person(resident_id, self._merged) for resident_id in residents}
        return frozenset(kept | {other for other in self._merged if kept_person(other, self._merged) in kept})

    def find(self, resident_id: UUID, at: datetime) -> Tried | None:
        """What was held to be true about somebody at a moment; nothing when nobody had tried yet."""
        if at not in self._tried:
            self._tried[at] = self._read(at)
        return self._tried[at].get(kept_person(resident_id, self._merged))

    def _read(self, at: datetime) -> dict[UUID, Tried]:
        rows = (
            self._contacts.held_true(at)
            .values("subject_id")
            .annotate(met=_any(_MET), met_in_time=_any(_MET & Q(is_late=False)), phoned=_any(_PHONED))
        )
        found: dict[UUID, Tried] = {}
        for resident_id, *flags in rows.values_list("subject_id", "met", "met_in_time", "phoned"):
            kept = kept_person(resident_id, self._merged)
            before = found.get(kept)
            found[kept] = Tried(*(map(max, before, flags) if before else flags))
        return found


def _any(condition: Q) -> Max:
    """1 when the condition holds for any row of the group, otherwise 0: cheaper to read than a moment."""
    return Max(Case(When(condition, then=1), default=0))


class Places:
    """Sessions, posters and named contacts of a campaign: three queries."""

    def __init__(self, campaign: Campaign) -> None:
        self._sessions = _by_host(Session.objects.of(campaign.station).filter(campaign=campaign))
        self._posters = _by_host(PosterUp.objects.of(campaign.station).filter(campaign=campaign))
        contacts = Contact.objects.of(campaign.station).filter(compound__isnull=False)
        self._with_contact: frozenset[UUID] = frozenset(contacts.values_list("compound_id", flat=True))
        self._percent = campaign.line_percent

    def point(self, compound_id: UUID, at: datetime) -> PlaceVerdict:
        """A contact carries no date, so the one named now counts for a past moment too."""
        return point_state(
            has_contact=compound_id in self._with_contact,
            has_staff_session=any(talk.staff_attending for talk in self._talks(compound_id, at)),
            has_poster=any(_held_true(fact, at) for fact in self._posters.get(compound_id, ())),
        )

    def line(self, organization_id: UUID, at: datetime, *, staff_total: int | None) -> PlaceVerdict:
        return line_state(self._talks(organization_id, at), staff_total=staff_total, percent=self._percent)

    def staff_reached(self, organization_id: UUID, at: datetime, *, staff_total: int | None) -> int:
        return staff_reached(self._talks(organization_id, at), staff_total=staff_total)

    def _talks(self, host_id: UUID, at: datetime) -> list[Talk]:
        return [
            Talk(fact["staff_attending"], fact["is_make_up"])
            for fact in self._sessions.get(host_id, ())
            if _held_true(fact, at)
        ]


def _by_host(facts: Any) -> dict[UUID, list[dict[str, Any]]]:
    """All records of a campaign under their host, each with the moment a correction ended it."""
    rows = {row["id"]: row for row in facts.order_by("recorded_at").values()}
    hosted: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows.values():
        row.setdefault("corrected_at", None)
        if row["supersedes_id"]:
            rows[row["supersedes_id"]]["corrected_at"] = row["recorded_at"]
        hosted.setdefault(row["compound_id"] or row["organization_id"], []).append(row)
    return hosted


def _held_true(fact: dict[str, Any], at: datetime) -> bool:
    is_corrected = is_known_by(fact["corrected_at"], at)
    return fact["recorded_at"] <= at and not is_corrected and not fact["is_withdrawn"]
