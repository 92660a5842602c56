"""Residents' lists (居民名单): who is new, changed, the same, said twice or sent back, and writing them."""

from collections.abc import Sequence
from typing import Any

from lianxin.accounts.choices import Role
from lianxin.accounts.models import User
from lianxin.core.masking import mask_id_no, mask_name, mask_phone
from lianxin.core.sheets import MappedRow, RowClass, Severity
from lianxin.registry.imports.codes import issue
from lianxin.registry.imports.compounds_known import KnownCompounds
from lianxin.registry.imports.journal import Writer
from lianxin.registry.imports.kinds.resident_changes import fill_changes
from lianxin.registry.imports.kinds.resident_fields import RESIDENT_FIELDS
from lianxin.registry.imports.kinds.resident_grouping import FileGroups, reject, reject_shared_numbers
from lianxin.registry.imports.kinds.resident_reading import ResidentEntry, ResidentReader
from lianxin.registry.imports.kinds.resident_registry import Registered, RegisteredPeople
from lianxin.registry.imports.kinds.resident_writing import write_residents
from lianxin.registry.imports.outcomes import Outcome, Progress, Setting

_REPORT_EVERY = 1000


class ClassifiedResidents:
    """The outcomes of a residents' list; `matched` holds the registered person a row speaks of."""

    def __init__(self, rows: Sequence[MappedRow], setting: Setting, progress: Progress) -> None:
        self.setting = setting
        self.compounds = KnownCompounds.of(setting.station)
        self.outcomes = self._read(rows, progress)
        reject_shared_numbers(self.outcomes)
        self.groups = FileGroups()
        self.matched: dict[int, Registered] = {}
        self.alike: dict[int, Registered] = {}
        self.changed: list[tuple[Outcome, Registered, tuple[str, ...]]] = []
        self._classify(progress)
        fill_changes(setting.station, self.changed, self.compounds.names())

    def write(self, writer: Writer, *, by: User | None, progress: Progress) -> list[Any]:
        write_residents(self, writer, progress)
        return []

    def _read(self, rows: Sequence[MappedRow], progress: Progress) -> list[Outcome]:
        reader = ResidentReader(self.setting, self.compounds)
        reader.look_over(rows)
        outcomes = []
        for number, row in enumerate(rows):
            if number % _REPORT_EVERY == 0:
                progress(number, len(rows), "读取")
            entry, issues = reader.read(row)
            is_rejected = any(found.severity is Severity.REJECT for found in issues) if issues else False
            row_class = RowClass.REJECTED if is_rejected else RowClass.NEW
            outcomes.append(Outcome(row, row_class, tuple(issues), entry))
        return outcomes

    def _classify(self, progress: Progress) -> None:
        accepted = [outcome for outcome in self.outcomes if outcome.row_class is not RowClass.REJECTED]
        progress(0, len(accepted), "核对")
        people = RegisteredPeople(
            self.setting.station, (outcome.entry for outcome in accepted), today=self.setting.today
        )
        for outcome in accepted:
            holder = people.holder_of(outcome.entry)
            if holder is not None and holder.name_index != outcome.entry.name_index:
                reject(outcome, "ID_CONFLICT", "这个证件号在底数里是另一个姓名")
                continue
            self.groups.place(outcome)
        for number, outcome in enumerate(accepted):
            if number % _REPORT_EVERY == 0:
                progress(number, len(accepted), "核对")
            if outcome.row_class is RowClass.NEW:
                self._compare(outcome, people)

    def _compare(self, outcome: Outcome, people: RegisteredPeople) -> None:
        person, alike = people.match(outcome.entry)
        if person is not None:
            self._take(outcome, person)
        elif alike is not None or id(outcome) in self.groups.look_alikes:
            if alike is not None:
                self.alike[id(outcome)] = alike
            outcome.issues = (*outcome.issues, issue("DUPLICATE_POSSIBLE", outcome.row, "name", outcome.entry.name))

    def _take(self, outcome: Outcome, person: Registered) -> None:
        """The row speaks of a registered person; the second row that does so changes nothing any more."""
        if person.is_claimed:
            outcome.row_class = RowClass.DUPLICATE
            outcome.issues = (*outcome.issues, issue("DUPLICATE_DIFFERS", outcome.row, "name"))
            return
        person.is_claimed = True
        self.matched[id(outcome)] = person
        changed = () if person.merged_into else differences(outcome.entry, person)
        if not changed:
            outcome.row_class = RowClass.SAME
            return
        outcome.row_class = RowClass.CHANGED
        self.changed.append((outcome, person, changed))


def differences(entry: ResidentEntry, person: Registered) -> tuple[str, ...]:
    """What the row says differently; a blank cell says nothing. The day of registration is kept as first written."""
    changed = []
    if entry.id_index and entry.id_index != person.id_index:
        changed.append("id")
    if entry.phone_index and entry.phone_index != person.phone_index:
        changed.append("phone")
    if entry.gender and entry.gender != person.gender:
        changed.append("gender")
    if entry.birth_on and entry.birth_on != person.birth_on:
        changed.append("birth_on")
    if entry.occupation and entry.occupation != person.occupation:
        changed.append("occupation")
    if entry.note and entry.note != person.note:
        changed.append("note")
    if _moved(entry, person):
        changed.append("door")
    if entry.exam is not None and entry.exam != (person.exam is not None):
        changed.append("exam")
    return tuple(changed)


def _moved(entry: ResidentEntry, person: Registered) -> bool:
    if entry.door_key:
        return entry.place not in person.doors
    return not any(compound == entry.compound_id for compound, _ in person.doors)


class Residents:
    code = "resident"
    label = "居民"
    fields = RESIDENT_FIELDS
    roles: frozenset[str] = frozenset({Role.CLERK, Role.LEAD, Role.CAPTAIN})
    has_points = False
    hands_out_slips = False
    shown_plain = frozenset(
        {"community", "compound", "building", "door", "gender", "occupation", "exam", "registered_on"}
    )

    def classify(self, rows: Sequence[MappedRow], setting: Setting, progress: Progress) -> ClassifiedResidents:
        return ClassifiedResidents(rows, setting, progress)

    def mask(self, field_code: str, text: str) -> str:
        if field_code == "name":
            return mask_name(text)
        if field_code == "phone":
            return mask_phone(text)
        if field_code == "id_no":  # A damaged number shows no more than its beginning.
            return text if "E+" in text else mask_id_no(text)
        return text if field_code in self.shown_plain else mask_name(text)

    def demand_subtype(self, subtype: str, field_codes: set[str]) -> None:
        """Residents have no subtype."""
