"""What a changed row shows: the value in the registry and the one in the file, masked."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from lianxin.accounts.models import Station
from lianxin.core.masking import mask_id_no, mask_name, mask_phone
from lianxin.registry.choices import Gender
from lianxin.registry.imports.kinds.resident_reading import ResidentEntry
from lianxin.registry.imports.kinds.resident_registry import Registered
from lianxin.registry.imports.outcomes import Outcome
from lianxin.registry.models import Household, Membership, Resident

_PEOPLE_PER_QUERY = 500
Change = tuple[str, str, str]


def fill_changes(
    station: Station, changed: Sequence[tuple[Outcome, Registered, tuple[str, ...]]], compound_names: dict[UUID, str]
) -> None:
    """Write label, before and after of every change into its outcome."""
    for start in range(0, len(changed), _PEOPLE_PER_QUERY):
        some = changed[start : start + _PEOPLE_PER_QUERY]
        people = Resident.objects.of(station).in_bulk([person.id for _, person, _ in some])
        current = Membership.objects.of(station).current().filter(resident__in=list(people))
        doors = Household.objects.of(station).filter(pk__in=current.values("household"))
        labels = {(door.compound_id, door.door_key): door.door for door in doors}
        for outcome, person, names in some:
            before = _Before(people[person.id], person, labels, compound_names)
            outcome.changes = tuple(_change(name, before, outcome.entry, compound_names) for name in names)


class _Before:
    """The registered side of a change."""

    def __init__(
        self,
        resident: Resident,
        person: Registered,
        labels: dict[tuple[UUID, str], str],
        compound_names: dict[UUID, str],
    ) -> None:
        self.resident = resident
        self.exam = person.exam is not None
        self.doors = "、".join(
            f"{compound_names.get(place[0], '')} {labels.get(place, '')}".strip() for place in person.doors
        )


def _change(name: str, before: _Before, entry: ResidentEntry, compound_names: dict[UUID, str]) -> Change:
    resident = before.resident
    pairs: dict[str, Change] = {
        "id": ("身份证号", mask_id_no(resident.id_no), mask_id_no(entry.id_no)),
        "phone": ("电话", mask_phone(resident.phone), mask_phone(entry.phone)),
        "gender": ("性别", _gender(resident.gender), _gender(entry.gender)),
        "birth_on": ("出生日期", _day(resident.birth_on), _day(entry.birth_on)),
        "occupation": ("职业", resident.occupation, entry.occupation),
        "note": ("备注", mask_name(resident.note), mask_name(entry.note)),
        "door": ("门牌", before.doors, _door(entry, compound_names)),
        "exam": ("家有考生", "是" if before.exam else "否", "是" if entry.exam else "否"),
    }
    return pairs[name]


def _door(entry: ResidentEntry, compound_names: dict[UUID, str]) -> str:
    compound = compound_names.get(entry.compound_id, "") if entry.compound_id else ""
    return f"{compound} {entry.door.label if entry.door else ''}".strip()


def _gender(code: str) -> str:
    return str(dict(Gender.choices).get(code, ""))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
