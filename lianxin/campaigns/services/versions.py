"""The versions of a list's denominator: the open draft, its signature, and changes that wait for none."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from lianxin.accounts.approvals import request_approval, restate_request
from lianxin.accounts.choices import ApprovalState
from lianxin.accounts.models import Approval, User
from lianxin.audit.services import record
from lianxin.campaigns.choices import CampaignState, TargetStanding, VersionCause, VersionState
from lianxin.campaigns.models import Campaign, ListVersion, TargetList
from lianxin.campaigns.rules.wording import plain_words
from lianxin.core.errors import NotFound, StateConflict

LIST_APPROVAL = "campaign_list"


class CampaignOver(StateConflict):
    code = "CAMPAIGN_OVER"
    message = "“{name}”已经结束，名单不再变动。"


class ListWaitsForSignature(StateConflict):
    code = "LIST_WAITS_FOR_SIGNATURE"
    message = "这份名单的新版本正在等所长签。签过或退回后再改。"


class NothingToSign(StateConflict):
    code = "NOTHING_TO_SIGN"
    message = "名单没有变动，不用签。"


def propose_version(*, target_list: TargetList, by: User, now: datetime) -> ListVersion:
    """Ask LEAD to sign the draft as the next frozen denominator."""
    must_not_be_over(target_list.campaign)
    with transaction.atomic():
        draft = locked_list(target_list).versions.open().first()
        if draft is None or not (draft.added_count or draft.removed_count):
            raise NothingToSign()
        if draft.state == VersionState.PROPOSED:
            raise ListWaitsForSignature()
        draft.approval = request_approval(
            kind=LIST_APPROVAL,
            subject_kind="ListVersion",
            subject_id=draft.pk,
            title=_title_of(draft),
            effect=_effect_of(draft),
            station=target_list.station,
            by=by,
            now=now,
        )
        draft.state = VersionState.PROPOSED
        draft.save(update_fields=["approval", "state"])
    return draft


def follow_list_decision(approval: Approval, by: User, now: datetime) -> None:
    """LEAD decided: freeze the version, or drop what it proposed."""
    version = ListVersion.objects.of(approval.station).get(pk=approval.subject_id)
    locked_list(version.target_list)
    if approval.state == ApprovalState.GRANTED:
        version.signed_by = by
        _freeze(version, now=now)
        return
    version.state = VersionState.REFUSED
    version.save(update_fields=["state"])
    version.added.filter(standing=TargetStanding.PROPOSED).update(standing=TargetStanding.DROPPED)
    version.removed.update(removed_in=None, removal_reason="")


def open_draft(target_list: TargetList, *, reason: str, by: User, now: datetime) -> ListVersion:
    must_not_be_over(target_list.campaign)
    draft: ListVersion | None = locked_list(target_list).versions.open().first()
    if draft is None:
        return ListVersion.objects.create(
            station=target_list.station, target_list=target_list, reason=reason, made_by=by, made_at=now
        )
    if draft.state == VersionState.PROPOSED:
        raise ListWaitsForSignature()
    return draft


def take_out(
    target_list: TargetList,
    target_ids: Iterable[UUID],
    *,
    cause: VersionCause,
    reason: str,
    by: User | None,
    now: datetime,
) -> ListVersion | None:
    """Remove targets now, by a version of its own; what an open draft held about them is adjusted."""
    held = locked_list(target_list)
    targets = held.targets.filter(pk__in=list(target_ids))
    targets.filter(standing=TargetStanding.PROPOSED).update(standing=TargetStanding.DROPPED)
    gone = targets.listed().count()
    version = None
    if gone:
        version = ListVersion.objects.create(
            station=held.station,
            target_list=held,
            number=_next_number(held),
            state=VersionState.SIGNED,
            cause=cause,
            reason=reason,
            removed_count=gone,
            total=held.targets.listed().count() - gone,
            made_by=by,
            made_at=now,
            signed_at=now,
        )
        targets.listed().update(
            standing=TargetStanding.DELISTED, delisted_at=now, removed_in=version, removal_reason=reason
        )
    for waiting in held.versions.open():
        recount(waiting)
        if waiting.approval is not None:
            restate_request(approval=waiting.approval, title=_title_of(waiting), effect=_effect_of(waiting), by=by)
    return version


def _freeze(version: ListVersion, *, now: datetime) -> None:
    """Make a version the denominator: from this moment its additions count and its removals no longer do."""
    target_list = version.target_list
    before = target_list.targets.listed().count()
    version.removed_count = version.removed.listed().update(standing=TargetStanding.DELISTED, delisted_at=now)
    version.added_count = version.added.filter(standing=TargetStanding.PROPOSED).update(
        standing=TargetStanding.LISTED, listed_at=now
    )
    version.total = before + version.added_count - version.removed_count
    version.number, version.state, version.signed_at = _next_number(target_list), VersionState.SIGNED, now
    version.save()


def recount(version: ListVersion) -> None:
    version.added_count = version.added.filter(standing=TargetStanding.PROPOSED).count()
    version.removed_count = version.removed.listed().count()
    version.total = version.target_list.targets.listed().count() + version.added_count - version.removed_count
    version.save()


def locked_list(target_list: TargetList) -> TargetList:
    """One at a time changes a list."""
    lists = TargetList.objects.of(target_list.station).select_for_update(of=("self",)).select_related("campaign")
    found: TargetList | None = lists.filter(pk=target_list.pk).first()
    if found is None:
        raise NotFound()
    return found


def must_not_be_over(campaign: Campaign) -> None:
    if campaign.state == CampaignState.CLOSED:
        raise CampaignOver(name=campaign.name)


def log_change(by: User | None, action: str, target_list: TargetList, **detail: Any) -> None:
    record(
        by=by,
        action=action,
        target_kind="TargetList",
        target_id=target_list.pk,
        station_id=target_list.station_id,
        detail=detail,
    )


def _next_number(target_list: TargetList) -> int:
    return (target_list.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def _title_of(draft: ListVersion) -> str:
    number = _next_number(draft.target_list)
    step = f"v{number - 1} → v{number}" if number > 1 else "v1"
    name = plain_words(draft.target_list.name)
    return f"“{name}”名单 {step}：加 {draft.added_count}，减 {draft.removed_count}"


def _effect_of(draft: ListVersion) -> str:
    before = draft.total - draft.added_count + draft.removed_count
    return f"签后分母由 {before:,} 变为 {draft.total:,}，旧版本保留。理由：{plain_words(draft.reason)}"[:300]
