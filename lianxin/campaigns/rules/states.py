"""The state of a target at a moment, and sums of states that must add up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TypeVar

from lianxin.campaigns.choices import TargetState

Id = TypeVar("Id")


class SumsBroken(RuntimeError):
    """The states do not add up to the denominator: a fault of the program that must stay loud."""


@dataclass(frozen=True)
class Sums:
    """How many targets stand in each state; a total that is not their sum cannot exist."""

    reached: int
    attempted: int
    unreachable_requested: int
    unreachable_approved: int
    untouched: int
    total: int

    def __post_init__(self) -> None:
        parts = (self.reached, self.attempted, self.unreachable_requested, self.unreachable_approved, self.untouched)
        if sum(parts) != self.total or min(parts) < 0:
            raise SumsBroken(f"{' + '.join(map(str, parts))} != {self.total}")

    @property
    def unreachable(self) -> int:
        return self.unreachable_requested + self.unreachable_approved

    @property
    def remaining(self) -> int:
        """Still to meet: whoever was not met and is not agreed or asked to be out of reach."""
        return self.attempted + self.untouched

    @property
    def rate(self) -> float | None:
        """Reached per target; nothing where nobody is listed."""
        return self.reached / self.total if self.total else None

    def since(self, before: "Sums") -> dict[str, int]:
        """What changed, state by state; the changes add up to the change of the total."""
        return {field.name: getattr(self, field.name) - getattr(before, field.name) for field in fields(self)}


def sums_of(states: Iterable[str]) -> Sums:
    """Count targets by state. The total is counted apart from the states, so that a new state cannot slip through."""
    total, counts = 0, dict.fromkeys(TargetState.values, 0)
    for state in states:
        counts[state] += 1
        total += 1
    return Sums(**{state.lower(): count for state, count in counts.items()}, total=total)


@dataclass(frozen=True)
class Known:
    """What is known of one target at one moment."""

    is_met: bool = False
    is_tried: bool = False
    is_requested: bool = False
    is_approved: bool = False


def state_of(known: Known) -> str:
    """Met wins over everything; agreed or asked to be out of reach wins over tries; a phone talk is a try."""
    if known.is_met:
        return TargetState.REACHED
    if known.is_approved:
        return TargetState.UNREACHABLE_APPROVED
    if known.is_requested:
        return TargetState.UNREACHABLE_REQUESTED
    return TargetState.ATTEMPTED if known.is_tried else TargetState.UNTOUCHED


def is_known_by(noted_at: datetime | None, moment: datetime) -> bool:
    """Whether something was already written down at the moment."""
    return noted_at is not None and noted_at <= moment


def day_number(*, starts_on: date, ends_on: date, today: date) -> int | None:
    """第几天, counted from one; nothing outside the period."""
    return (today - starts_on).days + 1 if starts_on <= today <= ends_on else None


def kept_person(resident_id: Id, merged_into: Mapping[Id, Id]) -> Id:
    """The person kept after any number of merges, which may form a chain."""
    while resident_id in merged_into:
        resident_id = merged_into[resident_id]
    return resident_id
