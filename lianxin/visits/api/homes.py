"""Endpoints of the first screens that need the visits room."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from lianxin.accounts.auth import request_station, request_user, signed_in
from lianxin.accounts.choices import Role
from lianxin.core import clock
from lianxin.visits.schemas import CaptainHome, ClerkHome
from lianxin.visits.services.board import ADJUSTING_ROLES
from lianxin.visits.services.homes import describe_captain_home, describe_clerk_home

router = Router()


@router.get(
    "/home/captain",
    response=CaptainHome,
    auth=signed_in(*ADJUSTING_ROLES),
    operation_id="get_captain_home",
    summary="队长首页",
)
def get_captain_home(request: HttpRequest) -> dict[str, Any]:
    user = request_user(request)
    return describe_captain_home(station=request_station(request), reader=user, now=clock.now())


@router.get(
    "/home/clerk",
    response=ClerkHome,
    auth=signed_in(Role.CLERK, Role.LEAD, Role.CAPTAIN),
    operation_id="get_clerk_home",
    summary="内勤首页",
)
def get_clerk_home(request: HttpRequest) -> dict[str, Any]:
    return describe_clerk_home(station=request_station(request))
