"""Endpoints of talks held and posters put up."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from lianxin.accounts.auth import request_user
from lianxin.campaigns.api.posts import may
from lianxin.campaigns.schemas import (
    PosterIn,
    PosterOut,
    TalkCorrection,
    TalkIn,
    TalkOut,
    Withdrawing,
)
from lianxin.campaigns.services import fieldwork, finding
from lianxin.core import clock

router = Router()


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
