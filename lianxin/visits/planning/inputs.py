"""What the planner is told: plain frozen values, so that a night can be planned without a database or a clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

NOON_QUIET = (12 * 60 + 30, 14 * 60)
EVENING_QUIET_FROM = 20 * 60 + 30
AFTERNOON_ENDS = 17 * 60 + 30


class SlotType(StrEnum):
    """This will name the six kinds of hours in which a household behaves alike (时段)."""

    WEEKDAY_AM = "WEEKDAY_AM"
    WEEKDAY_PM = "WEEKDAY_PM"
    WEEKDAY_EVE = "WEEKDAY_EVE"
    WEEKEND_AM = "WEEKEND_AM"
    WEEKEND_PM = "WEEKEND_PM"
    WEEKEND_EVE = "WEEKEND_EVE"


SLOT_LABELS: Mapping[SlotType, str] = {
    SlotType.WEEKDAY_AM: "工作日上午",
    SlotType.WEEKDAY_PM: "工作日下午",
    SlotType.WEEKDAY_EVE: "工作日晚上",
    SlotType.WEEKEND_AM: "周末上午",
    SlotType.WEEKEND_PM: "周末下午",
    SlotType.WEEKEND_EVE: "周末晚上",
}


class PresenceGroup(StrEnum):
    """This will say by whose day a household lives, as far as occupation and age tell (作息类型)."""

    WORKING = "WORKING"
    AT_HOME = "AT_HOME"
    SHIFTS = "SHIFTS"
    UNKNOWN = "UNKNOWN"


PRESENCE_GROUP_LABELS: Mapping[PresenceGroup, str] = {
    PresenceGroup.WORKING: "上班",
    PresenceGroup.AT_HOME: "常在家",
    PresenceGroup.SHIFTS: "倒班",
    PresenceGroup.UNKNOWN: "作息不详",
}


def slot_of(day: date, starts_minute: int, ends_minute: int) -> SlotType:
    """This will tell the slot type of a block by the middle of its hours; minutes count from midnight, local time."""
    middle = (starts_minute + ends_minute) / 2
    part = "AM" if middle < NOON_QUIET[0] else "PM" if middle < AFTERNOON_ENDS else "EVE"
    return SlotType(f"{'WEEKEND' if day.weekday() >= 5 else 'WEEKDAY'}_{part}")


@dataclass(frozen=True, slots=True)
class Tally:
    """This will count knocks and how many of them found someone to talk to."""

    knocks: int = 0
    found: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.found <= self.knocks:
            raise ValueError(f"a tally cannot find {self.found} in {self.knocks} knocks")


@dataclass(frozen=True, slots=True)
class AskedTime:
    """This will hold when a household asked to be visited (约定时间): kinds of hours, or a day, or hours of the day.

    An asked time is a hard wish: the door is placed inside it or not at all, and only it may open the quiet hours.
    """

    slots: frozenset[SlotType] = frozenset(SlotType)
    day: date | None = None
    from_minute: int = 0
    to_minute: int = 24 * 60

    def has_hours(self) -> bool:
        return self.from_minute > 0 or self.to_minute < 24 * 60


@dataclass(frozen=True, slots=True)
class Door:
    """This will be one household that is due (应走的户), as the planner sees it.

    `weight` sums the priority of its persons not yet met, exam-family extra included. `x_m`, `y_m` are metres on
    any local plane. `attempts` counts knocks of this campaign against the contact cap; `misses` counts knocks in a
    row that met nobody; `own_knocks` are the household's own tallies per slot type. `pinned_block` is the block to
    which the captain nailed the door.
    """

    household: str
    compound: str
    building: str
    unit: str
    room: str
    x_m: float
    y_m: float
    weight: float
    persons_due: int = 1
    attempts: int = 0
    misses: int = 0
    days_since_knock: int | None = None
    own_knocks: tuple[tuple[SlotType, Tally], ...] = ()
    asked: AskedTime | None = None
    group: PresenceGroup = PresenceGroup.UNKNOWN
    language: str = ""
    talk_minutes: float = 11.5
    is_exam_family: bool = False
    is_do_not_visit: bool = False
    pinned_block: str | None = None

    def __post_init__(self) -> None:
        if self.is_do_not_visit:
            raise ValueError("a do-not-visit household must never reach the planner")
        if self.weight <= 0 or self.persons_due < 1 or self.talk_minutes < 0:
            raise ValueError("a due door has a positive weight, somebody due and a talk time")


@dataclass(frozen=True, slots=True)
class CrewBlock:
    """This will be one stretch of hours of one crew (班块); the crew walks together, however many members it has."""

    key: str
    crew: str
    day: date
    starts_minute: int
    ends_minute: int
    member_count: int = 2
    languages: frozenset[str] = frozenset()
    home_compounds: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not 0 <= self.starts_minute < self.ends_minute <= 24 * 60:
            raise ValueError("a block ends after it starts, within one day")

    @property
    def slot(self) -> SlotType:
        return slot_of(self.day, self.starts_minute, self.ends_minute)


EvidenceKey = tuple[str, SlotType, PresenceGroup]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """This will hold what is known about presence: the table to begin with and the outcomes counted since.

    `presence.learn` makes it from the knocks so far; the key of the evidence is compound, slot type and group.
    """

    at_home: Mapping[PresenceGroup, Mapping[SlotType, float]]
    evidence: Mapping[EvidenceKey, Tally] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Knock:
    """This will be one past knock as far as presence can learn from it: was anybody we wanted to see there?"""

    household: str
    compound: str
    slot: SlotType
    is_found: bool
    group: PresenceGroup = PresenceGroup.UNKNOWN


@dataclass(frozen=True, slots=True)
class Policy:
    """This will carry the station's dated policy values; the defaults are those of the field rules (R11)."""

    contact_cap: int = 4
    days_between_knocks: int = 3
    misses_before_rest: int = 2
    rest_days: int = 14
    door_minutes: float = 1.5
    reserve_share: float = 0.4


USUAL_POLICY = Policy()
