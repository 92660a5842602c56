"""What a compounds' list changes, and writing it: communities and firms that are new come with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lianxin.core.masking import mask_name
from lianxin.core.sheets import RowClass
from lianxin.registry.choices import OrganizationKind
from lianxin.registry.imports.journal import Writer
from lianxin.registry.imports.kinds.contacts import Change, contact_changes, write_contacts
from lianxin.registry.imports.outcomes import Progress
from lianxin.registry.models import Community, Compound, Contact, Organization
from lianxin.registry.rules.places import community_key

if TYPE_CHECKING:
    from lianxin.registry.imports.kinds.compounds import ClassifiedCompounds, CompoundEntry

# About ten centimetres; a second conversion of the same point differs by less.
_SAME_POINT_DEGREES = 1e-6


def compound_changes(entry: CompoundEntry, held: Compound, contacts: list[Contact]) -> list[Change]:
    """What the row says differently; blanks say nothing, and an alias once known stays."""
    changes: list[Change] = []
    for label, name in (("楼栋数", "building_count"), ("户数", "household_count")):
        value, before = getattr(entry, name), getattr(held, name)
        if value is not None and value != before:
            changes.append((label, "" if before is None else str(before), str(value)))
    added = [alias for alias in entry.aliases if alias not in held.aliases]
    if added:
        changes.append(("别名", "、".join(held.aliases), "、".join([*held.aliases, *added])))
    firm = held.property_firm.name if held.property_firm else ""
    if entry.property_firm and entry.property_firm != firm:
        changes.append(("物业公司", firm, entry.property_firm))
    if is_moved(entry, held):
        changes.append(("坐标", f"{held.longitude},{held.latitude}" if held.latitude else "", point_text(entry)))
    if entry.note and entry.note != held.note:
        changes.append(("备注", mask_name(held.note), mask_name(entry.note)))
    return changes + contact_changes(entry.contact, contacts)


def is_moved(entry: Any, held: Any) -> bool:
    """Whether the row puts the place elsewhere than the registry does."""
    if entry.point is None:
        return False
    if held.latitude is None or held.longitude is None:
        return True
    shift = max(abs(entry.point.latitude - held.latitude), abs(entry.point.longitude - held.longitude))
    return bool(shift > _SAME_POINT_DEGREES)


def point_text(entry: Any) -> str:
    return f"{entry.point.longitude},{entry.point.latitude}"


def write_compounds(classified: ClassifiedCompounds, writer: Writer, progress: Progress) -> None:
    written = [outcome for outcome in classified.outcomes if outcome.row_class in (RowClass.NEW, RowClass.CHANGED)]
    progress(0, len(written), "写入小区")
    entries: list[CompoundEntry] = [outcome.entry for outcome in written]
    communities = _communities(classified, writer, entries)
    firms = _firms(writer, entries)
    new = [
        _compound(writer, outcome.entry, communities, firms) for outcome in written if outcome.row_class is RowClass.NEW
    ]
    writer.create(new)
    made = {(community_key(compound.community.name), compound.name): compound for compound in new}
    held = {id(entry): classified.held(entry) or made[entry.key[0], entry.name] for entry in entries}
    changed = {
        held[id(outcome.entry)].id: _changed_columns(outcome.entry, held[id(outcome.entry)], firms)
        for outcome in written
        if outcome.row_class is RowClass.CHANGED
    }
    writer.change(Compound, {pk: columns for pk, columns in changed.items() if columns})
    write_contacts(
        writer,
        [
            (entry.contact, classified.contacts.get(held[id(entry)].id, []), {"compound_id": held[id(entry)].id})
            for entry in entries
        ],
    )
    progress(len(written), len(written), "写入小区")


def _communities(
    classified: ClassifiedCompounds, writer: Writer, entries: Iterable[CompoundEntry]
) -> dict[str, Community]:
    known = dict(classified.communities)
    new = []
    for entry in entries:
        key = entry.key[0]
        if key not in known:
            known[key] = Community(station=writer.station, name=entry.community)
            new.append(known[key])
    writer.create(new)
    return known


def _firms(writer: Writer, entries: Iterable[CompoundEntry]) -> dict[str, Organization]:
    kind = OrganizationKind.PROPERTY_FIRM
    known = {firm.name: firm for firm in Organization.objects.of(writer.station).filter(kind=kind)}
    new = []
    for entry in entries:
        if entry.property_firm and entry.property_firm not in known:
            firm = Organization(station=writer.station, kind=kind, name=entry.property_firm)
            known[firm.name] = firm
            new.append(firm)
    writer.create(new)
    return known


def _compound(
    writer: Writer, entry: CompoundEntry, communities: dict[str, Community], firms: dict[str, Organization]
) -> Compound:
    return Compound(
        station=writer.station,
        community=communities[entry.key[0]],
        name=entry.name,
        aliases=entry.aliases,
        building_count=entry.building_count,
        household_count=entry.household_count,
        property_firm=firms.get(entry.property_firm),
        latitude=entry.point.latitude if entry.point else None,
        longitude=entry.point.longitude if entry.point else None,
        source_datum=entry.datum,
        note=entry.note,
    )


def _changed_columns(entry: CompoundEntry, held: Compound, firms: dict[str, Organization]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name in ("building_count", "household_count"):
        value = getattr(entry, name)
        if value is not None and value != getattr(held, name):
            columns[name] = value
    added = [alias for alias in entry.aliases if alias not in held.aliases]
    if added:
        columns["aliases"] = [*held.aliases, *added]
    if entry.property_firm and (held.property_firm is None or held.property_firm.name != entry.property_firm):
        columns["property_firm_id"] = firms[entry.property_firm].id
    if entry.point is not None and is_moved(entry, held):
        columns |= {
            "latitude": entry.point.latitude,
            "longitude": entry.point.longitude,
            "source_datum": entry.datum,
        }
    if entry.note and entry.note != held.note:
        columns["note"] = entry.note
    return columns
