"""The registered people a file is compared with, loaded in a few queries."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from lianxin.accounts.models import Station
from lianxin.registry.choices import SeasonalCode
from lianxin.registry.imports.kinds.resident_reading import ResidentEntry, all_else
from lianxin.registry.models import Membership, Resident, SeasonalAttribute
from lianxin.registry.rules.sameness import Likeness, Traits, compare_people

_COLUMNS = (
    *("id", "name_index", "id_index", "phone_index", "gender", "birth_on", "occupation", "note", "merged_into_id"),
)
# Up to this many rows, only the people named in the file are loaded; beyond it, all of them at once.
_FEW_ROWS = 3000
_INDEXES_PER_QUERY = 400


@dataclass(slots=True)
class Registered:
    """A registered person as far as classifying needs it."""

    id: UUID
    name_index: str
    id_index: str
    phone_index: str
    gender: str
    birth_on: date | None
    occupation: str
    note: str
    merged_into: UUID | None
    doors: tuple[tuple[UUID, str], ...] = ()
    exam: UUID | None = None
    is_claimed: bool = False

    @property
    def traits(self) -> Traits:
        return Traits(self.name_index, self.id_index, self.phone_index, self.doors)


class RegisteredPeople:
    """Finds the person a row means, someone it only resembles, or a number that is another name's."""

    def __init__(self, station: Station, entries: Iterable[ResidentEntry], *, today: date) -> None:
        self._station = station
        self._people: dict[UUID, Registered] = {}
        self._by_number: dict[str, Registered] = {}
        self._by_phone: dict[tuple[str, str], list[Registered]] = defaultdict(list)
        self._by_door: dict[tuple[str, UUID, str], list[Registered]] = defaultdict(list)
        self._by_all_else: dict[Hashable, Registered] = {}
        self._load(list(entries), today)

    def holder_of(self, entry: ResidentEntry) -> Registered | None:
        """Whoever is registered with the row's identity number."""
        return self._by_number.get(entry.id_index) if entry.id_index else None

    def match(self, entry: ResidentEntry) -> tuple[Registered | None, Registered | None]:
        """The same person, and the first one who only resembles."""
        holder = self.holder_of(entry)
        if holder is not None and holder.name_index == entry.name_index:
            return holder, None
        place = (entry.place,) if entry.door_key else ()
        traits = Traits(entry.name_index, entry.id_index, entry.phone_index, place)
        alike: Registered | None = None
        for person in self._candidates(entry):
            likeness = compare_people(traits, person.traits)
            if likeness is Likeness.SAME:
                return person, None
            if likeness is Likeness.ALIKE and alike is None:
                alike = person
        if not (entry.id_index or entry.phone_index or entry.door_key):
            return self._by_all_else.get(all_else(entry)), alike
        return None, alike

    def _candidates(self, entry: ResidentEntry) -> Iterable[Registered]:
        if entry.phone_index:
            yield from self._by_phone.get((entry.name_index, entry.phone_index), ())
        if entry.door_key and entry.compound_id:
            yield from self._by_door.get((entry.name_index, entry.compound_id, entry.door_key), ())

    def _load(self, entries: list[ResidentEntry], today: date) -> None:
        if len(entries) > _FEW_ROWS:
            self._load_people(Q(), today)
            return
        names = sorted({entry.name_index for entry in entries if entry.name_index})
        numbers = sorted({entry.id_index for entry in entries if entry.id_index})
        for start in range(0, max(len(names), len(numbers)), _INDEXES_PER_QUERY):
            some = slice(start, start + _INDEXES_PER_QUERY)
            self._load_people(Q(name_index__in=names[some]) | Q(id_index__in=numbers[some]), today)

    def _load_people(self, which: Q, today: date) -> None:
        new: list[Registered] = []
        for columns in Resident.objects.of(self._station).filter(which).values_list(*_COLUMNS):
            person = self._people.get(columns[0])
            if person is None:
                person = self._people[columns[0]] = _registered(columns)
                new.append(person)
        self._load_doors(which, {person.id for person in new})
        self._load_exams(today)
        for person in new:
            self._enter(person)

    def _load_doors(self, which: Q, new: set[UUID]) -> None:
        rows = Membership.objects.of(self._station).current()
        if which:
            rows = rows.filter(resident__in=Resident.objects.of(self._station).filter(which).values("pk"))
        columns = rows.order_by("id").values_list("resident_id", "household__compound_id", "household__door_key")
        for resident, compound, door_key in columns:
            if resident in new:
                person = self._people[resident]
                person.doors = (*person.doors, (compound, door_key))

    def _load_exams(self, today: date) -> None:
        rows = SeasonalAttribute.objects.of(self._station).valid(on=today).filter(code=SeasonalCode.EXAM_FAMILY)
        for pk, resident in rows.values_list("id", "resident_id"):
            person = self._people.get(resident)
            if person is not None:
                person.exam = pk

    def _enter(self, person: Registered) -> None:
        if person.id_index and (person.merged_into is None or person.id_index not in self._by_number):
            self._by_number[person.id_index] = person
        if person.phone_index:
            self._by_phone[person.name_index, person.phone_index].append(person)
        for compound, door_key in person.doors:
            if not (person.id_index or person.phone_index or door_key):
                # Whoever came without number, phone and door is known again by everything else.
                key = (person.name_index, compound, person.gender, person.birth_on, person.occupation)
                self._by_all_else.setdefault(key, person)
            if door_key:
                self._by_door[person.name_index, compound, door_key].append(person)


def _registered(columns: tuple[Any, ...]) -> Registered:
    return Registered(*columns)
