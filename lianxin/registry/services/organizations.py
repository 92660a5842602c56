"""Units and contacts by hand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.core.errors import InvalidInput, NotFound
from lianxin.registry.indexes import contact_name_index, contact_phone_index
from lianxin.registry.models import Community, Compound, Contact, Organization
from lianxin.registry.rules.phones import read_phone
from lianxin.registry.services.places import NameTaken, point_columns
from lianxin.registry.services.revising import revise

_PLAIN = ("kind", "name", "aliases", "address", "staff_total", "parent_name", "note")


class PhoneRefused(InvalidInput):
    code = "PHONE_REFUSED"
    message = "电话号码不对：应是 11 位手机号，或带区号的座机。"


class PlaceNeeded(InvalidInput):
    code = "CONTACT_PLACE_NEEDED"
    message = "联系人要属于一个小区或一个单位。"


def add_organization(*, station: Station, kind: str, name: str, by: User, now: datetime, **more: Any) -> Organization:
    """`more` as for edit_organization."""
    unit = Organization(station=station, **_columns(station, {"kind": kind, "name": name, **more}))
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
            _note("registry.add_organization", unit, by)
    except IntegrityError:
        raise NameTaken(where="本所", name=name, fields={"name": "名称和地址都重复"}) from None
    return unit


def edit_organization(
    *, organization: Organization, changes: Mapping[str, Any], by: User, now: datetime
) -> Organization:
    """Change what is given: kind, name, aliases, address, community_id, point with datum, staff_total…"""
    columns = _columns(organization.station, changes)
    try:
        with transaction.atomic():
            revise(organization, columns)
            _note("registry.edit_organization", organization, by, sorted(columns))
    except IntegrityError:
        name = changes.get("name", organization.name)
        raise NameTaken(where="本所", name=name, fields={"name": "名称和地址都重复"}) from None
    return organization


def add_contact(
    *,
    station: Station,
    name: str,
    phone: str,
    title: str,
    compound_id: UUID | None,
    organization_id: UUID | None,
    by: User,
    now: datetime,
) -> Contact:
    if (compound_id is None) == (organization_id is None):
        raise PlaceNeeded()
    places: Any = Compound.objects if compound_id else Organization.objects
    if not places.of(station).filter(pk=compound_id or organization_id).exists():
        raise NotFound()
    contact = Contact(
        station=station,
        compound_id=compound_id,
        organization_id=organization_id,
        title=title,
        **_name_columns(name),
        **_phone_columns(phone),
    )
    with transaction.atomic():
        contact.save(force_insert=True)
        _note("registry.add_contact", contact, by)
    return contact


def edit_contact(*, contact: Contact, changes: Mapping[str, Any], by: User, now: datetime) -> Contact:
    columns: dict[str, Any] = {}
    if changes.get("title") is not None:
        columns["title"] = changes["title"]
    if changes.get("name"):
        columns |= _name_columns(changes["name"])
    if changes.get("phone") is not None:
        columns |= _phone_columns(changes["phone"])
    with transaction.atomic():
        revise(contact, columns)
        _note("registry.edit_contact", contact, by, sorted(columns))
    return contact


def checked_phone(text: str, *, accepts_services: bool) -> str:
    """The number in its stored form; a wrong one is refused, unlike in an import, because its writer is here."""
    reading = read_phone(text.strip(), accepts_invented=settings.DEMO_RANGES, accepts_services=accepts_services)
    if reading.problem or reading.has_more:
        raise PhoneRefused(fields={"phone": "号码不对"})
    return reading.number


def _columns(station: Station, changes: Mapping[str, Any]) -> dict[str, Any]:
    columns = {name: changes[name] for name in _PLAIN if name in changes and changes[name] is not None}
    if {"latitude", "longitude"} & changes.keys():
        columns |= point_columns(changes.get("latitude"), changes.get("longitude"), changes.get("source_datum") or "")
    if "community_id" in changes:
        community = changes["community_id"]
        if community and not Community.objects.of(station).filter(pk=community).exists():
            raise NotFound()
        columns["community_id"] = community
    return columns


def _name_columns(name: str) -> dict[str, str]:
    return {"name": name.strip(), "name_index": contact_name_index(name.strip())}


def _phone_columns(phone: str) -> dict[str, str]:
    number = checked_phone(phone, accepts_services=True)
    return {"phone": number, "phone_index": contact_phone_index(number)}


def _note(action: str, row: Any, by: User, columns: list[str] | None = None) -> None:
    record(
        by=by,
        action=action,
        target_kind=type(row).__name__,
        target_id=row.id,
        station_id=row.station_id,
        detail={"columns": columns} if columns else None,
    )
