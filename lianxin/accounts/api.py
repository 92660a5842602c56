"""Endpoints of accounts: the session, people and stations, approvals, purposes of a reveal."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from lianxin.accounts import sessions
from lianxin.accounts.approvals import decide_approval, describe_approval
from lianxin.accounts.auth import SignedIn, request_station, request_user, signed_in
from lianxin.accounts.choices import POLICE_ROLES, ApprovalState, Role
from lianxin.accounts.models import Approval, Station, User
from lianxin.accounts.reveals import open_purpose
from lianxin.accounts.schemas import (
    ApprovalOut,
    Decision,
    DemoSignIn,
    NewStation,
    NewUser,
    PasswordChange,
    PurposeIn,
    PurposeOut,
    SessionOut,
    SignIn,
    StartPassword,
    StationOut,
    Unlock,
    UserEdit,
    UserOut,
)
from lianxin.accounts.services import (
    add_station,
    add_user,
    edit_user,
    find_station,
    reset_password,
)
from lianxin.core import clock
from lianxin.core.paging import Page, PageParams, page_of

router = Router(tags=["accounts"])


@router.get("/session", response=SessionOut, auth=None, operation_id="get_session", summary="当前登录情况")
def get_session(request: HttpRequest) -> dict[str, Any]:
    return sessions.describe(request)


@router.post("/session", response=SessionOut, auth=None, operation_id="sign_in", summary="登录")
def sign_in(request: HttpRequest, body: SignIn) -> dict[str, Any]:
    sessions.sign_in(request, login=body.login, password=body.password)
    return sessions.describe(request)


@router.post("/session/demo", response=SessionOut, auth=None, operation_id="sign_in_to_demo", summary="一键进入演示")
def sign_in_to_demo(request: HttpRequest, body: DemoSignIn) -> dict[str, Any]:
    sessions.sign_in_to_demo(request, login=body.login)
    return sessions.describe(request)


@router.post(
    "/session/unlock",
    response=SessionOut,
    auth=SignedIn(while_locked=True),
    operation_id="unlock_session",
    summary="解锁屏幕",
)
def unlock_session(request: HttpRequest, body: Unlock) -> dict[str, Any]:
    sessions.unlock(request, password=body.password)
    return sessions.describe(request)


@router.delete("/session", response=SessionOut, auth=None, operation_id="sign_out", summary="退出登录")
def sign_out(request: HttpRequest) -> dict[str, Any]:
    sessions.sign_out(request)
    return sessions.describe(request)


@router.post(
    "/session/password",
    response=SessionOut,
    auth=SignedIn(before_password_change=True),
    operation_id="change_password",
    summary="修改自己的密码",
)
def change_password(request: HttpRequest, body: PasswordChange) -> dict[str, Any]:
    sessions.change_password(request, old_password=body.old_password, new_password=body.new_password)
    return sessions.describe(request)


@router.post(
    "/reveal-purposes",
    response=PurposeOut,
    auth=signed_in(*POLICE_ROLES),
    operation_id="open_reveal_purpose",
    summary="说明查看用途",
)
def open_reveal_purpose(request: HttpRequest, body: PurposeIn) -> dict[str, Any]:
    ends_at = open_purpose(session=request.session, purpose=body.purpose, note=body.note, by=request_user(request))
    return {"ends_at": ends_at}


@router.get(
    "/stations",
    response=list[StationOut],
    auth=signed_in(Role.BUREAU_ADMIN),
    operation_id="list_stations",
    summary="派出所列表",
)
def list_stations(request: HttpRequest) -> QuerySet[Station]:
    return Station.objects.order_by("code")


@router.post(
    "/stations",
    response=StationOut,
    auth=signed_in(Role.BUREAU_ADMIN),
    operation_id="create_station",
    summary="新建派出所",
)
def create_station(request: HttpRequest, body: NewStation) -> Station:
    return add_station(code=body.code, name=body.name, by=request_user(request))


@router.get(
    "/users", response=Page[UserOut], auth=signed_in(Role.BUREAU_ADMIN), operation_id="list_users", summary="账号列表"
)
def list_users(
    request: HttpRequest, params: Query[PageParams], q: str = "", role: str = "", station: str = ""
) -> dict[str, Any]:
    users = User.objects.select_related("station").order_by("station__code", "role", "login")
    if q:
        users = users.filter(Q(login__icontains=q) | Q(name__icontains=q))
    if role:
        users = users.filter(role=role)
    if station:
        users = users.filter(station__code=station)
    return page_of(users, params)


@router.post(
    "/users", response=StartPassword, auth=signed_in(Role.BUREAU_ADMIN), operation_id="create_user", summary="新建账号"
)
def create_user(request: HttpRequest, body: NewUser) -> dict[str, Any]:
    station = find_station(code=body.station_code) if body.station_code else None
    user, start_password = add_user(
        login=body.login, name=body.name, role=body.role, station=station, phone=body.phone, by=request_user(request)
    )
    return {"user": user, "start_password": start_password}


@router.patch(
    "/users/{user_id}",
    response=UserOut,
    auth=signed_in(Role.BUREAU_ADMIN),
    operation_id="update_user",
    summary="修改账号",
)
def update_user(request: HttpRequest, user_id: UUID, body: UserEdit) -> User:
    user = get_object_or_404(User, pk=user_id)
    station = find_station(code=body.station_code) if body.station_code else None
    return edit_user(
        user=user,
        name=body.name,
        role=body.role,
        station=station,
        phone=body.phone,
        is_active=body.is_active,
        by=request_user(request),
    )


@router.post(
    "/users/{user_id}/reset-password",
    response=StartPassword,
    auth=signed_in(Role.BUREAU_ADMIN),
    operation_id="reset_user_password",
    summary="重置密码",
)
def reset_user_password(request: HttpRequest, user_id: UUID) -> dict[str, Any]:
    user = get_object_or_404(User, pk=user_id)
    return {"user": user, "start_password": reset_password(user=user, by=request_user(request))}


@router.get(
    "/approvals",
    response=Page[ApprovalOut],
    auth=signed_in(Role.LEAD, Role.CAPTAIN, Role.CLERK),
    operation_id="list_approvals",
    summary="签批列表",
)
def list_approvals(
    request: HttpRequest, params: Query[PageParams], state: str = ApprovalState.PENDING
) -> dict[str, Any]:
    user = request_user(request)
    now = clock.now()
    found = Approval.objects.of(request_station(request)).filter(state=state.upper()).select_related("requested_by")
    return page_of(
        found.order_by("requested_at", "id"), params, lambda approval: describe_approval(approval, reader=user, now=now)
    )


@router.post(
    "/approvals/{approval_id}/decision",
    response=ApprovalOut,
    auth=signed_in(Role.LEAD, Role.CAPTAIN),
    operation_id="decide_approval",
    summary="签批",
)
def post_decision(request: HttpRequest, approval_id: UUID, body: Decision) -> dict[str, Any]:
    user = request_user(request)
    approval = get_object_or_404(Approval.objects.of(request_station(request)), pk=approval_id)
    now = clock.now()
    decide_approval(approval=approval, is_granted=body.is_granted, reason=body.reason, by=user, now=now)
    return describe_approval(approval, reader=user, now=now)
