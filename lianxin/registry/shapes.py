"""Rows as the screen sees them: masked, with what the reader may do. Lists cost the same queries at any length."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Length

from lianxin.accounts.choices import Role
from lianxin.accounts.models import User
from lianxin.core.masking import mask_id_no, mask_name, mask_phone
from lianxin.registry.choices import SeasonalCode
from lianxin.registry.models import (
    Community,
    Compound,
    Contact,
    Household,
    Membership,
    Organization,
    Resident,
    SeasonalAttribute,
)
from lianxin.registry.scope import station_of

KEEPERS = frozenset({Role.LEAD, Role.CAPTAIN, Role.CLERK})


def actions(reader: User, *names: str) -> list[str]:
    return list(names) if reader.role in KEEPERS else []


def shape_communities(communities: Sequence[Community]) -> list[dict[str, Any]]:
    """Each community with what stands in it, in four queries."""
    ids = [community.id for community in communities]
    if not ids:
        return []
    station = communities[0].station_id
    compounds = _counts(Compound.objects.of(station).filter(community__in=ids), "community")
    households = _counts(Household.objects.of(station).filter(compound__community__in=ids), "compound__community")
    living = Membership.objects.of(station).filter(
        to_on__isnull=True, resident__merged_into__isnull=True, household__compound__community__in=ids
    )
    residents = _counts(living, "household__compound__community", "resident")
    return [
        {
            "id": community.id,
            "name": community.name,
            "compound_count": compounds.get(community.id, 0),
            "household_count": households.get(community.id, 0),
            "resident_count": residents.get(community.id, 0),
        }
        for community in communities
    ]


def shape_compounds(compounds: Sequence[Compound], reader: User) -> list[dict[str, Any]]:
    ids = [compound.id for compound in compounds]
    if not ids:
        return []
    living = Membership.objects.of(compounds[0].station_id).filter(
        to_on__isnull=True, resident__merged_into__isnull=True, household__compound__in=ids
    )
    residents = _counts(living, "household__compound", "resident")
    return [_compound(compound, reader) | {"resident_count": residents.get(compound.id, 0)} for compound in compounds]


def shape_compound(compound: Compound, reader: User) -> dict[str, Any]:
    """One compound with its contacts and buildings."""
    living = Q(memberships__to_on__isnull=True, memberships__resident__merged_into__isnull=True)
    buildings = (
        Household.objects.of(compound.station)
        .filter(compound=compound)
        .values("building")
        .annotate(
            household_count=Count("id", distinct=True),
            resident_count=Count("memberships__resident", filter=living, distinct=True),
        )
        .order_by(Length("building"), "building")
    )
    contacts = Contact.objects.of(compound.station).filter(compound=compound).order_by("id")
    return shape_compounds([compound], reader)[0] | {
        "contacts": [shape_contact(contact) for contact in contacts],
        "buildings": list(buildings),
    }


def shape_contact(contact: Contact) -> dict[str, Any]:
    return {
        "id": contact.id,
        "title": contact.title,
        "name": mask_name(contact.name),
        "phone": mask_phone(contact.phone),
    }


def households_for_list(households: QuerySet[Household]) -> QuerySet[Household]:
    """Doors in the order of the staircase, with how many people live behind each."""
    living = Q(memberships__to_on__isnull=True, memberships__resident__merged_into__isnull=True)
    return households.annotate(resident_count=Count("memberships", filter=living)).order_by(
        Length("building"), "building", Length("unit"), "unit", Length("room"), "room", "id"
    )


def shape_household_row(household: Any) -> dict[str, Any]:
    return {
        "id": household.id,
        "door": household.door or "未填门牌",
        "building": household.building,
        "unit": household.unit,
        "room": household.room,
        "is_door_read": household.is_door_read,
        "resident_count": household.resident_count,
        "do_not_visit": household.do_not_visit,
    }


def shape_household(household: Household, reader: User, today: date) -> dict[str, Any]:
    people = residents_for_list(
        Resident.objects.of(household.station)
        .unmerged()
        .filter(memberships__household=household, memberships__to_on__isnull=True)
        .distinct(),
        today,
    )
    return {
        "id": household.id,
        "door": household.door or "未填门牌",
        "door_text": household.door_text,
        "is_door_read": household.is_door_read,
        "compound": {"id": household.compound_id, "name": household.compound.name},
        "community": {"id": household.compound.community_id, "name": household.compound.community.name},
        "residents": [shape_resident(person, reader, today) for person in people],
        "do_not_visit": household.do_not_visit,
        "do_not_visit_reason": household.do_not_visit_reason,
        "allowed_actions": actions(reader, "edit", "add_resident"),
    }


def residents_for_list(residents: QuerySet[Resident], today: date) -> QuerySet[Resident]:
    """People with their home and what is in season, in three queries."""
    homes = Membership.unscoped.filter(to_on__isnull=True).select_related("household__compound").order_by("id")
    exams = SeasonalAttribute.unscoped.filter(code=SeasonalCode.EXAM_FAMILY, expires_on__gte=today)
    return residents.prefetch_related(
        Prefetch("memberships", homes, to_attr="homes"), Prefetch("seasonal_attributes", exams, to_attr="exams")
    ).order_by("id")


def shape_resident(resident: Any, reader: User, today: date) -> dict[str, Any]:
    home = resident.homes[-1].household if resident.homes else None
    offered = ("merge", "keep_apart") if resident.possible_duplicate_of_id else ()
    return {
        "id": resident.id,
        "name": mask_name(resident.name),
        "gender": resident.gender,
        "age": age_on(resident.birth_on, today),
        "id_no": mask_id_no(resident.id_no),
        "phone": mask_phone(resident.phone),
        "occupation": resident.occupation,
        "is_exam_family": bool(resident.exams),
        "do_not_message": resident.do_not_message,
        "possible_duplicate_of": resident.possible_duplicate_of_id,
        "household": {"id": home.id, "door": home.door or "未填门牌", "compound_name": home.compound.name}
        if home
        else None,
        "allowed_actions": ["reveal", *actions(reader, "edit", *offered)],
    }


def shape_people(people: Iterable[Resident], reader: User, today: date) -> list[dict[str, Any]]:
    """Found people, in the order they were found."""
    ids = [person.id for person in people]
    rows = residents_for_list(Resident.objects.of(station_of(reader)).filter(pk__in=ids), today)
    return [shape_resident(person, reader, today) for person in rows]


def shape_organization(organization: Organization, reader: User) -> dict[str, Any]:
    community = organization.community
    return {
        "id": organization.id,
        "kind": organization.kind,
        "kind_label": organization.get_kind_display(),
        "name": organization.name,
        "aliases": organization.aliases,
        "address": organization.address,
        "community": {"id": community.id, "name": community.name} if community else None,
        "latitude": organization.latitude,
        "longitude": organization.longitude,
        "source_datum": organization.source_datum,
        "staff_total": organization.staff_total,
        "parent_name": organization.parent_name,
        "contacts": [shape_contact(contact) for contact in organization.contacts.all()],
        "allowed_actions": actions(reader, "edit", "add_contact"),
    }


def age_on(birth_on: date | None, today: date) -> int | None:
    if birth_on is None:
        return None
    return today.year - birth_on.year - ((today.month, today.day) < (birth_on.month, birth_on.day))


def _compound(compound: Compound, reader: User) -> dict[str, Any]:
    firm = compound.property_firm
    return {
        "id": compound.id,
        "name": compound.name,
        "aliases": compound.aliases,
        "community": {"id": compound.community_id, "name": compound.community.name},
        "latitude": compound.latitude,
        "longitude": compound.longitude,
        "source_datum": compound.source_datum,
        "building_count": compound.building_count,
        "household_count": compound.household_count,
        "property_firm": {"id": firm.id, "name": firm.name} if firm else None,
        "note": compound.note,
        "allowed_actions": actions(reader, "edit", "add_household", "add_contact"),
    }


def _counts(rows: QuerySet[Any], group: str, counted: str = "id") -> dict[Any, int]:
    found = rows.order_by().values_list(group).annotate(how_many=Count(counted, distinct=True))
    return dict(found)
