"""The keyed hashes people are found by, one purpose per column: equal only for the same thing in the same place."""

from lianxin.core.crypto import blind_index


def name_index(name: str) -> str:
    return blind_index("resident.name", name)


def id_index(id_no: str) -> str:
    return blind_index("resident.id_no", id_no)


def phone_index(phone: str) -> str:
    return blind_index("resident.phone", phone)


def contact_name_index(name: str) -> str:
    return blind_index("contact.name", name)


def contact_phone_index(phone: str) -> str:
    return blind_index("contact.phone", phone)


def unread_door_index(text: str) -> str:
    return blind_index("household.door", text)
