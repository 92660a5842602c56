"""What a list of units changes, and writing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from lianxin.core.masking import mask_name
from lianxin.core.sheets import RowClass
from lianxin.registry.imports.journal import Writer
from lianxin.registry.imports.kinds.compound_writing import is_moved, point_text
from lianxin.registry.imports.kinds.contacts import Change, contact_changes, write_contacts
from lianxin.registry.imports.outcomes import Progress
from lianxin.registry.models import Community, Contact, Organization
from lianxin.registry.rules.places import community_key

if TYPE_CHECKING:
    from lianxin.registry.imports.kinds.organizations import ClassifiedOrganizations, OrganizationEntry

_TEXTS = (("地址", "address"), ("上级单位", "parent_name"))


def organization_changes(
    entry: OrganizationEntry, held: Organization, contacts: list[Contact], communities: Mapping[str, Community]
) -> list[Change]:
    """What the row says differently; blanks say nothing."""
    columns = _changed_columns(entry, held, communities)
    changes: list[Change] = []
    for label, name in _TEXTS:
        if name in columns:
            changes.append((label, getattr(held, name), columns[name]))
    if "staff_total" in columns:
        before = "" if held.staff_total is None else str(held.staff_total)
        changes.append(("人数", before, str(columns["staff_total"])))
    if "aliases" in columns:
        changes.append(("别名", "、".join(held.aliases), "、".join(columns["aliases"])))
    if "community_id" in columns:
        changes.append(("社区", held.community.name if held.community else "", entry.community))
    if "latitude" in columns:
        changes.append(("坐标", f"{held.longitude},{held.latitude}" if held.latitude else "", point_text(entry)))
    if "note" in columns:
        changes.append(("备注", mask_name(held.note), mask_name(entry.note)))
    return changes + contact_changes(entry.contact, contacts)


def write_organizations(classified: ClassifiedOrganizations, writer: Writer, progress: Progress) -> None:
    written = [outcome for outcome in classified.outcomes if outcome.row_class in (RowClass.NEW, RowClass.CHANGED)]
    progress(0, len(written), "写入单位")
    ids: dict[int, UUID] = {}
    new: list[Organization] = []
    changed: dict[UUID, dict[str, Any]] = {}
    for outcome in written:
        entry: OrganizationEntry = outcome.entry
        held = classified.held.get(id(entry))
        if held is None:
            new.append(_organization(writer, entry, classified.communities))
            ids[id(entry)] = new[-1].id
        else:
            ids[id(entry)] = held.id
            changed[held.id] = _changed_columns(entry, held, classified.communities)
    writer.create(new)
    writer.change(Organization, {pk: columns for pk, columns in changed.items() if columns})
    write_contacts(
        writer,
        [
            (
                outcome.entry.contact,
                classified.contacts.get(ids[id(outcome.entry)], []),
                {"organization_id": ids[id(outcome.entry)]},
            )
            for outcome in written
        ],
    )
    progress(len(written), len(written), "写入单位")


def _organization(writer: Writer, entry: OrganizationEntry, communities: Mapping[str, Community]) -> Organization:
    return Organization(
        station=writer.station,
        kind=entry.kind,
        name=entry.name,
        aliases=entry.aliases,
        address=entry.address,
        community=communities[community_key(entry.community)] if entry.community else None,
        parent_name=entry.parent_name,
        staff_total=entry.staff_total,
        latitude=entry.point.latitude if entry.point else None,
        longitude=entry.point.longitude if entry.point else None,
        source_datum=entry.datum,
        note=entry.note,
    )


def _changed_columns(
    entry: OrganizationEntry, held: Organization, communities: Mapping[str, Community]
) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name in ("address", "parent_name", "note"):
        value = getattr(entry, name)
        if value and value != getattr(held, name):
            columns[name] = value
    if entry.staff_total is not None and entry.staff_total != held.staff_total:
        columns["staff_total"] = entry.staff_total
    added = [alias for alias in entry.aliases if alias not in held.aliases]
    if added:
        columns["aliases"] = [*held.aliases, *added]
    if entry.community and communities[community_key(entry.community)].id != held.community_id:
        columns["community_id"] = communities[community_key(entry.community)].id
    if entry.point is not None and is_moved(entry, held):
        columns |= {
            "latitude": entry.point.latitude,
            "longitude": entry.point.longitude,
            "source_datum": entry.datum,
        }
    return columns
