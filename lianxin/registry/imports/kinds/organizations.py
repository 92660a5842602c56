"""Lists of units (单位): schools, bank branches, hotels… told apart by a type column or by what the clerk says."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lianxin.accounts.choices import Role
from lianxin.accounts.models import User
from lianxin.core.errors import InvalidInput
from lianxin.core.masking import mask_name, mask_phone
from lianxin.core.sheets import Issue, MappedRow, RowClass, Severity
from lianxin.registry.choices import OrganizationKind
from lianxin.registry.imports.codes import issue
from lianxin.registry.imports.journal import Writer
from lianxin.registry.imports.kinds.cells import (
    ContactEntry,
    cell_errors,
    read_contact,
    read_count,
    read_names,
    read_point,
)
from lianxin.registry.imports.kinds.organization_fields import ORGANIZATION_FIELDS
from lianxin.registry.imports.kinds.organization_writing import organization_changes, write_organizations
from lianxin.registry.imports.outcomes import Outcome, Progress, Setting
from lianxin.registry.models import Community, Contact, Organization
from lianxin.registry.rules.organizations import kind_named, name_key
from lianxin.registry.rules.places import community_key
from lianxin.registry.rules.points import Point

Key = tuple[str, str]


class TypeNeeded(InvalidInput):
    code = "TYPE_NEEDED"
    message = "表里没有单位类型这一列。请说明这是哪类单位(学校、银行网点、酒店……)再导。"


class TypeNotKnown(InvalidInput):
    code = "TYPE_NOT_KNOWN"
    message = "没有“{subtype}”这类单位。可用：{known}。"


@dataclass(slots=True)
class OrganizationEntry:
    """A unit as a row says it."""

    kind: str = ""
    name: str = ""
    aliases: list[str] = field(default_factory=list)
    address: str = ""
    community: str = ""
    parent_name: str = ""
    staff_total: int | None = None
    contact: ContactEntry = field(default_factory=lambda: ContactEntry("负责人"))
    point: Point | None = None
    datum: str = ""
    note: str = ""

    @property
    def key(self) -> Key:
        return (self.kind, name_key(self.name))


class ClassifiedOrganizations:
    """The outcomes of a list of units; `held` keeps the registered unit of each row that has one."""

    def __init__(self, rows: Sequence[MappedRow], setting: Setting) -> None:
        self.setting = setting
        station = setting.station
        self.communities = {community_key(item.name): item for item in Community.objects.of(station)}
        self.registered: dict[Key, list[Organization]] = defaultdict(list)
        for unit in Organization.objects.of(station).select_related("community").order_by("id"):
            self.registered[unit.kind, name_key(unit.name)].append(unit)
        self.contacts: dict[UUID, list[Contact]] = defaultdict(list)
        for contact in Contact.objects.of(station).filter(organization__isnull=False).order_by("id"):
            self.contacts[contact.organization_id].append(contact)
        self.held: dict[int, Organization] = {}
        self._firsts: dict[Key, list[OrganizationEntry]] = defaultdict(list)
        self._claimed: set[UUID] = set()
        self.outcomes = [self._read(row) for row in rows]
        for outcome in self.outcomes:
            if outcome.row_class is RowClass.NEW:
                self._compare(outcome)

    def write(self, writer: Writer, *, by: User | None, progress: Progress) -> list[Any]:
        write_organizations(self, writer, progress)
        return []

    def _read(self, row: MappedRow) -> Outcome:
        entry, issues = _read(row, self.setting)
        if entry.community and community_key(entry.community) not in self.communities:
            issues.append(issue("COMMUNITY_UNKNOWN", row, "community", entry.community))
        if any(found.severity is Severity.REJECT for found in issues):
            return Outcome(row, RowClass.REJECTED, tuple(issues), entry)
        for first in self._firsts[entry.key]:
            if not entry.address or not first.address or entry.address == first.address:
                if _differs(first, entry):
                    issues.append(issue("DUPLICATE_DIFFERS", row, "name"))
                return Outcome(row, RowClass.DUPLICATE, tuple(issues), entry)
        self._firsts[entry.key].append(entry)
        return Outcome(row, RowClass.NEW, tuple(issues), entry)

    def _compare(self, outcome: Outcome) -> None:
        entry: OrganizationEntry = outcome.entry
        unit = self._registered(entry)
        if unit is None:
            return
        self._claimed.add(unit.id)
        self.held[id(entry)] = unit
        changes = organization_changes(entry, unit, self.contacts[unit.id], self.communities)
        outcome.row_class = RowClass.CHANGED if changes else RowClass.SAME
        outcome.changes = tuple(changes)

    def _registered(self, entry: OrganizationEntry) -> Organization | None:
        """The unit of that name and address; one that has moved only where the name leaves no doubt."""
        free = [unit for unit in self.registered.get(entry.key, []) if unit.id not in self._claimed]
        for unit in free:
            if unit.address == entry.address:
                return unit
        has_one_name = len(self._firsts[entry.key]) == 1 and len(free) == 1
        return free[0] if has_one_name else None


def _read(row: MappedRow, setting: Setting) -> tuple[OrganizationEntry, list[Issue]]:
    issues = cell_errors(row)
    entry = OrganizationEntry(name=row.text("name"), address=row.text("address"), community=row.text("community"))
    if not entry.name:
        issues.append(issue("NAME_MISSING", row, "name", sentence="没有单位名称"))
    type_text = row.text("type")
    entry.kind = kind_named(type_text) or setting.subtype
    if not entry.kind:
        issues.append(issue("TYPE_UNKNOWN", row, "type", type_text))
    entry.aliases = [alias for alias in read_names(row.text("aliases")) if alias != entry.name]
    entry.parent_name = row.text("parent")
    entry.staff_total = read_count(row, "staff_total", issues)
    entry.contact = read_contact(row, setting, issues, title="负责人")
    entry.point, entry.datum = read_point(row, setting, issues)
    entry.note = row.text("note")
    return entry, issues


def _differs(one: OrganizationEntry, other: OrganizationEntry) -> bool:
    return any(
        ours and theirs and ours != theirs
        for ours, theirs in (
            (one.parent_name, other.parent_name),
            (one.staff_total, other.staff_total),
            (one.contact.name, other.contact.name),
            (one.contact.phone, other.contact.phone),
            (one.point, other.point),
        )
    )


class Organizations:
    code = "organization"
    label = "单位"
    fields = ORGANIZATION_FIELDS
    roles: frozenset[str] = frozenset({Role.CLERK, Role.LEAD, Role.CAPTAIN})
    has_points = True
    hands_out_slips = False
    shown_plain = frozenset(
        {"community", "name", "aliases", "type", "address", "parent", "staff_total", "longitude", "latitude", "point"}
    )

    def classify(self, rows: Sequence[MappedRow], setting: Setting, progress: Progress) -> ClassifiedOrganizations:
        return ClassifiedOrganizations(rows, setting)

    def mask(self, field_code: str, text: str) -> str:
        if field_code in self.shown_plain:
            return text
        return mask_phone(text) if field_code == "phone" else mask_name(text)

    def demand_subtype(self, subtype: str, field_codes: set[str]) -> None:
        if subtype and subtype not in OrganizationKind.values:
            raise TypeNotKnown(
                subtype=subtype.lower(), known="、".join(kind.lower() for kind in OrganizationKind.values)
            )
        if not subtype and "type" not in field_codes:
            raise TypeNeeded(fields={"type": "请选单位类型"})
