"""What the planner answers: every due door once, as placed, as reserve, or unplaced with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianxin.visits.planning.inputs import CrewBlock, SlotType


class Standing(StrEnum):
    """This will say how a due door ended for the day."""

    PLACED = "PLACED"
    RESERVE = "RESERVE"
    UNPLACED = "UNPLACED"


STANDING_LABELS: Mapping[Standing, str] = {
    Standing.PLACED: "已排入",
    Standing.RESERVE: "备选",
    Standing.UNPLACED: "排不下",
}


class Reason(StrEnum):
    """This will say why a due door could not be placed."""

    NO_TIME = "NO_TIME"
    WANTS_OTHER_TIME = "WANTS_OTHER_TIME"
    LANGUAGE = "LANGUAGE"
    TOO_SOON = "TOO_SOON"
    RESTING = "RESTING"
    CAP_REACHED = "CAP_REACHED"
    QUIET_HOURS = "QUIET_HOURS"
    CREW_OFF = "CREW_OFF"
    NO_CREW = "NO_CREW"


REASON_LABELS: Mapping[Reason, str] = {
    Reason.NO_TIME: "时间装不下",
    Reason.WANTS_OTHER_TIME: "住户约了别的时间",
    Reason.LANGUAGE: "会讲这门话的组没空",
    Reason.TOO_SOON: "离上次敲门太近",
    Reason.RESTING: "连续两次没见到人，先歇一歇",
    Reason.CAP_REACHED: "敲门次数已到上限",
    Reason.QUIET_HOURS: "班次落在安静时段",
    Reason.CREW_OFF: "负责这一片的组当天没有班",
    Reason.NO_CREW: "当天没有组上班",
}


@dataclass(frozen=True, slots=True)
class NextChance:
    """This will tell the next day, and if known the block, on which the door could be knocked at."""

    day: date
    block: str | None = None
    slot: SlotType | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """This will be one door's place in the plan; `starts_minute` is an estimate, minutes from midnight."""

    household: str
    standing: Standing
    weight: float
    p_home: float | None = None
    expected_minutes: float = 0.0
    block: str | None = None
    position: int = 0
    starts_minute: float | None = None
    is_pinned: bool = False
    reason: Reason | None = None
    next_chance: NextChance | None = None

    @property
    def rank(self) -> float:
        """Priority × chance of being home, the number by which lines compete."""
        return self.weight * (self.p_home or 0.0)


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """This will be one crew's ordered list for one block, with the reserves to take when nobody opens."""

    block: CrewBlock
    placed: tuple[Line, ...]
    reserve: tuple[Line, ...]
    minutes_used: float
    minutes_total: float


@dataclass(frozen=True, slots=True)
class NightPlan:
    """This will be the whole station's plan for one day; due = placed + reserve + unplaced."""

    day: date
    blocks: tuple[BlockPlan, ...]
    unplaced: tuple[Line, ...]

    @property
    def placed(self) -> tuple[Line, ...]:
        return tuple(line for block in self.blocks for line in block.placed)

    @property
    def reserve(self) -> tuple[Line, ...]:
        return tuple(line for block in self.blocks for line in block.reserve)

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.placed + self.reserve + self.unplaced

    @property
    def due_count(self) -> int:
        return len(self.lines)
