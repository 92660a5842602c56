"""Endpoints of lists: drafting, signing, leaving, coverage, and the targets one by one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from lianxin.accounts.auth import request_station, request_user
from lianxin.campaigns.api.posts import may
from lianxin.campaigns.choices import TargetState
from lianxin.campaigns.models import TargetList
from lianxin.campaigns.schemas import (
    CoverageOut,
    DraftIn,
    DraftOut,
    Leaving,
    ListOut,
    NewList,
    Nomination,
    RequestedOut,
    TargetOut,
    UnreachableBatch,
    UnreachableIn,
    WhyOut,
)
from lianxin.campaigns.services import drafting, figures, finding, leaving, unreachable, versions
from lianxin.campaigns.services.breakdown import By, break_down
from lianxin.campaigns.services.members import explain_target, page_of_targets
from lianxin.core import clock
from lianxin.core.paging import Page, PageParams

router = Router()


@router.post(
    "/campaigns/{campaign_id}/lists",
    response=ListOut,
    auth=may("add_list"),
    operation_id="create_target_list",
    summary="新建名单",
)
def create_target_list(request: HttpRequest, campaign_id: UUID, body: NewList) -> dict[str, Any]:
    user = request_user(request)
    made = drafting.create_list(
        campaign=finding.find_campaign(user, campaign_id),
        kind=body.kind,
        name=body.name,
        chosen=body.filter.chosen() if body.filter else {},
        by=user,
        now=clock.now(),
    )
    return _list(request, made)


@router.get("/lists/{list_id}", response=ListOut, auth=may("read"), operation_id="get_target_list", summary="一份名单")
def get_target_list(request: HttpRequest, list_id: UUID) -> dict[str, Any]:
    return _list(request, finding.find_list(request_user(request), list_id))


@router.post(
    "/lists/{list_id}/draft",
    response=DraftOut,
    auth=may("draft"),
    operation_id="draft_list_version",
    summary="起草名单新版本",
)
def draft_list_version(request: HttpRequest, list_id: UUID, body: DraftIn) -> dict[str, Any]:
    user = request_user(request)
    draft = drafting.draft_version(
        target_list=finding.find_list(user, list_id),
        chosen=body.filter.chosen() if body.filter else None,
        add=body.add,
        remove=body.remove,
        reason=body.reason,
        by=user,
        now=clock.now(),
    )
    return figures.describe_draft(draft, reader=user)


@router.post(
    "/lists/{list_id}/propose",
    response=ListOut,
    auth=may("propose"),
    operation_id="propose_list_version",
    summary="报所长签名单",
)
def propose_list_version(request: HttpRequest, list_id: UUID) -> dict[str, Any]:
    user = request_user(request)
    target_list = finding.find_list(user, list_id)
    versions.propose_version(target_list=target_list, by=user, now=clock.now())
    return _list(request, target_list)


@router.post(
    "/lists/{list_id}/nominate",
    response=ListOut,
    auth=may("nominate"),
    operation_id="nominate_resident",
    summary="提名居民",
)
def nominate_resident(request: HttpRequest, list_id: UUID, body: Nomination) -> dict[str, Any]:
    user, now = request_user(request), clock.now()
    target_list = finding.find_list(user, list_id)
    resident = finding.find_resident(user, body.resident_id, now=now)
    drafting.nominate(
        target_list=target_list,
        resident=resident,
        source=body.source,
        reason=body.reason,
        expires_on=body.expires_on,
        by=user,
        now=now,
    )
    return _list(request, target_list)


@router.post(
    "/lists/{list_id}/leave",
    response=ListOut,
    auth=may("leave"),
    operation_id="leave_target_lists",
    summary="本人退出名单",
)
def leave_target_lists(request: HttpRequest, list_id: UUID, body: Leaving) -> dict[str, Any]:
    user, now = request_user(request), clock.now()
    target_list = finding.find_list(user, list_id)
    resident = finding.find_resident(user, body.resident_id, now=now)
    leaving.leave_lists(target_list=target_list, resident=resident, reason=body.reason, by=user, now=now)
    return _list(request, target_list)


@router.get(
    "/lists/{list_id}/coverage",
    response=CoverageOut,
    auth=may("read"),
    operation_id="get_list_coverage",
    summary="名单进度，按地方分",
)
def get_list_coverage(
    request: HttpRequest, list_id: UUID, by: By = "compound", compound: UUID | None = None
) -> dict[str, Any]:
    target_list = finding.find_list(request_user(request), list_id)
    return break_down(target_list, by=by, compound_id=compound, now=clock.now())


@router.get(
    "/lists/{list_id}/targets",
    response=Page[TargetOut],
    auth=may("read"),
    operation_id="list_targets",
    summary="名单上的对象",
)
def list_targets(
    request: HttpRequest,
    list_id: UUID,
    params: Query[PageParams],
    state: TargetState | None = None,
    compound: UUID | None = None,
    community: UUID | None = None,
    building: str | None = None,
) -> dict[str, Any]:
    reader = request_user(request)
    return page_of_targets(
        finding.find_list(reader, list_id),
        params,
        state=state,
        compound_id=compound,
        community_id=community,
        building=building,
        reader=reader,
        now=clock.now(),
    )


@router.get(
    "/targets/{target_id}/why",
    response=WhyOut,
    auth=may("read"),
    operation_id="explain_target",
    summary="为什么在名单上",
)
def get_why(request: HttpRequest, target_id: UUID) -> dict[str, Any]:
    return explain_target(finding.find_target(request_user(request), target_id, now=clock.now()))


@router.post(
    "/targets/{target_id}/unreachable",
    response=RequestedOut,
    auth=may("request_unreachable"),
    operation_id="request_unreachable",
    summary="申请按无法触达计",
)
def request_unreachable(request: HttpRequest, target_id: UUID, body: UnreachableIn) -> dict[str, Any]:
    user, now = request_user(request), clock.now()
    target = finding.find_target(user, target_id, now=now)
    made = unreachable.request_unreachable(
        station=request_station(request), targets=[(target, body.reason)], by=user, now=now
    )
    return {"approval_id": made[0].approval_id, "requested": len(made)}


@router.post(
    "/unreachable-requests",
    response=RequestedOut,
    auth=may("request_unreachable"),
    operation_id="request_unreachable_together",
    summary="一批对象申请按无法触达计",
)
def request_unreachable_together(request: HttpRequest, body: UnreachableBatch) -> dict[str, Any]:
    user, now = request_user(request), clock.now()
    targets = [(finding.find_target(user, one.target_id, now=now), one.reason) for one in body.targets]
    made = unreachable.request_unreachable(station=request_station(request), targets=targets, by=user, now=now)
    return {"approval_id": made[0].approval_id, "requested": len(made)}


def _list(request: HttpRequest, target_list: TargetList) -> dict[str, Any]:
    reader = request_user(request)
    return figures.describe_lists(target_list.campaign, [target_list], reader=reader, now=clock.now())[0]
