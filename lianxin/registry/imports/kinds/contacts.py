"""Contacts of compounds and organizations: what a row changes, and writing it."""

from typing import Any
from uuid import UUID

from lianxin.core.masking import mask_name, mask_phone
from lianxin.registry.imports.journal import Writer
from lianxin.registry.imports.kinds.cells import ContactEntry
from lianxin.registry.indexes import contact_name_index, contact_phone_index
from lianxin.registry.models import Contact

Change = tuple[str, str, str]


def contact_changes(entry: ContactEntry, held: list[Contact]) -> list[Change]:
    """What the row says differently from the registered contacts; blanks say nothing."""
    if not entry:
        return []
    contact = find_contact(entry, held)
    if contact is None:
        return [("联系人", "", f"{mask_name(entry.name)} {mask_phone(entry.phone)}".strip())]
    changes = []
    if entry.name and entry.name != contact.name:
        changes.append(("联系人", mask_name(contact.name), mask_name(entry.name)))
    if entry.phone and entry.phone != contact.phone:
        changes.append(("联系电话", mask_phone(contact.phone), mask_phone(entry.phone)))
    return changes


def find_contact(entry: ContactEntry, held: list[Contact]) -> Contact | None:
    """The person of that name, otherwise whoever holds the post."""
    named = [contact for contact in held if entry.name and contact.name == entry.name]
    in_post = [contact for contact in held if contact.title == entry.title]
    return next(iter(named or in_post), None)


def write_contacts(writer: Writer, wanted: list[tuple[ContactEntry, list[Contact], dict[str, UUID]]]) -> None:
    """Write contacts; each comes with those registered at its place and the place itself."""
    new, changed = [], {}
    for entry, held, place in wanted:
        contact = find_contact(entry, held) if entry else None
        if contact is not None:
            columns = _changed_columns(entry, contact)
            if columns:
                changed[contact.id] = columns
        elif entry:
            new.append(_contact(writer, entry, place))
    writer.create(new)
    writer.change(Contact, changed)


def _contact(writer: Writer, entry: ContactEntry, place: dict[str, UUID]) -> Contact:
    return Contact(
        station=writer.station,
        title=entry.title,
        name=entry.name,
        name_index=contact_name_index(entry.name),
        phone=entry.phone,
        phone_index=contact_phone_index(entry.phone),
        **place,
    )


def _changed_columns(entry: ContactEntry, contact: Contact) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if entry.name and entry.name != contact.name:
        columns |= {"name": entry.name, "name_index": contact_name_index(entry.name)}
    if entry.phone and entry.phone != contact.phone:
        columns |= {"phone": entry.phone, "phone_index": contact_phone_index(entry.phone)}
    return columns
