"""The door through which rooms above write down whom they talked to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.campaigns.choices import SubjectKind
from lianxin.campaigns.models import SupersededSource, TargetContact
from lianxin.core import clock

_CHUNK = 500


@dataclass(frozen=True, kw_only=True)
class ContactFact:
    """One attempt to reach somebody, as a room above tells it.

    `is_met` says that a dialogue took place in which at least one question was answered; the channel tells whether
    it was face to face or by phone. Without a resident the contact was with the household, the unit or the compound.
    `supersedes_source_id` names the record of the same kind that this one corrects.
    """

    at: datetime
    channel: str
    outcome: str
    is_met: bool
    source_kind: str
    source_id: UUID
    resident_id: UUID | None = None
    household_id: UUID | None = None
    compound_id: UUID | None = None
    organization_id: UUID | None = None
    is_late: bool = False
    supersedes_source_id: UUID | None = None

    @property
    def subject(self) -> tuple[str, UUID]:
        """Whom the contact was with: the most particular one named."""
        for kind, subject_id in (
            (SubjectKind.RESIDENT, self.resident_id),
            (SubjectKind.ORGANIZATION, self.organization_id),
            (SubjectKind.HOUSEHOLD, self.household_id),
            (SubjectKind.COMPOUND, self.compound_id),
        ):
            if subject_id is not None:
                return kind, subject_id
        raise ContactWithNobody(self.source_id)


class ContactWithNobody(RuntimeError):
    """A contact names neither person nor place: a fault of the calling room."""


def note_contacts(
    *, station: Station, contacts: Sequence[ContactFact], by: User | None, now: datetime
) -> list[TargetContact]:
    """Write contacts down, once each however often they are told; returns those that were new.

    Contacts of people on no list are kept too: they count as soon as the person is listed, if the day lies in the
    campaign's period.
    """
    with transaction.atomic():
        told = _not_yet_told(station, contacts)
        rows = [_row(fact, station=station, by=by, now=now) for fact in told]
        TargetContact.objects.bulk_create(rows, ignore_conflicts=True, batch_size=_CHUNK)
        corrected = {
            (fact.source_kind, fact.supersedes_source_id): fact.source_id
            for fact in contacts
            if fact.supersedes_source_id
        }
        SupersededSource.objects.bulk_create(
            [
                SupersededSource(station=station, source_kind=kind, source_id=old, by_source_id=new, superseded_at=now)
                for (kind, old), new in corrected.items()
            ],
            ignore_conflicts=True,
            batch_size=_CHUNK,
        )
        if rows or corrected:
            record(
                by=by,
                action="campaigns.note_contacts",
                target_kind="TargetContact",
                target_id=rows[0].source_id if rows else "",
                station_id=station.id,
                detail={"contacts": len(rows), "corrected": len(corrected)},
            )
    return rows


def _row(fact: ContactFact, *, station: Station, by: User | None, now: datetime) -> TargetContact:
    kind, subject_id = fact.subject
    return TargetContact(
        station=station,
        subject_kind=kind,
        subject_id=subject_id,
        household_id=fact.household_id,
        compound_id=fact.compound_id,
        at=fact.at,
        day=clock.local_day(fact.at),
        channel=fact.channel,
        outcome=fact.outcome,
        is_met=fact.is_met,
        is_late=fact.is_late,
        source_kind=fact.source_kind,
        source_id=fact.source_id,
        noted_by_id=by.id if by else None,
        noted_at=now,
    )


def _not_yet_told(station: Station, contacts: Iterable[ContactFact]) -> list[ContactFact]:
    """Each fact once, without those written down before."""
    facts = {(fact.source_kind, fact.source_id, fact.subject[1]): fact for fact in contacts}
    sources = list({source_id for _, source_id, _ in facts})
    for first in range(0, len(sources), _CHUNK):
        known = TargetContact.objects.of(station).filter(source_id__in=sources[first : first + _CHUNK])
        for key in known.values_list("source_kind", "source_id", "subject_id"):
            facts.pop(key, None)
    return list(facts.values())
