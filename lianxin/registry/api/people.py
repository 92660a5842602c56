"""Endpoints of residents: finding, registering, correcting, merging, and the logged look at a whole name."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from lianxin.accounts.auth import request_user, signed_in
from lianxin.accounts.choices import POLICE_ROLES
from lianxin.accounts.reveals import record_reveal
from lianxin.core import clock
from lianxin.registry.api.asking import one_of, visible_households, visible_residents
from lianxin.registry.finding import find_people
from lianxin.registry.models import Resident
from lianxin.registry.schemas import MergeIn, ResidentEdit, ResidentIn, ResidentOut, ResidentSearch, WholeName
from lianxin.registry.services.people import (
    edit_resident,
    keep_apart,
    merge_residents,
    register_resident,
    unmerge_resident,
)
from lianxin.registry.shapes import KEEPERS, shape_people

router = Router()
reads = signed_in(*POLICE_ROLES)
keeps = signed_in(*KEEPERS)


@router.post(
    "/residents/search",
    response=list[ResidentOut],
    auth=reads,
    operation_id="search_residents",
    summary="精确查找居民",
)
def search_residents(request: HttpRequest, body: ResidentSearch) -> list[dict[str, Any]]:
    user, today = request_user(request), clock.today()
    people = find_people(by_what=body.by, value=body.value, compound_id=body.compound_id, by=user, today=today)
    return shape_people(people, user, today)


@router.post("/residents", response=ResidentOut, auth=keeps, operation_id="create_resident", summary="登记居民")
def create_resident(request: HttpRequest, body: ResidentIn) -> dict[str, Any]:
    household = one_of(visible_households(request), body.household_id)
    fields = body.dict(exclude_unset=True, exclude={"household_id"})
    made = register_resident(household=household, by=request_user(request), now=clock.now(), **fields)
    return _shape(request, made)


@router.patch(
    "/residents/{resident_id}", response=ResidentOut, auth=keeps, operation_id="update_resident", summary="更正居民"
)
def update_resident(request: HttpRequest, resident_id: UUID, body: ResidentEdit) -> dict[str, Any]:
    resident = one_of(visible_residents(request), resident_id)
    changes = body.dict(exclude_unset=True, exclude={"household_id"})
    if body.household_id:
        changes["household"] = one_of(visible_households(request), body.household_id)
    edit_resident(resident=resident, changes=changes, by=request_user(request), now=clock.now())
    return _shape(request, resident)


@router.post(
    "/residents/{resident_id}/reveal",
    response=WholeName,
    auth=reads,
    operation_id="reveal_resident",
    summary="查看完整姓名和电话",
)
def reveal_resident(request: HttpRequest, resident_id: UUID) -> Resident:
    """Never the number of the identity document."""
    resident: Resident = one_of(visible_residents(request), resident_id)
    record_reveal(session=request.session, target_kind="Resident", target_ids=[resident.id], by=request_user(request))
    return resident


@router.post(
    "/residents/{resident_id}/merge",
    response=ResidentOut,
    auth=keeps,
    operation_id="merge_residents",
    summary="并为一人",
)
def post_merge(request: HttpRequest, resident_id: UUID, body: MergeIn) -> dict[str, Any]:
    keep = one_of(visible_residents(request), resident_id)
    merge = one_of(visible_residents(request), body.merge_id)
    merge_residents(keep=keep, merge=merge, by=request_user(request), now=clock.now())
    return _shape(request, keep)


@router.post(
    "/residents/{resident_id}/unmerge",
    response=ResidentOut,
    auth=keeps,
    operation_id="unmerge_resident",
    summary="还原成两人",
)
def post_unmerge(request: HttpRequest, resident_id: UUID) -> dict[str, Any]:
    resident = one_of(visible_residents(request), resident_id)
    unmerge_resident(resident=resident, by=request_user(request), now=clock.now())
    return _shape(request, resident)


@router.post(
    "/residents/{resident_id}/keep-apart",
    response=ResidentOut,
    auth=keeps,
    operation_id="keep_resident_apart",
    summary="确认不是同一人",
)
def post_keep_apart(request: HttpRequest, resident_id: UUID) -> dict[str, Any]:
    resident = one_of(visible_residents(request), resident_id)
    keep_apart(resident=resident, by=request_user(request), now=clock.now())
    return _shape(request, resident)


def _shape(request: HttpRequest, resident: Resident) -> dict[str, Any]:
    return shape_people([resident], request_user(request), clock.today())[0]
