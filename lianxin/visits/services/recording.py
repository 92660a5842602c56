"""Recording visits: one record, a paper round row by row, or a whole day at once, all by the same rules (R11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.campaigns.services.contacts import ContactFact, note_contacts
from lianxin.core.clock import SHANGHAI, local_day
from lianxin.core.errors import InvalidInput, LianxinError, NotFound, StateConflict
from lianxin.core.ids import new_id
from lianxin.visits.models import Visit, VisitPerson
from lianxin.visits.rules.recording import (
    PersonOutcome,
    Problem,
    Told,
    is_found,
    is_late,
    is_one_to_one,
    problems_of,
    remarks_on,
)
from lianxin.visits.services.ledger import Ledger, read_ledger
from lianxin.visits.services.placing import slot_at
from lianxin.visits.services.tasks import settle_doors

SOURCE_KIND = "Visit"
People = Mapping[UUID, tuple[PersonOutcome, ...]]


class VisitRefused(InvalidInput):
    """The record says something that cannot be; `fields` names each input."""

    code = "VISIT_REFUSED"
    message = "没有保存：{sentence}"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            sentence=problems[0].sentence, fields={problem.field: problem.sentence for problem in reversed(problems)}
        )
        self.problems = tuple(problems)


class NoteHasPersonalData(VisitRefused):
    """Notes keep no ID, phone or card numbers."""

    code = "NOTE_HAS_PERSONAL_DATA"


class VisitIdTaken(StateConflict):
    """The id given by the device belongs to another record."""

    code = "VISIT_ID_TAKEN"
    message = "这个编号已经存过另一条走访，没有覆盖。请刷新后重新填。"


@dataclass(frozen=True)
class NewVisit:
    """One visit to be kept. The id may come from the device; sending it twice keeps one record.

    `recorded_by` names who filled in the paper when somebody else types it.
    """

    household_id: UUID
    at: datetime
    channel: str
    people: tuple[PersonOutcome, ...]
    id: UUID = field(default_factory=new_id)
    crew_id: UUID | None = None
    plan_line_id: UUID | None = None
    note: str = ""
    next_reminder_on: date | None = None
    recorded_by: User | None = None

    @property
    def told(self) -> Told:
        return Told(self.at, self.channel, self.people, self.note, self.next_reminder_on)


@dataclass(frozen=True)
class RowAnswer:
    """What became of one row: a kept visit (perhaps kept before), or the error that refused it."""

    visit: Visit | None = None
    error: LianxinError | None = None
    is_new: bool = False
    remarks: tuple[str, ...] = ()


def record_visit(*, station: Station, visit: NewVisit, by: User, now: datetime) -> RowAnswer:
    """Keep one visit, tell the campaign, and let tasks and plan follow; raises what is wrong with it."""
    [answer] = record_visits(station=station, visits=[visit], by=by, now=now)
    if answer.error is not None:
        raise answer.error
    return answer


def record_visits(*, station: Station, visits: Sequence[NewVisit], by: User, now: datetime) -> list[RowAnswer]:
    """Keep every visit that may be kept, answer row by row; refused rows do not hold up the others.

    Everything is read and written in bulk, so a day of a whole station is one call. Visits may be of several days.
    """
    try:
        return _record_all(station=station, visits=visits, by=by, now=now)
    except IntegrityError:
        # Another request kept one of these ids meanwhile; read again, and it is a repetition.
        pass
    try:
        return _record_all(station=station, visits=visits, by=by, now=now)
    except IntegrityError:
        # The id stands at another station, where this one cannot read it.
        raise VisitIdTaken() from None


def _record_all(*, station: Station, visits: Sequence[NewVisit], by: User, now: datetime) -> list[RowAnswer]:
    with transaction.atomic():
        ledger = read_ledger(station=station, visits=visits, by=by)
        answers = _answers(visits, ledger, by=by, now=now)
        kept = [answer.visit for answer in answers if answer.visit is not None and answer.is_new]
        if kept:
            told = {visit.id: visit for visit in visits}
            write_visits(kept, {visit.id: told[visit.id].people for visit in kept}, ledger=ledger, by=by, now=now)
        if any(answer.visit is not None for answer in answers):
            record(
                by=by,
                action="visits.record",
                target_kind="Visit",
                target_id=kept[0].id if len(kept) == 1 else "",
                station_id=station.id,
                detail={
                    "count": len(kept),
                    "late": sum(visit.is_late for visit in kept),
                    "repeated": sum(answer.visit is not None and not answer.is_new for answer in answers),
                    "refused": sum(answer.error is not None for answer in answers),
                },
            )
    return answers


def write_visits(
    visits: Sequence[Visit],
    people: People,
    *,
    ledger: Ledger,
    by: User,
    now: datetime,
) -> None:
    """Write checked records with their people, hand the contacts to the campaign, and settle the doors."""
    tell_campaign(visits, people, ledger=ledger, by=by, now=now)
    keep_visits(visits, people, ledger=ledger, now=now)


def tell_campaign(visits: Sequence[Visit], people: People, *, ledger: Ledger, by: User, now: datetime) -> None:
    """Hand the contacts of these records to the campaign, which alone computes coverage."""
    note_contacts(station=ledger.station, contacts=_contacts(visits, people, ledger), by=by, now=now)


def keep_visits(visits: Sequence[Visit], people: People, *, ledger: Ledger, now: datetime) -> None:
    """Write checked records with their people, once and for good, and settle the doors."""
    station = ledger.station
    Visit.objects.bulk_create(visits)
    VisitPerson.objects.bulk_create(
        VisitPerson(
            station=station,
            visit=visit,
            resident_id=person.resident_id,
            outcome=person.outcome,
            was_present=person.was_present,
            question_answered=person.question_answered,
        )
        for visit in visits
        for person in people[visit.id]
    )
    settle_doors(station=station, household_ids={visit.household_id for visit in visits}, now=now)


def _answers(visits: Sequence[NewVisit], ledger: Ledger, *, by: User, now: datetime) -> list[RowAnswer]:
    answers: list[RowAnswer] = []
    seen: dict[UUID, Visit] = dict(ledger.existing)
    for new in visits:
        try:
            answer = _repeat(new, seen[new.id], ledger) if new.id in seen else _first(new, ledger, by=by, now=now)
        except LianxinError as error:
            answer = RowAnswer(error=error)
        if answer.visit is not None and answer.is_new:
            seen[new.id] = answer.visit
            ledger.people[new.id] = frozenset(new.people)
        answers.append(answer)
    return answers


def _repeat(new: NewVisit, held: Visit, ledger: Ledger) -> RowAnswer:
    """The same record again is answered like the first time; another one under its id is refused."""
    is_same = (
        held.station_id == ledger.station.id
        and (held.household_id, held.at, held.channel) == (new.household_id, new.at, new.channel)
        and ledger.people[new.id] == frozenset(new.people)
    )
    if not is_same:
        raise VisitIdTaken()
    return RowAnswer(visit=held)


def _first(new: NewVisit, ledger: Ledger, *, by: User, now: datetime) -> RowAnswer:
    household = ledger.household_open_to_reader(new.household_id, local_day(new.at))
    if household is None:
        raise NotFound()
    problems = problems_of(
        new.told,
        now=now,
        not_before=ledger.campaign_starts_on,
        members=ledger.members[new.household_id],
        zone=SHANGHAI,
    )
    if problems:
        raise refusal(problems)
    line = ledger.line_for(new.household_id, local_day(new.at), channel=new.channel, told_id=new.plan_line_id)
    visit = Visit(
        id=new.id,
        station=ledger.station,
        household=household,
        at=new.at,
        day=local_day(new.at),
        channel=new.channel,
        crew_id=ledger.crew_for(new.crew_id, line),
        plan_line_id=line.id if line else None,
        recorded_by=new.recorded_by or by,
        recorded_at=max(now, new.at),
        is_late=is_late(new.at, recorded_at=now, zone=SHANGHAI),
        is_found=is_found(new.people),
        slot=slot_at(new.at),
        presence_group=ledger.group_of(new.household_id),
        note=new.note,
        next_reminder_on=new.next_reminder_on,
    )
    remarks = remarks_on(
        new.told,
        do_not_visit=household.do_not_visit,
        asked_for_time=new.household_id in ledger.asked_back,
        zone=SHANGHAI,
    )
    return RowAnswer(visit=visit, is_new=True, remarks=tuple(remarks))


def refusal(problems: Sequence[Problem]) -> VisitRefused:
    """The error that tells all problems of a record."""
    has_numbers = any(problem.code == NoteHasPersonalData.code for problem in problems)
    return (NoteHasPersonalData if has_numbers else VisitRefused)(problems)


def _contacts(visits: Sequence[Visit], people: People, ledger: Ledger) -> list[ContactFact]:
    return [
        ContactFact(
            resident_id=person.resident_id,
            household_id=visit.household_id,
            compound_id=ledger.households[visit.household_id].compound_id,
            at=visit.at,
            channel=visit.channel,
            outcome=person.outcome,
            is_met=is_one_to_one(person),
            is_late=visit.is_late,
            source_kind=SOURCE_KIND,
            source_id=visit.id,
            supersedes_source_id=visit.supersedes_id,
        )
        for visit in visits
        for person in people[visit.id]
    ]
