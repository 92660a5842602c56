"""Endpoints of communities, compounds, doors, places by name, and areas of duty."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from lianxin.accounts.auth import request_station, request_user, signed_in
from lianxin.accounts.choices import POLICE_ROLES, Role
from lianxin.accounts.models import User
from lianxin.accounts.services import find_station
from lianxin.core import clock
from lianxin.core.errors import NotFound
from lianxin.core.paging import Page, PageParams, page_of
from lianxin.registry.api.asking import one_of, visible_compounds, visible_households
from lianxin.registry.finding import find_places
from lianxin.registry.models import Community
from lianxin.registry.schemas import (
    AreaOut,
    AreasIn,
    CommunityIn,
    CommunityOut,
    CompoundEdit,
    CompoundIn,
    CompoundOut,
    HouseholdEdit,
    HouseholdIn,
    HouseholdOut,
    HouseholdRowOut,
    PlaceOut,
)
from lianxin.registry.services.duty import assign_areas, current_areas
from lianxin.registry.services.places import (
    add_community,
    add_compound,
    add_household,
    edit_compound,
    edit_household,
)
from lianxin.registry.shapes import (
    KEEPERS,
    households_for_list,
    shape_communities,
    shape_compound,
    shape_compounds,
    shape_household,
    shape_household_row,
)

router = Router()
reads = signed_in(*POLICE_ROLES)
keeps = signed_in(*KEEPERS)


@router.get(
    "/communities",
    response=list[CommunityOut],
    auth=signed_in(*POLICE_ROLES, Role.BUREAU_ADMIN),
    operation_id="list_communities",
    summary="社区列表",
)
def list_communities(request: HttpRequest, station: str = "") -> list[dict[str, Any]]:
    user = request_user(request)
    if user.role == Role.BUREAU_ADMIN:
        rows = Community.objects.of(find_station(code=station))
    else:
        rows = Community.objects.of(request_station(request)).visible_to(user, on=clock.today())
    return shape_communities(list(rows.order_by("name")))


@router.post("/communities", response=CommunityOut, auth=keeps, operation_id="create_community", summary="新建社区")
def create_community(request: HttpRequest, body: CommunityIn) -> dict[str, Any]:
    community = add_community(
        station=request_station(request), name=body.name, by=request_user(request), now=clock.now()
    )
    return shape_communities([community])[0]


@router.get("/compounds", response=Page[CompoundOut], auth=reads, operation_id="list_compounds", summary="小区列表")
def list_compounds(
    request: HttpRequest, params: Query[PageParams], community: UUID | None = None, q: str = ""
) -> dict[str, Any]:
    rows = visible_compounds(request)
    if community:
        rows = rows.filter(community=community)
    if q:
        hits = find_places(q, by=request_user(request), today=clock.today())
        rows = rows.filter(pk__in=[hit["id"] for hit in hits if hit["kind"] == "COMPOUND"])
    page = page_of(rows.order_by("community__name", "name", "id"), params)
    return page | {"items": shape_compounds(page["items"], request_user(request))}


@router.get(
    "/compounds/{compound_id}", response=CompoundOut, auth=reads, operation_id="get_compound", summary="一个小区"
)
def get_compound(request: HttpRequest, compound_id: UUID) -> dict[str, Any]:
    return shape_compound(one_of(visible_compounds(request), compound_id), request_user(request))


@router.post("/compounds", response=CompoundOut, auth=keeps, operation_id="create_compound", summary="新建小区")
def create_compound(request: HttpRequest, body: CompoundIn) -> dict[str, Any]:
    fields = body.dict(exclude_unset=True)
    user = request_user(request)
    compound = add_compound(station=request_station(request), by=user, now=clock.now(), **fields)
    return shape_compound(one_of(visible_compounds(request), compound.id), user)


@router.patch(
    "/compounds/{compound_id}", response=CompoundOut, auth=keeps, operation_id="update_compound", summary="修改小区"
)
def update_compound(request: HttpRequest, compound_id: UUID, body: CompoundEdit) -> dict[str, Any]:
    user = request_user(request)
    compound = one_of(visible_compounds(request), compound_id)
    edit_compound(compound=compound, changes=body.dict(exclude_unset=True), by=user, now=clock.now())
    return shape_compound(one_of(visible_compounds(request), compound_id), user)


@router.get(
    "/compounds/{compound_id}/households",
    response=Page[HouseholdRowOut],
    auth=reads,
    operation_id="list_households",
    summary="小区里的户",
)
def list_households(
    request: HttpRequest, compound_id: UUID, params: Query[PageParams], building: str | None = None
) -> dict[str, Any]:
    compound = one_of(visible_compounds(request), compound_id)
    rows = visible_households(request).filter(compound=compound)
    if building is not None:
        rows = rows.filter(building=building)
    return page_of(households_for_list(rows), params, shape_household_row)


@router.get(
    "/households/{household_id}", response=HouseholdOut, auth=reads, operation_id="get_household", summary="一户"
)
def get_household(request: HttpRequest, household_id: UUID) -> dict[str, Any]:
    household = one_of(visible_households(request), household_id)
    return shape_household(household, request_user(request), clock.today())


@router.post("/households", response=HouseholdOut, auth=keeps, operation_id="create_household", summary="新建户")
def create_household(request: HttpRequest, body: HouseholdIn) -> dict[str, Any]:
    user = request_user(request)
    made = add_household(
        station=request_station(request), compound_id=body.compound_id, door=body.door, by=user, now=clock.now()
    )
    return shape_household(one_of(visible_households(request), made.id), user, clock.today())


@router.patch(
    "/households/{household_id}",
    response=HouseholdOut,
    auth=keeps,
    operation_id="update_household",
    summary="更正门牌",
)
def update_household(request: HttpRequest, household_id: UUID, body: HouseholdEdit) -> dict[str, Any]:
    user = request_user(request)
    household = one_of(visible_households(request), household_id)
    edit_household(household=household, door=body.door, by=user, now=clock.now())
    return shape_household(one_of(visible_households(request), household_id), user, clock.today())


@router.get("/places/search", response=list[PlaceOut], auth=reads, operation_id="search_places", summary="按名称找地方")
def search_places(request: HttpRequest, q: str = "") -> list[dict[str, Any]]:
    request_station(request)
    return find_places(q, by=request_user(request), today=clock.today())


@router.get(
    "/users/{user_id}/areas",
    response=list[AreaOut],
    auth=signed_in(Role.BUREAU_ADMIN),
    operation_id="list_user_areas",
    summary="账号的责任区",
)
def list_user_areas(request: HttpRequest, user_id: UUID) -> list[Any]:
    return current_areas(_account(user_id), clock.now())


@router.put(
    "/users/{user_id}/areas",
    response=list[AreaOut],
    auth=signed_in(Role.BUREAU_ADMIN),
    operation_id="set_user_areas",
    summary="分配责任区",
)
def set_user_areas(request: HttpRequest, user_id: UUID, body: AreasIn) -> list[Any]:
    user = _account(user_id)
    return assign_areas(
        user=user,
        community_ids=body.community_ids,
        from_on=body.from_on,
        to_on=body.to_on,
        by=request_user(request),
        now=clock.now(),
    )


def _account(user_id: UUID) -> User:
    user = User.objects.filter(pk=user_id).select_related("station").first()
    if user is None:
        raise NotFound()
    return user
