"""Communities, compounds and doors by hand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.core.errors import InvalidInput, NotFound
from lianxin.registry.choices import OrganizationKind
from lianxin.registry.indexes import unread_door_index
from lianxin.registry.models import Community, Compound, Household, Organization
from lianxin.registry.rules.doors import read_door
from lianxin.registry.rules.places import read_place_name
from lianxin.registry.rules.points import is_in_china, to_wgs84
from lianxin.registry.services.revising import revise


class NameTaken(InvalidInput):
    code = "NAME_TAKEN"
    message = "{where}已经有“{name}”了。"


class DoorTaken(InvalidInput):
    code = "DOOR_TAKEN"
    message = "{compound}已经有 {door} 这一户。"


class PointRefused(InvalidInput):
    code = "POINT_REFUSED"
    message = "坐标要写全：经度、纬度和坐标系，并且在国内。"


class ReasonNeeded(InvalidInput):
    code = "DO_NOT_VISIT_REASON_NEEDED"
    message = "设为不上门，要写一句原因。"


def add_community(*, station: Station, name: str, by: User, now: datetime) -> Community:
    with transaction.atomic():
        community = _insert(Community(station=station, name=name.strip()), where="本所", name=name)
        _note("registry.add_community", community, by)
    return community


def add_compound(*, station: Station, name: str, community_id: UUID, by: User, now: datetime, **more: Any) -> Compound:
    """`more` as for edit_compound."""
    community = _one(Community, station, community_id)
    with transaction.atomic():
        compound = Compound(station=station, community=community, name=name.strip(), **_columns(station, more))
        _insert(compound, where=community.name, name=name)
        _note("registry.add_compound", compound, by)
    return compound


def edit_compound(*, compound: Compound, changes: Mapping[str, Any], by: User, now: datetime) -> Compound:
    """Change what is given: name, community_id, aliases, counts, property_firm_id, point with datum, note."""
    columns = _columns(compound.station, changes)
    if "community_id" in changes:
        columns["community_id"] = _one(Community, compound.station, changes["community_id"]).id
    if changes.get("name"):
        columns["name"] = changes["name"].strip()
    try:
        with transaction.atomic():
            revise(compound, columns)
            _note("registry.edit_compound", compound, by, sorted(columns))
    except IntegrityError:
        raise _name_taken("这个社区", changes.get("name", "")) from None
    return compound


def add_household(*, station: Station, compound_id: UUID, door: str, by: User, now: datetime) -> Household:
    compound = _one(Compound, station, compound_id)
    household = Household(station=station, compound=compound, **_door_columns(door, compound))
    try:
        with transaction.atomic():
            household.save(force_insert=True)
            _note("registry.add_household", household, by)
    except IntegrityError:
        raise DoorTaken(compound=compound.name, door=household.door, fields={"door": "这一户已经有了"}) from None
    return household


def edit_household(*, household: Household, door: str, by: User, now: datetime) -> Household:
    """Correct how a door is written; an unread one becomes a proper door."""
    columns = _door_columns(door, household.compound)
    try:
        with transaction.atomic():
            revise(household, columns)
            _note("registry.edit_household", household, by, ["door"])
    except IntegrityError:
        raise DoorTaken(compound=household.compound.name, door=door, fields={"door": "这一户已经有了"}) from None
    return household


def set_do_not_visit(*, household: Household, is_on: bool, reason: str, by: User, now: datetime) -> Household:
    """Mark a door nobody may plan a visit to, or lift the mark; the reason is sealed."""
    if is_on and not reason.strip():
        raise ReasonNeeded(fields={"reason": "请写原因"})
    with transaction.atomic():
        revise(household, {"do_not_visit": is_on, "do_not_visit_reason": reason.strip() if is_on else ""})
        record(
            by=by,
            action="registry.set_do_not_visit",
            target_kind="Household",
            target_id=household.id,
            station_id=household.station_id,
            detail={"is_on": is_on},
        )
    return household


def point_columns(latitude: float | None, longitude: float | None, datum: str) -> dict[str, Any]:
    """The stored point for one written in `datum`; all blank takes the point away."""
    if latitude is None and longitude is None:
        return {"latitude": None, "longitude": None, "source_datum": ""}
    if latitude is None or longitude is None or not datum or not is_in_china(latitude, longitude):
        raise PointRefused(fields={"latitude": "坐标不完整或不在国内"})
    point = to_wgs84(latitude, longitude, datum)
    return {"latitude": point.latitude, "longitude": point.longitude, "source_datum": datum}


def _columns(station: Station, changes: Mapping[str, Any]) -> dict[str, Any]:
    columns = {
        name: changes[name]
        for name in ("aliases", "building_count", "household_count", "note")
        if name in changes and changes[name] is not None
    }
    if {"latitude", "longitude"} & changes.keys():
        columns |= point_columns(changes.get("latitude"), changes.get("longitude"), changes.get("source_datum") or "")
    if "property_firm_id" in changes:
        firm = changes["property_firm_id"]
        columns["property_firm_id"] = _firm(station, firm).id if firm else None
    return columns


def _firm(station: Station, pk: UUID) -> Organization:
    firm: Organization | None = (
        Organization.objects.of(station).filter(pk=pk, kind=OrganizationKind.PROPERTY_FIRM).first()
    )
    if firm is None:
        raise NotFound()
    return firm


def _door_columns(door: str, compound: Compound) -> dict[str, Any]:
    own = read_place_name(compound.name)
    reading = read_door(door.strip(), (compound.name, *compound.aliases), own.phase)
    return {
        "building": reading.building,
        "unit": reading.unit,
        "room": reading.room,
        "door_key": reading.key if reading.is_read else unread_door_index(reading.key),
        "door_text": door.strip(),
        "is_door_read": reading.is_read,
    }


def _one(model: type[Any], station: Station, pk: UUID) -> Any:
    row = model.objects.of(station).filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return row


def _insert(row: Any, *, where: str, name: str) -> Any:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise _name_taken(where, name) from None
    return row


def _name_taken(where: str, name: str) -> NameTaken:
    return NameTaken(where=where, name=name, fields={"name": "名称重复"})


def _note(action: str, row: Any, by: User, columns: list[str] | None = None) -> None:
    record(
        by=by,
        action=action,
        target_kind=type(row).__name__,
        target_id=row.id,
        station_id=row.station_id,
        detail={"columns": columns} if columns else None,
    )
