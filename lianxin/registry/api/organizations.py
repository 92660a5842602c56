"""Endpoints of units and contacts."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from lianxin.accounts.auth import request_station, request_user, signed_in
from lianxin.accounts.choices import POLICE_ROLES
from lianxin.core import clock
from lianxin.core.paging import Page, PageParams, page_of
from lianxin.registry.api.asking import one_of, visible_organizations
from lianxin.registry.choices import OrganizationKind
from lianxin.registry.finding import find_places
from lianxin.registry.models import Contact
from lianxin.registry.schemas import (
    ContactEdit,
    ContactIn,
    ContactOut,
    OrganizationEdit,
    OrganizationIn,
    OrganizationOut,
)
from lianxin.registry.services.organizations import (
    add_contact,
    add_organization,
    edit_contact,
    edit_organization,
)
from lianxin.registry.shapes import KEEPERS, shape_contact, shape_organization

router = Router()
reads = signed_in(*POLICE_ROLES)
keeps = signed_in(*KEEPERS)


@router.get(
    "/organizations",
    response=Page[OrganizationOut],
    auth=reads,
    operation_id="list_organizations",
    summary="单位列表",
)
def list_organizations(
    request: HttpRequest, params: Query[PageParams], kind: OrganizationKind | None = None, q: str = ""
) -> dict[str, Any]:
    user = request_user(request)
    rows = visible_organizations(request)
    if kind:
        rows = rows.filter(kind=kind)
    if q:
        rows = rows.filter(pk__in=[hit["id"] for hit in find_places(q, by=user, today=clock.today())])
    return page_of(rows.order_by("kind", "name", "id"), params, lambda row: shape_organization(row, user))


@router.get(
    "/organizations/{organization_id}",
    response=OrganizationOut,
    auth=reads,
    operation_id="get_organization",
    summary="一个单位",
)
def get_organization(request: HttpRequest, organization_id: UUID) -> dict[str, Any]:
    return shape_organization(one_of(visible_organizations(request), organization_id), request_user(request))


@router.post(
    "/organizations", response=OrganizationOut, auth=keeps, operation_id="create_organization", summary="新建单位"
)
def create_organization(request: HttpRequest, body: OrganizationIn) -> dict[str, Any]:
    user = request_user(request)
    fields = body.dict(exclude_unset=True)
    made = add_organization(station=request_station(request), by=user, now=clock.now(), **fields)
    return shape_organization(one_of(visible_organizations(request), made.id), user)


@router.patch(
    "/organizations/{organization_id}",
    response=OrganizationOut,
    auth=keeps,
    operation_id="update_organization",
    summary="修改单位",
)
def update_organization(request: HttpRequest, organization_id: UUID, body: OrganizationEdit) -> dict[str, Any]:
    user = request_user(request)
    unit = one_of(visible_organizations(request), organization_id)
    edit_organization(organization=unit, changes=body.dict(exclude_unset=True), by=user, now=clock.now())
    return shape_organization(one_of(visible_organizations(request), organization_id), user)


@router.post("/contacts", response=ContactOut, auth=keeps, operation_id="create_contact", summary="新建联系人")
def create_contact(request: HttpRequest, body: ContactIn) -> dict[str, Any]:
    contact = add_contact(station=request_station(request), by=request_user(request), now=clock.now(), **body.dict())
    return shape_contact(contact)


@router.patch(
    "/contacts/{contact_id}", response=ContactOut, auth=keeps, operation_id="update_contact", summary="修改联系人"
)
def update_contact(request: HttpRequest, contact_id: UUID, body: ContactEdit) -> dict[str, Any]:
    contact = one_of(Contact.objects.of(request_station(request)), contact_id)
    edit_contact(contact=contact, changes=body.dict(exclude_unset=True), by=request_user(request), now=clock.now())
    return shape_contact(contact)
