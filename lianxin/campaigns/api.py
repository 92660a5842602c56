"""Endpoints of campaigns: periods, lists, coverage, talks and posters, people out of reach, LEAD's first page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from lianxin.accounts.approvals import describe_approval
from lianxin.accounts.auth import SignedIn, request_station, request_user, signed_in, watching
from lianxin.accounts.choices import ApprovalState, Role
from lianxin.accounts.models import Approval
from lianxin.campaigns import drafting, fieldwork, figures, finding, leaving, lifecycle, unreachable, versions
from lianxin.campaigns.breakdown import By, break_down
from lianxin.campaigns.choices import TargetState
from lianxin.campaigns.members import explain_target, page_of_targets
from lianxin.campaigns.models import Campaign, TargetList
from lianxin.campaigns.rules import MAY
from lianxin.campaigns.schemas import (
    CampaignOut,
    CampaignRowOut,
    CoverageOut,
    DraftIn,
    DraftOut,
    LeadHome,
    Leaving,
    ListOut,
    NewCampaign,
    NewList,
    Nomination,
    PosterIn,
    PosterOut,
    RequestedOut,
    TalkCorrection,
    TalkIn,
    TalkOut,
    TargetOut,
    UnreachableBatch,
    UnreachableIn,
    WhyOut,
    Withdrawing,
)
from lianxin.core import clock
from lianxin.core.paging import Page, PageParams

router = Router(tags=["campaigns"])


def may(action: str) -> SignedIn:
    """Lets through the posts that the room's rules allow this action."""
    return signed_in(*MAY[action])


def _campaign(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    return figures.describe_campaign(campaign, reader=request_user(request), now=clock.now())


def _list(request: HttpRequest, target_list: TargetList) -> dict[str, Any]:
    reader = request_user(request)
    return figures.describe_lists(target_list.campaign, [target_list], reader=reader, now=clock.now())[0]


@router.get("/home/lead", response=LeadHome, auth=watching(Role.LEAD), operation_id="get_lead_home", summary="所长首页")
def get_lead_home(request: HttpRequest) -> dict[str, Any]:
    user, station, now = request_user(request), request_station(request), clock.now()
    running = figures.running_campaign(station)
    campaign = figures.describe_campaign(running, reader=user, now=now) if running else None
    waiting = Approval.objects.of(station).filter(state=ApprovalState.PENDING).select_related("requested_by")
    return {
        "campaign": campaign,
        "lists": campaign["lists"] if campaign else [],
        "approvals": [describe_approval(one, reader=user, now=now) for one in waiting.order_by("requested_at")],
    }


@router.get(
    "/campaigns",
    response=list[CampaignRowOut],
    auth=may("read"),
    operation_id="list_campaigns",
    summary="专项行动列表",
)
def list_campaigns(request: HttpRequest) -> list[dict[str, Any]]:
    reader, now = request_user(request), clock.now()
    campaigns = Campaign.objects.of(request_station(request)).order_by("-starts_on")
    return [figures.describe_campaign_row(campaign, reader=reader, now=now) for campaign in campaigns]


@router.post(
    "/campaigns", response=CampaignOut, auth=may("create"), operation_id="create_campaign", summary="新建专项行动"
)
def create_campaign(request: HttpRequest, body: NewCampaign) -> dict[str, Any]:
    made = lifecycle.create_campaign(**body.dict(), by=request_user(request), now=clock.now())
    return _campaign(request, made)


@router.get(
    "/campaigns/{campaign_id}",
    response=CampaignOut,
    auth=may("read"),
    operation_id="get_campaign",
    summary="一次专项行动",
)
def get_campaign(request: HttpRequest, campaign_id: UUID) -> dict[str, Any]:
    return _campaign(request, finding.find_campaign(request_user(request), campaign_id))


@router.post(
    "/campaigns/{campaign_id}/open",
    response=CampaignOut,
    auth=may("open"),
    operation_id="open_campaign",
    summary="开始行动",
)
def open_campaign(request: HttpRequest, campaign_id: UUID) -> dict[str, Any]:
    user = request_user(request)
    campaign = finding.find_campaign(user, campaign_id)
    return _campaign(request, lifecycle.open_campaign(campaign=campaign, by=user, now=clock.now()))


@router.post(
    "/campaigns/{campaign_id}/close",
    response=CampaignOut,
    auth=may("close"),
    operation_id="close_campaign",
    summary="结束行动",
)
def close_campaign(request: HttpRequest, campaign_id: UUID) -> dict[str, Any]:
    user = request_user(request)
    campaign = finding.find_campaign(user, campaign_id)
    return _campaign(request, lifecycle.close_campaign(campaign=campaign, by=user, now=clock.now()))


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
    summary="名单进度,按地方分",
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


@router.get(
    "/campaigns/{campaign_id}/sessions",
    response=list[TalkOut],
    auth=may("read"),
    operation_id="list_sessions",
    summary="宣讲列表",
)
def list_sessions(request: HttpRequest, campaign_id: UUID) -> list[dict[str, Any]]:
    reader = request_user(request)
    return fieldwork.sessions_of(finding.find_campaign(reader, campaign_id), reader=reader, now=clock.now())


@router.post(
    "/campaigns/{campaign_id}/sessions",
    response=TalkOut,
    auth=may("record_session"),
    operation_id="record_session",
    summary="登记一场宣讲",
)
def record_session(request: HttpRequest, campaign_id: UUID, body: TalkIn) -> dict[str, Any]:
    user = request_user(request)
    campaign = finding.find_campaign(user, campaign_id)
    fact = fieldwork.SessionFact(**body.dict())
    made = fieldwork.record_session(campaign=campaign, fact=fact, by=user, now=clock.now())
    return fieldwork.describe_session(made, reader=user)


@router.post(
    "/sessions/{session_id}/correct",
    response=TalkOut,
    auth=may("correct"),
    operation_id="correct_session",
    summary="更正一场宣讲",
)
def correct_session(request: HttpRequest, session_id: UUID, body: TalkCorrection) -> dict[str, Any]:
    user = request_user(request)
    session = finding.find_session(user, session_id)
    fact = fieldwork.SessionFact(**body.dict(exclude={"reason"}))
    made = fieldwork.correct_session(session=session, fact=fact, reason=body.reason, by=user, now=clock.now())
    return fieldwork.describe_session(made, reader=user)


@router.post(
    "/sessions/{session_id}/withdraw",
    response=TalkOut,
    auth=may("correct"),
    operation_id="withdraw_session",
    summary="撤销一场没有办的宣讲",
)
def withdraw_session(request: HttpRequest, session_id: UUID, body: Withdrawing) -> dict[str, Any]:
    user = request_user(request)
    session = finding.find_session(user, session_id)
    made = fieldwork.correct_session(session=session, fact=None, reason=body.reason, by=user, now=clock.now())
    return fieldwork.describe_session(made, reader=user)


@router.get(
    "/campaigns/{campaign_id}/posters",
    response=list[PosterOut],
    auth=may("read"),
    operation_id="list_posters",
    summary="海报列表",
)
def list_posters(request: HttpRequest, campaign_id: UUID) -> list[dict[str, Any]]:
    reader = request_user(request)
    return fieldwork.posters_of(finding.find_campaign(reader, campaign_id), reader=reader, now=clock.now())


@router.post(
    "/campaigns/{campaign_id}/posters",
    response=PosterOut,
    auth=may("put_up_poster"),
    operation_id="put_up_poster",
    summary="登记海报上墙",
)
def put_up_poster(request: HttpRequest, campaign_id: UUID, body: PosterIn) -> dict[str, Any]:
    user = request_user(request)
    campaign = finding.find_campaign(user, campaign_id)
    made = fieldwork.put_up_poster(campaign=campaign, **body.dict(), by=user, now=clock.now())
    return fieldwork.describe_poster(made, reader=user)


@router.post(
    "/posters/{poster_id}/withdraw",
    response=PosterOut,
    auth=may("correct"),
    operation_id="withdraw_poster",
    summary="撤销一张没有上墙的海报",
)
def withdraw_poster(request: HttpRequest, poster_id: UUID, body: Withdrawing) -> dict[str, Any]:
    user = request_user(request)
    poster = finding.find_poster(user, poster_id)
    made = fieldwork.withdraw_poster(poster=poster, reason=body.reason, by=user, now=clock.now())
    return fieldwork.describe_poster(made, reader=user)
