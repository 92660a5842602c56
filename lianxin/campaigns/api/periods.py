"""Endpoints of campaigns as periods, and of the lead's first page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from lianxin.accounts.approvals import describe_approval
from lianxin.accounts.auth import request_station, request_user, watching
from lianxin.accounts.choices import ApprovalState, Role
from lianxin.accounts.models import Approval
from lianxin.campaigns.api.posts import may
from lianxin.campaigns.models import Campaign
from lianxin.campaigns.schemas import (
    CampaignOut,
    CampaignRowOut,
    LeadHome,
    NewCampaign,
)
from lianxin.campaigns.services import figures, finding, lifecycle
from lianxin.core import clock

router = Router()


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


def _campaign(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    return figures.describe_campaign(campaign, reader=request_user(request), now=clock.now())
