"""Finding people exactly and places by name. Each search for people is logged, without what was searched for."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from lianxin.accounts.models import User
from lianxin.audit.services import record
from lianxin.core.errors import InvalidInput, NotFound
from lianxin.core.sheets import clean_text, name_text
from lianxin.registry.indexes import id_index, name_index, phone_index, unread_door_index
from lianxin.registry.models import Compound, Household, Organization, Resident
from lianxin.registry.rules.doors import read_door
from lianxin.registry.rules.identity import read_id_number
from lianxin.registry.rules.phones import read_phone
from lianxin.registry.scope import station_of

MOST_PEOPLE = 200
MOST_PLACES = 50


class CompoundNeeded(InvalidInput):
    code = "COMPOUND_NEEDED"
    message = "按姓氏查找要先选一个小区。"


class SearchWordMissing(InvalidInput):
    code = "SEARCH_WORD_MISSING"
    message = "请写要找的内容，至少一个字。"


def find_people(*, by_what: str, value: str, compound_id: UUID | None, by: User, today: date) -> list[Resident]:
    """People of the reader's area by whole name, phone, number or door, or by surname inside one compound."""
    if not value.strip():
        raise SearchWordMissing(fields={"value": "请填写"})
    people = Resident.objects.of(station_of(by)).unmerged().visible_to(by, on=today)
    if compound_id is not None:
        _demand_visible(compound_id, by, today)
        people = people.filter(memberships__household__compound=compound_id, memberships__to_on__isnull=True)
    found = _FINDERS[by_what](people.distinct().order_by("id"), value, compound_id, by)
    with transaction.atomic():
        record(
            by=by,
            action="registry.find_people",
            target_kind="Compound" if compound_id else "Station",
            target_id=compound_id or by.station_id or "",
            detail={"by": by_what, "found": len(found)},
        )
    return found[:MOST_PEOPLE]


def _by_name(people: QuerySet[Resident], value: str, compound_id: UUID | None, by: User) -> list[Resident]:
    return list(people.filter(name_index=name_index(name_text(value)))[: MOST_PEOPLE + 1])


def _by_phone(people: QuerySet[Resident], value: str, compound_id: UUID | None, by: User) -> list[Resident]:
    number = read_phone(clean_text(value), accepts_invented=settings.DEMO_RANGES).number
    return list(people.filter(phone_index=phone_index(number))[: MOST_PEOPLE + 1]) if number else []


def _by_id_number(people: QuerySet[Resident], value: str, compound_id: UUID | None, by: User) -> list[Resident]:
    reading = read_id_number(clean_text(value), today=date.max, accepts_invented=True)
    return list(people.filter(id_index=id_index(reading.number))) if reading.number else []


def _by_door(people: QuerySet[Resident], value: str, compound_id: UUID | None, by: User) -> list[Resident]:
    reading = read_door(clean_text(value))
    key = reading.key if reading.is_read else unread_door_index(reading.key)
    doors = Household.objects.of(station_of(by)).filter(door_key=key)
    if compound_id is not None:
        doors = doors.filter(compound=compound_id)
    return list(people.filter(memberships__household__in=doors, memberships__to_on__isnull=True)[: MOST_PEOPLE + 1])


def _by_surname(people: QuerySet[Resident], value: str, compound_id: UUID | None, by: User) -> list[Resident]:
    """Names are sealed, so those of the compound are opened and compared."""
    if compound_id is None:
        raise CompoundNeeded(fields={"compound_id": "请选小区"})
    beginning = name_text(value)
    return [person for person in people if person.name.startswith(beginning)]


_FINDERS = {
    "name": _by_name,
    "phone": _by_phone,
    "id_no": _by_id_number,
    "door": _by_door,
    "surname": _by_surname,
}


def find_places(text: str, *, by: User, today: date) -> list[dict[str, Any]]:
    """Compounds and units whose name or alias holds the text; names that begin with it come first."""
    word = clean_text(text)
    if not word:
        return []
    compounds = Compound.objects.of(station_of(by)).visible_to(by, on=today).select_related("community")
    units = Organization.objects.of(station_of(by)).visible_to(by, on=today).select_related("community")
    hits = [hit for place in (*compounds, *units) if (hit := _place_hit(place, word))]
    hits.sort(key=lambda hit: (not hit["name"].startswith(word), hit["name"]))
    return hits[:MOST_PLACES]


def _place_hit(place: Any, word: str) -> dict[str, Any] | None:
    alias = None
    if word not in place.name:
        alias = next((alias for alias in place.aliases if word in alias), None)
        if alias is None:
            return None
    return {
        "kind": "COMPOUND" if isinstance(place, Compound) else place.kind,
        "id": place.id,
        "name": place.name,
        "community": place.community.name if place.community else "",
        "matched_alias": alias,
    }


def _demand_visible(compound_id: UUID, by: User, today: date) -> None:
    if not Compound.objects.of(station_of(by)).visible_to(by, on=today).filter(pk=compound_id).exists():
        raise NotFound()
