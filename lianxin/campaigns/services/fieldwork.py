"""Facts typed for points and lines: talks held, posters up; a mistake is followed by a correcting record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from lianxin.accounts.models import User
from lianxin.audit.services import record
from lianxin.campaigns.choices import CampaignState
from lianxin.campaigns.models import Campaign, PosterUp, Session
from lianxin.campaigns.rules.actions import MAY
from lianxin.core import clock
from lianxin.core.errors import InvalidInput, NotFound, StateConflict
from lianxin.core.redaction import must_hold_no_personal_data
from lianxin.registry.models import Compound, Organization

Fact = TypeVar("Fact", Session, PosterUp)


class CampaignNotOpen(StateConflict):
    code = "CAMPAIGN_NOT_OPEN"
    message = "“{name}”没有在进行，不能登记。"


class AlreadyCorrected(StateConflict):
    code = "FACT_ALREADY_CORRECTED"
    message = "这一条已经更正过了，请在更正后的那一条上改。"


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
    _check_session(campaign, fact, by=by, now=now)
    session = Session(campaign=campaign, **vars(fact))
    return _add(session, campaign, by=by, now=now)


def correct_session(*, session: Session, fact: SessionFact | None, reason: str, by: User, now: datetime) -> Session:
    """Replace a talk's record by a right one, or withdraw it when it was never held (`fact` is None)."""
    campaign = session.campaign
    if fact is not None:
        _check_session(campaign, fact, by=by, now=now)
    kept = vars(fact) if fact is not None else _told(session)
    correction = Session(campaign=campaign, **kept, **_correcting(session, reason, is_withdrawn=fact is None))
    return _add(correction, campaign, by=by, now=now)


def put_up_poster(*, campaign: Campaign, compound_id: UUID, put_up_at: datetime, by: User, now: datetime) -> PosterUp:
    """Note that a poster hangs in a compound."""
    _check_day(campaign, put_up_at, now=now, field="put_up_at")
    _must_see_compound(campaign, compound_id, by=by, now=now)
    return _add(PosterUp(campaign=campaign, compound_id=compound_id, put_up_at=put_up_at), campaign, by=by, now=now)


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
    must_hold_no_personal_data(reason=reason)
    return {"supersedes_id": fact.pk, "correction_reason": reason, "is_withdrawn": is_withdrawn}


def _told(session: Session) -> dict[str, object]:
    return {name: getattr(session, name) for name in SessionFact.__dataclass_fields__}


def _check_session(campaign: Campaign, fact: SessionFact, *, by: User, now: datetime) -> None:
    must_hold_no_personal_data(title=fact.title)
    _check_day(campaign, fact.held_at, now=now, field="held_at")
    if (fact.compound_id is None) == (fact.organization_id is None):
        raise InvalidInput(fields={"compound_id": "请选一个小区或一家单位"})
    if fact.staff_attending is not None and fact.staff_attending > fact.head_count:
        raise InvalidInput(fields={"staff_attending": "员工人数不能多于到场人数"})
    if fact.compound_id is not None:
        _must_see_compound(campaign, fact.compound_id, by=by, now=now)
    if fact.organization_id is not None:
        _must_see_organization(campaign, fact.organization_id, by=by, now=now)


def _check_day(campaign: Campaign, at: datetime, *, now: datetime, field: str) -> None:
    if at > now:
        raise InvalidInput(fields={field: "时间还没到"})
    if not campaign.starts_on <= clock.local_day(at) <= campaign.ends_on:
        raise InvalidInput(fields={field: "不在专项行动的日期里"})


def _must_see_compound(campaign: Campaign, compound_id: UUID, *, by: User, now: datetime) -> None:
    visible = Compound.objects.of(campaign.station).visible_to(by, on=clock.local_day(now))
    if not visible.filter(pk=compound_id).exists():
        raise NotFound()


def _must_see_organization(campaign: Campaign, organization_id: UUID, *, by: User, now: datetime) -> None:
    visible = Organization.objects.of(campaign.station).visible_to(by, on=clock.local_day(now))
    if not visible.filter(pk=organization_id).exists():
        raise NotFound()


def sessions_of(campaign: Campaign, *, reader: User, now: datetime) -> list[dict[str, Any]]:
    """The talks held to be true, latest first; a corrected one shows what stood there before."""
    standing = Session.objects.of(campaign.station).filter(campaign=campaign).standing(at=now)
    related = standing.select_related("compound", "organization", "recorded_by", "supersedes", "campaign")
    return [describe_session(session, reader=reader) for session in related.order_by("-held_at", "-recorded_at")]


def describe_session(session: Session, *, reader: User) -> dict[str, Any]:
    host = session.compound or session.organization
    return {
        **{name: getattr(session, name) for name in ("id", *SessionFact.__dataclass_fields__)},
        "host_name": host.name if host else "",
        "recorded_by_name": session.recorded_by.name,
        "recorded_at": session.recorded_at,
        "correction_reason": session.correction_reason,
        "before": session.supersedes,
        "allowed_actions": _fact_actions(session, reader),
    }


def posters_of(campaign: Campaign, *, reader: User, now: datetime) -> list[dict[str, Any]]:
    standing = PosterUp.objects.of(campaign.station).filter(campaign=campaign).standing(at=now)
    related = standing.select_related("compound", "recorded_by", "campaign").order_by("-put_up_at")
    return [describe_poster(poster, reader=reader) for poster in related]


def describe_poster(poster: PosterUp, *, reader: User) -> dict[str, Any]:
    return {
        "id": poster.pk,
        "compound_id": poster.compound_id,
        "compound_name": poster.compound.name,
        "put_up_at": poster.put_up_at,
        "recorded_by_name": poster.recorded_by.name,
        "allowed_actions": _fact_actions(poster, reader),
    }


def _fact_actions(fact: Session | PosterUp, reader: User) -> list[str]:
    is_possible = fact.campaign.state == CampaignState.OPEN and reader.role in MAY["correct"]
    return ["correct", "withdraw"] if is_possible else []
