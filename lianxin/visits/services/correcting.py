"""Correcting a visit: a record that takes the place of the wrong one, says why, and what it changed in the sums."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lianxin.accounts.models import User
from lianxin.audit.services import record
from lianxin.campaigns.choices import ListKind, TargetState
from lianxin.campaigns.models import Campaign, TargetList
from lianxin.campaigns.rules.states import Sums
from lianxin.campaigns.rules.wording import plain_words
from lianxin.campaigns.services.coverage import Coverage
from lianxin.core.clock import SHANGHAI, local_day
from lianxin.core.errors import InvalidInput, LianxinError, StateConflict
from lianxin.core.redaction import must_hold_no_personal_data
from lianxin.visits.models import Visit
from lianxin.visits.rules.recording import PersonOutcome, is_found, problems_of, why_no_correction
from lianxin.visits.services.doors import open_campaign
from lianxin.visits.services.ledger import read_ledger
from lianxin.visits.services.placing import slot_at
from lianxin.visits.services.recording import NewVisit, keep_visits, refusal, tell_campaign


class MayNotCorrect(LianxinError):
    """The recorder may until the day of recording ends, then the captain or the lead."""

    code = "MAY_NOT_CORRECT"
    status = 403
    title = "不由您更正"
    message = "{reason}"


class AlreadyCorrected(StateConflict):
    """A record is superseded once; the newest one can be corrected further."""

    code = "ALREADY_CORRECTED"
    message = "这一条已经被更正过了，请在最新的一条上更正。"


class CorrectionReasonMissing(InvalidInput):
    """A correction says why."""

    code = "CORRECTION_REASON_MISSING"
    message = "请写一句更正的理由。"


class NothingCorrected(InvalidInput):
    """The correction says what the record says already."""

    code = "NOTHING_CORRECTED"
    message = "和原来的记录一样，没有要更正的。"


def correct_visit(
    *,
    visit: Visit,
    people: Sequence[PersonOutcome],
    note: str,
    next_reminder_on: date | None,
    reason: str,
    at: datetime | None = None,
    channel: str = "",
    by: User,
    now: datetime,
) -> Visit:
    """Write the record that holds from now on; the old one stays readable, and sums, tasks and plan follow."""
    told = NewVisit(
        household_id=visit.household_id,
        at=at or visit.at,
        channel=channel or visit.channel,
        people=tuple(people),
        note=note,
        next_reminder_on=next_reminder_on,
    )
    _refuse(visit, told, reason, by=by, now=now)
    campaign = open_campaign(visit.station)
    try:
        with transaction.atomic():
            ledger = read_ledger(station=visit.station, visits=[told], by=by)
            if problems := problems_of(
                told.told,
                now=now,
                not_before=ledger.campaign_starts_on,
                members=ledger.members[visit.household_id],
                zone=SHANGHAI,
            ):
                raise refusal(problems)
            involved = {row.resident_id for row in visit.people.all()} | {one.resident_id for one in told.people}
            before = _sums(campaign, involved, now)
            corrected = _superseding(visit, told, reason, by=by, now=now)
            tell_campaign([corrected], {corrected.id: told.people}, ledger=ledger, by=by, now=now)
            corrected.correction_effect = effect_sentence(before, _sums(campaign, involved, now))
            keep_visits([corrected], {corrected.id: told.people}, ledger=ledger, now=now)
            record(
                by=by,
                action="visits.correct",
                target_kind="Visit",
                target_id=corrected.id,
                station_id=visit.station_id,
                detail={"supersedes": str(visit.id)},
            )
    except IntegrityError:
        raise AlreadyCorrected() from None
    return corrected


def effect_sentence(before: dict[str, Sums], after: dict[str, Sums]) -> str:
    """What a correction moved, list by list: “面”敲过未见 −1，见面 +1。"""
    moved = []
    for name, sums in after.items():
        changes = sums.since(before[name])
        words = [
            f"{state.label} {'+' if changes[state.lower()] > 0 else '−'}{abs(changes[state.lower()])}"
            for state in TargetState
            if changes[state.lower()]
        ]
        if words:
            moved.append(f"“{name}”{'，'.join(words)}")
    return "；".join(moved) + "。" if moved else "各名单的数没有变化。"


def correction_refusal(visit: Visit, *, reader: User, now: datetime) -> str:
    """Why this reader may not correct this record now; empty when they may."""
    return why_no_correction(
        recorder_id=visit.recorded_by_id,
        recorded_at=visit.recorded_at,
        reader_id=reader.id,
        reader_role=reader.role,
        now=now,
        zone=SHANGHAI,
    )


def _refuse(visit: Visit, told: NewVisit, reason: str, *, by: User, now: datetime) -> None:
    if why := correction_refusal(visit, reader=by, now=now):
        raise MayNotCorrect(reason=why)
    if not reason.strip():
        raise CorrectionReasonMissing(fields={"reason": "请写一句理由"})
    must_hold_no_personal_data(reason=reason)
    if Visit.objects.of(visit.station).filter(supersedes=visit).exists():
        raise AlreadyCorrected()
    held = {
        PersonOutcome(row.resident_id, row.outcome, row.was_present, row.question_answered)
        for row in visit.people.all()
    }
    is_same = (visit.at, visit.channel, visit.note, visit.next_reminder_on) == (
        told.at,
        told.channel,
        told.note,
        told.next_reminder_on,
    )
    if is_same and held == set(told.people):
        raise NothingCorrected()


def _superseding(visit: Visit, told: NewVisit, reason: str, *, by: User, now: datetime) -> Visit:
    return Visit(
        id=told.id,
        station=visit.station,
        household=visit.household,
        at=told.at,
        day=local_day(told.at),
        channel=told.channel,
        crew_id=visit.crew_id,
        plan_line_id=visit.plan_line_id,
        recorded_by=by,
        recorded_at=now,
        is_late=visit.is_late,
        is_found=is_found(told.people),
        slot=slot_at(told.at),
        presence_group=visit.presence_group,
        note=told.note,
        next_reminder_on=told.next_reminder_on,
        supersedes=visit,
        correction_reason=reason.strip(),
    )


def _sums(campaign: Campaign | None, residents: Collection[UUID], at: datetime) -> dict[str, Sums]:
    """Where these people stand on the open campaign's surface lists at a moment."""
    if campaign is None:
        return {}
    lists = list(TargetList.objects.of(campaign.station).filter(campaign=campaign, kind=ListKind.SURFACE))
    coverage = Coverage(campaign, lists, residents=residents)
    return {plain_words(target_list.name): coverage.sums(target_list, at) for target_list in lists}
