"""Asking LEAD to agree that somebody cannot be reached; agreed or not, they stay in the denominator."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from lianxin.accounts.approvals import AlreadyRequested, request_approval
from lianxin.accounts.choices import ApprovalState
from lianxin.accounts.models import Approval, Station, User
from lianxin.campaigns.choices import RequestState, TargetStanding
from lianxin.campaigns.models import Target, UnreachableRequest
from lianxin.core.errors import InvalidInput, StateConflict
from lianxin.core.ids import new_id
from lianxin.core.redaction import must_hold_no_personal_data

UNREACHABLE_APPROVAL = "unreachable"
_REASONS_NAMED = 4


class TargetNotListed(StateConflict):
    code = "TARGET_NOT_LISTED"
    message = "不在现在的名单里，不用申请。"


def request_unreachable(
    *, station: Station, targets: Sequence[tuple[Target, str]], by: User, now: datetime
) -> list[UnreachableRequest]:
    """Ask once for any number of targets, each with its reason; LEAD decides them together."""
    if not targets:
        raise InvalidInput(fields={"targets": "请至少选一个对象"})
    if any(target.standing != TargetStanding.LISTED for target, _ in targets):
        raise TargetNotListed()
    for _, reason in targets:
        must_hold_no_personal_data(reason=reason)
    batch_id = new_id()
    try:
        with transaction.atomic():
            approval = request_approval(
                kind=UNREACHABLE_APPROVAL,
                subject_kind="UnreachableRequest",
                subject_id=batch_id,
                title=_title_of(targets),
                effect=f"{_reasons_of(targets)}。同意后仍留在分母里，单列一栏。",
                station=station,
                by=by,
                now=now,
            )
            requests: list[UnreachableRequest] = UnreachableRequest.objects.bulk_create(
                UnreachableRequest(
                    station=station,
                    target=target,
                    batch_id=batch_id,
                    reason=reason,
                    requested_by=by,
                    requested_at=now,
                    approval=approval,
                )
                for target, reason in targets
            )
    except IntegrityError:
        raise AlreadyRequested() from None
    return requests


def follow_unreachable_decision(approval: Approval, by: User, now: datetime) -> None:
    """LEAD decided for the whole batch."""
    state = RequestState.APPROVED if approval.state == ApprovalState.GRANTED else RequestState.REFUSED
    waiting = UnreachableRequest.objects.of(approval.station).filter(approval=approval, state=RequestState.PENDING)
    waiting.update(state=state, decided_at=now)


def _title_of(targets: Sequence[tuple[Target, str]]) -> str:
    people = sum(target.resident_id is not None for target, _ in targets)
    places = len(targets) - people
    doors = len({target.home_id for target, _ in targets if target.home_id})
    parts = [f"{people} 人，{doors} 户"] if people else []
    return "无法触达 " + ",".join([*parts, *([f"{places} 处"] if places else [])])


def _reasons_of(targets: Sequence[tuple[Target, str]]) -> str:
    counted = Counter(reason for _, reason in targets).most_common()
    named = [f"{reason[:20]} {count}" for reason, count in counted[:_REASONS_NAMED]]
    rest = sum(count for _, count in counted[_REASONS_NAMED:])
    return "、".join([*named, *([f"其他 {rest}"] if rest else [])])
