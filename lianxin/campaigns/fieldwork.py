"""Facts typed for points and lines: talks held, posters up; a mistake is followed by a correcting record."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.campaigns.choices import CampaignState
from lianxin.campaigns.models import Campaign, PosterUp, Session
from lianxin.core import clock
from lianxin.core.errors import InvalidInput, StateConflict
from lianxin.registry.models import Compound, Organization

Fact = TypeVar("Fact", Session, PosterUp)


class CampaignNotOpen(StateConflict):
    code = "CAMPAIGN_NOT_OPEN"
    message = "“{name}”没有在进行,不能登记。"


class AlreadyCorrected(StateConflict):
    code = "ALREADY_CORRECTED"
    message = "这一条已经更正过了,请在更正后的那一条上改。"


@dataclass(frozen=True, kw_only=True)
class SessionFact:
    """What is told about one talk; the host is a compound or an organization."""

    title: str
    held_at: datetime
    head_count: int
    staff_attending: int | None = None
    is_make_up: bool = False
    compound_id: UUID | None = None
    organization_id: UUID | None = None


def record_session(*, campaign: Campaign, fact: SessionFact, by: User, now: datetime) -> Session:
    """Note a talk held at a host."""
    _check_session(campaign, fact, now=now)
    session = Session(campaign=campaign, **vars(fact))
    return _add(session, campaign, by=by, now=now)


def correct_session(*, session: Session, fact: SessionFact | None, reason: str, by: User, now: datetime) -> Session:
    """Replace a talk's record by a right one, or withdraw it when it was never held (`fact` is None)."""
    campaign = session.campaign
    if fact is not None:
        _check_session(campaign, fact, now=now)
    kept = vars(fact) if fact is not None else _told(session)
    correction = Session(campaign=campaign, **kept, **_correcting(session, reason, is_withdrawn=fact is None))
    return _add(correction, campaign, by=by, now=now)


def put_up_poster(*, campaign: Campaign, compound_id: UUID, put_up_at: datetime, by: User, now: datetime) -> PosterUp:
    """Note that a poster hangs in a compound."""
    _check_day(campaign, put_up_at, now=now, field="put_up_at")
    compound = _compound(campaign.station, compound_id)
    return _add(PosterUp(campaign=campaign, compound=compound, put_up_at=put_up_at), campaign, by=by, now=now)


def withdraw_poster(*, poster: PosterUp, reason: str, by: User, now: datetime) -> PosterUp:
    """Say that a poster noted before does not hang there."""
    correction = PosterUp(
        campaign=poster.campaign,
        compound_id=poster.compound_id,
        put_up_at=poster.put_up_at,
        **_correcting(poster, reason, is_withdrawn=True),
    )
    return _add(correction, poster.campaign, by=by, now=now)


def _add(fact: Fact, campaign: Campaign, *, by: User, now: datetime) -> Fact:
    if campaign.state != CampaignState.OPEN:
        raise CampaignNotOpen(name=campaign.name)
    fact.station, fact.recorded_by, fact.recorded_at = campaign.station, by, now
    kind = type(fact).__name__
    try:
        with transaction.atomic():
            fact.save(force_insert=True)
            record(
                by=by,
                action=f"campaigns.{'correct' if fact.supersedes_id else 'record'}_{kind.lower()}",
                target_kind=kind,
                target_id=fact.pk,
                station_id=campaign.station_id,
            )
    except IntegrityError:
        if fact.supersedes_id is None:
            raise
        raise AlreadyCorrected() from None
    return fact


def _correcting(fact: Session | PosterUp, reason: str, *, is_withdrawn: bool) -> dict[str, object]:
    if not reason.strip():
        raise InvalidInput(fields={"reason": "更正要写理由"})
    return {"supersedes_id": fact.pk, "correction_reason": reason, "is_withdrawn": is_withdrawn}


def _told(session: Session) -> dict[str, object]:
    return {name: getattr(session, name) for name in SessionFact.__dataclass_fields__}


def _check_session(campaign: Campaign, fact: SessionFact, *, now: datetime) -> None:
    _check_day(campaign, fact.held_at, now=now, field="held_at")
    if (fact.compound_id is None) == (fact.organization_id is None):
        raise InvalidInput(fields={"compound_id": "请选一个小区或一家单位"})
    if fact.staff_attending is not None and fact.staff_attending > fact.head_count:
        raise InvalidInput(fields={"staff_attending": "员工人数不能多于到场人数"})
    if fact.compound_id is not None:
        _compound(campaign.station, fact.compound_id)
    elif not Organization.objects.of(campaign.station).filter(pk=fact.organization_id).exists():
        raise InvalidInput(fields={"organization_id": "没有找到这家单位"})


def _check_day(campaign: Campaign, at: datetime, *, now: datetime, field: str) -> None:
    if at > now:
        raise InvalidInput(fields={field: "时间还没到"})
    if not campaign.starts_on <= clock.local_day(at) <= campaign.ends_on:
        raise InvalidInput(fields={field: "不在专项行动的日期里"})


def _compound(station: Station, compound_id: UUID) -> Compound:
    compound: Compound | None = Compound.objects.of(station).filter(pk=compound_id).first()
    if compound is None:
        raise InvalidInput(fields={"compound_id": "没有找到这个小区"})
    return compound
