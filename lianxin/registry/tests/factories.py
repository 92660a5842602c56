"""Places and people for tests, made as plain rows."""

from datetime import date

from lianxin.accounts.models import Station, User
from lianxin.accounts.tests.factories import make_station
from lianxin.registry.choices import DocType, OrganizationKind
from lianxin.registry.indexes import contact_name_index, contact_phone_index, id_index, name_index, phone_index
from lianxin.registry.models import (
    AreaOfDuty,
    Community,
    Compound,
    Contact,
    Household,
    Membership,
    Organization,
    Resident,
    ScopeGrant,
)

FIRST_DAY = date(2026, 5, 1)


def make_community(name: str = "莲秀社区", *, station: Station | None = None) -> Community:
    station = station or make_station()
    return Community.objects.of(station).filter(name=name).first() or Community.objects.create(
        station=station, name=name
    )


def make_compound(name: str = "金榜华庭", *, community: Community | None = None, **fields: object) -> Compound:
    community = community or make_community()
    return Compound.objects.create(station=community.station, community=community, name=name, **fields)


def make_household(door: str = "1-2-301", *, compound: Compound | None = None) -> Household:
    """`door` as building-unit-room."""
    compound = compound or make_compound()
    building, unit, room = door.split("-")
    return Household.objects.create(
        station=compound.station,
        compound=compound,
        building=building,
        unit=unit,
        room=room,
        door_key=f"{building}|{unit}|{room}",
        door_text=door,
    )


def make_resident(
    name: str = "王阿姨", *, household: Household | None = None, id_no: str = "", phone: str = "", **fields: object
) -> Resident:
    household = household or make_household()
    resident = Resident.objects.create(
        station=household.station,
        name=name,
        name_index=name_index(name),
        id_no=id_no,
        id_index=id_index(id_no),
        doc_type=DocType.ID_CARD if id_no else "",
        phone=phone,
        phone_index=phone_index(phone),
        **fields,
    )
    Membership.objects.create(station=household.station, resident=resident, household=household)
    return resident


def make_organization(
    name: str = "丽景实验小学", *, kind: OrganizationKind = OrganizationKind.SCHOOL, station: Station | None = None
) -> Organization:
    return Organization.objects.create(station=station or make_station(), kind=kind, name=name)


def make_contact(name: str = "柯浩雨", *, phone: str = "10095288331", compound: Compound) -> Contact:
    return Contact.objects.create(
        station=compound.station,
        compound=compound,
        title="物业负责人",
        name=name,
        name_index=contact_name_index(name),
        phone=phone,
        phone_index=contact_phone_index(phone),
    )


def assign_area(
    user: User, community: Community, *, from_on: date = FIRST_DAY, to_on: date | None = None
) -> AreaOfDuty:
    return AreaOfDuty.objects.create(
        station=community.station, user=user, community=community, from_on=from_on, to_on=to_on
    )


def grant_household(user: User, household: Household, *, on: date) -> ScopeGrant:
    return ScopeGrant.objects.create(
        station=household.station, user=user, household=household, from_on=on, to_on=on, reason="替班"
    )
