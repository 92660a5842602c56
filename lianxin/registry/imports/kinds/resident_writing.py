"""Writing a classified residents' list: doors first, then people, then who lives where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from lianxin.accounts.models import Station
from lianxin.core.sheets import RowClass
from lianxin.registry.choices import SeasonalCode
from lianxin.registry.imports.journal import Writer
from lianxin.registry.imports.kinds.resident_reading import ResidentEntry
from lianxin.registry.imports.kinds.resident_registry import Registered
from lianxin.registry.imports.outcomes import Outcome, Progress
from lianxin.registry.models import Household, Membership, Resident, SeasonalAttribute
from lianxin.registry.rules.seasons import exam_season_end

if TYPE_CHECKING:
    from lianxin.registry.imports.kinds.residents import ClassifiedResidents

_SOURCE = "名单导入"
_PEOPLE_PER_STEP = 2000


def write_residents(classified: ClassifiedResidents, writer: Writer, progress: Progress) -> None:
    today = classified.setting.today
    new = [outcome for outcome in classified.outcomes if outcome.row_class is RowClass.NEW]
    changed = classified.changed
    total = len(new) + len(changed)
    progress(0, total, "写入户")
    doors = _Doors(
        classified.setting.station, [outcome.entry for outcome in (*new, *(outcome for outcome, *_ in changed))]
    )
    writer.create(doors.missing)
    residents = _new_residents(classified, new)
    for start in range(0, len(residents), _PEOPLE_PER_STEP):
        progress(start, total, "写入居民")
        writer.create(residents[start : start + _PEOPLE_PER_STEP])
    progress(len(new), total, "写入户成员")
    pairs = list(zip((outcome.entry for outcome in new), residents, strict=True))
    _write_households_of(writer, [(entry, resident.id) for entry, resident in pairs], doors)
    _write_exams(writer, [resident.id for entry, resident in pairs if entry.exam], today)
    _write_changes(writer, changed, doors, today)
    progress(total, total, "写入")


class _Doors:
    """Households by compound and door key: those there are, and those to be made."""

    def __init__(self, station: Station, entries: Sequence[ResidentEntry]) -> None:
        compounds = {entry.compound_id for entry in entries}
        rows = Household.objects.of(station).filter(compound__in=compounds)
        self._ids: dict[tuple[UUID | None, str], UUID] = {
            (compound, key): pk for pk, compound, key in rows.values_list("id", "compound_id", "door_key")
        }
        self.missing: list[Household] = []
        for entry in entries:
            if entry.place not in self._ids:
                household = _household(station, entry)
                self._ids[entry.place] = household.id
                self.missing.append(household)

    def of(self, entry: ResidentEntry) -> UUID:
        return self._ids[entry.place]


def _household(station: Station, entry: ResidentEntry) -> Household:
    door = entry.door
    assert door is not None and entry.compound_id is not None, "an accepted row has a compound and a door"
    return Household(
        station=station,
        compound_id=entry.compound_id,
        building=door.building,
        unit=door.unit,
        room=door.room,
        door_key=entry.door_key,
        door_text=door.text,
        is_door_read=door.is_read,
    )


def _new_residents(classified: ClassifiedResidents, new: Sequence[Outcome]) -> list[Resident]:
    station = classified.setting.station
    residents = [_resident(station, outcome.entry) for outcome in new]
    made = {id(outcome): resident for outcome, resident in zip(new, residents, strict=True)}
    for outcome, resident in zip(new, residents, strict=True):
        alike = classified.alike.get(id(outcome))
        first = classified.groups.look_alikes.get(id(outcome))
        if alike is not None:
            resident.possible_duplicate_of_id = alike.merged_into or alike.id
        elif first is not None:
            resident.possible_duplicate_of_id = _person_behind(classified, first, made)
    return residents


def _person_behind(classified: ClassifiedResidents, first: Outcome, made: dict[int, Resident]) -> UUID | None:
    """Who an earlier row of the file stands for, if it brings or changes somebody."""
    if id(first) in made:
        return made[id(first)].id
    person = classified.matched.get(id(first))
    return person.id if person else None


def _resident(station: Station, entry: ResidentEntry) -> Resident:
    return Resident(
        station=station,
        name=entry.name,
        name_index=entry.name_index,
        gender=entry.gender,
        birth_on=entry.birth_on,
        doc_type=entry.doc_type,
        id_no=entry.id_no,
        id_index=entry.id_index,
        phone=entry.phone,
        phone_index=entry.phone_index,
        occupation=entry.occupation,
        registered_on=entry.registered_on,
        note=entry.note,
    )


def _write_households_of(writer: Writer, people: Iterable[tuple[ResidentEntry, UUID]], doors: _Doors) -> None:
    writer.create(
        [
            Membership(
                station=writer.station, resident_id=resident, household_id=doors.of(entry), from_on=entry.registered_on
            )
            for entry, resident in people
        ]
    )


def _write_exams(writer: Writer, residents: Iterable[UUID], today: date) -> None:
    writer.create(
        [
            SeasonalAttribute(
                station=writer.station,
                resident_id=resident,
                code=SeasonalCode.EXAM_FAMILY,
                expires_on=exam_season_end(today),
                source=_SOURCE,
            )
            for resident in residents
        ]
    )


def _write_changes(
    writer: Writer, changed: Sequence[tuple[Outcome, Registered, tuple[str, ...]]], doors: _Doors, today: date
) -> None:
    if not changed:
        return
    people: dict[UUID, dict[str, Any]] = {}
    ended: dict[UUID, dict[str, Any]] = {}
    moved: list[Membership] = []
    candidates: list[UUID] = []
    for outcome, person, names in changed:
        entry: ResidentEntry = outcome.entry
        columns = _changed_columns(entry, person)
        if columns:
            people[person.id] = columns
        if "door" in names:
            moved.append(
                Membership(station=writer.station, resident_id=person.id, household_id=doors.of(entry), from_on=today)
            )
        if entry.exam and person.exam is None:
            candidates.append(person.id)
        if entry.exam is False and person.exam is not None:
            ended[person.exam] = {"expires_on": today - timedelta(days=1)}
    writer.change(Resident, people)
    writer.change(Membership, _left_today(writer.station, [membership.resident_id for membership in moved], today))
    writer.create(moved)
    writer.change(SeasonalAttribute, ended)
    _write_exams(writer, candidates, today)


def _left_today(station: Station, residents: Sequence[UUID], today: date) -> dict[UUID, dict[str, Any]]:
    """The memberships that end because their people have moved."""
    left: dict[UUID, dict[str, Any]] = {}
    for start in range(0, len(residents), _PEOPLE_PER_STEP // 4):
        some = residents[start : start + _PEOPLE_PER_STEP // 4]
        for membership in Membership.objects.of(station).current().filter(resident__in=some):
            left[membership.id] = {"to_on": max(today, membership.from_on or today)}
    return left


def _changed_columns(entry: ResidentEntry, person: Registered) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if entry.id_index and entry.id_index != person.id_index:
        columns |= {"id_no": entry.id_no, "id_index": entry.id_index, "doc_type": entry.doc_type}
    if entry.phone_index and entry.phone_index != person.phone_index:
        columns |= {"phone": entry.phone, "phone_index": entry.phone_index}
    for name in ("gender", "birth_on", "occupation", "note"):
        value = getattr(entry, name)
        if value and value != getattr(person, name):
            columns[name] = value
    return columns
