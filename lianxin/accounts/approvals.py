"""Four eyes: one person asks, another decides, and the room that asked acts on the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from lianxin.accounts.choices import ApprovalState
from lianxin.accounts.models import Approval, Station, User
from lianxin.accounts.rules import may_decide
from lianxin.audit.services import record
from lianxin.core.errors import LianxinError, StateConflict
from lianxin.core.redaction import must_hold_no_personal_data

Consequence = Callable[[Approval, User, datetime], None]


class MayNotDecide(LianxinError):
    code = "MAY_NOT_DECIDE"
    status = 403
    title = "不由您签批"
    message = "{reason}"


class AlreadyDecided(StateConflict):
    code = "ALREADY_DECIDED"
    message = "这件申请已经签批过了。"


class AlreadyRequested(StateConflict):
    code = "ALREADY_REQUESTED"
    message = "同一件事已经有一份申请在等签批。"


@dataclass(frozen=True)
class ApprovalKind:
    """What can be asked for, who decides it, and what the asking room does after the decision."""

    code: str
    label: str
    deciding_roles: frozenset[str]
    consequence: Consequence


_kinds: dict[str, ApprovalKind] = {}


def register_kind(kind: ApprovalKind) -> None:
    """Called by a room when it starts; the consequence runs in the transaction of the decision."""
    _kinds[kind.code] = kind


def kind_of(approval: Approval) -> ApprovalKind:
    return _kinds[approval.kind]


def request_approval(
    *,
    kind: str,
    subject_kind: str,
    subject_id: UUID,
    title: str,
    effect: str,
    station: Station,
    by: User,
    now: datetime,
) -> Approval:
    """Ask a second person to decide; `effect` says in one sentence what a yes will do."""
    _kinds[kind]  # An unknown kind is a fault of the program and stays loud.
    try:
        with transaction.atomic():
            approval: Approval = Approval.objects.create(
                station=station,
                kind=kind,
                subject_kind=subject_kind,
                subject_id=subject_id,
                title=title,
                effect=effect,
                requested_by=by,
                requested_at=now,
            )
            record(
                by=by,
                action="accounts.request_approval",
                target_kind=subject_kind,
                target_id=subject_id,
                station_id=station.id,
                detail={"kind": kind},
            )
    except IntegrityError:
        raise AlreadyRequested() from None
    return approval


def restate_request(*, approval: Approval, title: str, effect: str, by: User | None) -> None:
    """Say anew what a waiting request asks, because the facts moved; the decision itself stays open.

    One that is being decided at this moment stays as the second person read it: waiting for that decision, which
    waits for the room's own rows in turn, would never end.
    """
    with transaction.atomic():
        pending = Approval.objects.of(approval.station).filter(pk=approval.pk, state=ApprovalState.PENDING)
        waiting = pending.select_for_update(of=("self",), skip_locked=True).first()
        if waiting is None:
            return
        waiting.title, waiting.effect = title, effect
        waiting.save(update_fields=["title", "effect"])
        record(
            by=by,
            action="accounts.restate_request",
            target_kind=waiting.subject_kind,
            target_id=waiting.subject_id,
            station_id=waiting.station_id,
            detail={"kind": waiting.kind},
        )


def decide_approval(*, approval: Approval, is_granted: bool, reason: str, by: User, now: datetime) -> Approval:
    """Say yes or no to a request, once, and let the room that asked draw the consequence."""
    kind = kind_of(approval)
    verdict = may_decide(
        decider_id=by.id,
        decider_role=by.role,
        requester_id=approval.requested_by_id,
        deciding_roles=kind.deciding_roles,
    )
    if not verdict.is_allowed:
        raise MayNotDecide(reason=verdict.reason)
    must_hold_no_personal_data(reason=reason)
    state = ApprovalState.GRANTED if is_granted else ApprovalState.REFUSED
    with transaction.atomic():
        claimed = (
            Approval.objects.of(approval.station)
            .filter(pk=approval.pk, state=ApprovalState.PENDING)
            .update(state=state, decided_by=by, decided_at=now, reason=reason)
        )
        if not claimed:
            raise AlreadyDecided()
        approval.refresh_from_db()
        kind.consequence(approval, by, now)
        record(
            by=by,
            action="accounts.decide_approval",
            target_kind=approval.subject_kind,
            target_id=approval.subject_id,
            station_id=approval.station_id,
            detail={"kind": approval.kind, "state": state},
        )
    return approval


def describe_approval(approval: Approval, *, reader: User, now: datetime) -> dict[str, Any]:
    """An approval with what this reader may do about it; upper rooms' home pages show the same."""
    kind = kind_of(approval)
    verdict = may_decide(
        decider_id=reader.id,
        decider_role=reader.role,
        requester_id=approval.requested_by_id,
        deciding_roles=kind.deciding_roles,
    )
    is_open = approval.state == ApprovalState.PENDING and verdict.is_allowed
    return {
        "id": approval.id,
        "kind": approval.kind,
        "kind_label": kind.label,
        "title": approval.title,
        "effect": approval.effect,
        "state": approval.state,
        "subject_kind": approval.subject_kind,
        "subject_id": approval.subject_id,
        "requested_by_name": approval.requested_by.name,
        "requested_at": approval.requested_at,
        "waiting_minutes": int((now - approval.requested_at).total_seconds() // 60),
        "decided_at": approval.decided_at,
        "reason": approval.reason,
        "allowed_actions": ["grant", "refuse"] if is_open else [],
    }
