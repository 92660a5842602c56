"""What is known of the people and places of a campaign, read in a few queries and answering for any moment.

Knowledge counts from the moment it was written down, so a figure given for a moment never changes afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Min, OuterRef, Q, QuerySet, Subquery, When

from lianxin.campaigns.choices import Channel, SubjectKind
from lianxin.campaigns.models import Campaign, PosterUp, Session, SupersededSource, TargetContact
from lianxin.campaigns.rules import (
    PlaceVerdict,
    Span,
    Talk,
    is_known_by,
    kept_person,
    line_state,
    point_state,
    staff_reached,
)
from lianxin.registry.models import Contact, Resident

_MET = Q(is_met=True) & ~Q(channel=Channel.PHONE)
_PHONED = Q(is_met=True, channel=Channel.PHONE)


@dataclass(slots=True)
class Person:
    """Since when somebody was tried, met, met without a late entry, and talked to by phone."""

    tried_at: datetime | None = None
    met_at: datetime | None = None
    met_in_time_at: datetime | None = None
    phoned_at: datetime | None = None
    corrected: list[Span] = field(default_factory=list)

    def is_tried(self, at: datetime) -> bool:
        return is_known_by(self.tried_at, at) or any(span.holds_at(at) for span in self.corrected)

    def is_met(self, at: datetime) -> bool:
        return is_known_by(self.met_at, at) or any(
            span.is_met_in_person and span.holds_at(at) for span in self.corrected
        )

    def is_met_in_time(self, at: datetime) -> bool:
        return is_known_by(self.met_in_time_at, at) or any(
            span.is_met_in_person and not span.is_late and span.holds_at(at) for span in self.corrected
        )

    def is_phoned(self, at: datetime) -> bool:
        return is_known_by(self.phoned_at, at) or any(
            span.is_talk_by_phone and span.holds_at(at) for span in self.corrected
        )


NOBODY_YET = Person()


class People:
    """The contacts with residents on a campaign's days, whichever room they came from: three queries."""

    def __init__(self, campaign: Campaign) -> None:
        merged = Resident.objects.of(campaign.station).filter(merged_into__isnull=False)
        self._merged: dict[UUID, UUID] = dict(merged.values_list("pk", "merged_into_id"))
        self._people: dict[UUID, Person] = {}
        contacts = TargetContact.objects.of(campaign.station).filter(subject_kind=SubjectKind.RESIDENT)
        contacts = contacts.of_days(campaign.starts_on, campaign.ends_on).order_by()
        self._read_standing(contacts.standing())
        self._read_corrected(contacts.superseded())

    def find(self, resident_id: UUID) -> Person:
        return self._people.get(kept_person(resident_id, self._merged), NOBODY_YET)

    def _read_standing(self, contacts: QuerySet[TargetContact]) -> None:
        rows = contacts.values("subject_id").annotate(
            tried_at=Min("noted_at"),
            met_at=Min(Case(When(_MET, then=F("noted_at")))),
            met_in_time_at=Min(Case(When(_MET & Q(is_late=False), then=F("noted_at")))),
            phoned_at=Min(Case(When(_PHONED, then=F("noted_at")))),
        )
        for resident_id, *moments in rows.values_list(
            "subject_id", "tried_at", "met_at", "met_in_time_at", "phoned_at"
        ):
            kept = kept_person(resident_id, self._merged)
            known = self._people.get(kept)
            self._people[kept] = _earlier(known, moments) if known else Person(*moments)

    def _read_corrected(self, contacts: QuerySet[TargetContact]) -> None:
        """Few rows, kept one by one: a past moment may still have held them to be true."""
        correction = SupersededSource.unscoped.filter(
            station=OuterRef("station"), source_kind=OuterRef("source_kind"), source_id=OuterRef("source_id")
        )
        rows = contacts.annotate(until=Subquery(correction.values("superseded_at")[:1]))
        for resident_id, noted_at, until, is_met, channel, is_late in rows.values_list(
            "subject_id", "noted_at", "until", "is_met", "channel", "is_late"
        ):
            is_phone = channel == Channel.PHONE
            person = self._people.setdefault(kept_person(resident_id, self._merged), Person())
            person.corrected.append(Span(noted_at, until, is_met and not is_phone, is_met and is_phone, is_late))


def _earlier(known: Person, moments: Sequence[datetime | None]) -> Person:
    """Two registrations of one person: whichever knew first."""
    held = (known.tried_at, known.met_at, known.met_in_time_at, known.phoned_at)
    tried, met, in_time, phoned = (
        min((moment for moment in pair if moment), default=None) for pair in zip(held, moments, strict=True)
    )
    return Person(tried, met, in_time, phoned)


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
