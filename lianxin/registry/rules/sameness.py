"""Whether two descriptions mean one person. Contradicting descriptions never do, however much else agrees."""

from enum import Enum
from typing import NamedTuple


class Likeness(Enum):
    """SAME is enough to write to one person; ALIKE is only offered to a human."""

    SAME = "same"
    ALIKE = "alike"
    DIFFERENT = "different"


class Traits(NamedTuple):
    """What identifies a person, each a keyed hash or key; "" and () where nothing is known."""

    name: str
    number: str
    phone: str
    doors: tuple[object, ...]


def compare_people(one: Traits, other: Traits) -> Likeness:
    """Same number and name: the same person. Without two numbers, name and door or phone decide, if nothing differs.

    Two people of one household share a surname, a door and often a phone; they never share the whole name.
    """
    if one.name != other.name:
        return Likeness.DIFFERENT
    if one.number and other.number:
        if one.number == other.number:
            return Likeness.SAME
        return Likeness.ALIKE if _shares_door(one, other) or _shares_phone(one, other) else Likeness.DIFFERENT
    if not (_shares_door(one, other) or _shares_phone(one, other)):
        return Likeness.DIFFERENT
    phones_differ = bool(one.phone and other.phone and one.phone != other.phone)
    doors_differ = bool(one.doors and other.doors and not _shares_door(one, other))
    return Likeness.ALIKE if phones_differ or doors_differ else Likeness.SAME


def _shares_door(one: Traits, other: Traits) -> bool:
    return any(door in other.doors for door in one.doors)


def _shares_phone(one: Traits, other: Traits) -> bool:
    return bool(one.phone) and one.phone == other.phone
