"""Which open doors fall due today: those promised, and the best of the rest as far as the crews' minutes reach (R9)."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Due is more than fits, so that reserves and reasons exist; 1.8 of what the minutes hold, per crew.
DUE_PER_FITTING_DOOR = 1.8
# Without shifts the captain still sees the doors that wait most.
FEWEST_DUE = 60


@dataclass(frozen=True)
class Candidate:
    """An open door with the number by which it competes and the place it lies in."""

    household: str
    crew: str
    rank: float
    place: tuple[str, ...]
    is_promised: bool = False


def choose_due(
    candidates: Sequence[Candidate], *, minutes_of_crew: Mapping[str, float], minutes_per_door: float
) -> set[str]:
    """Pick the households due today: all promised ones, and per crew the best ranked up to its share."""
    due = {candidate.household for candidate in candidates if candidate.is_promised}
    by_crew: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if not candidate.is_promised:
            by_crew[candidate.crew].append(candidate)
    for crew, minutes in minutes_of_crew.items():
        share = math.ceil(DUE_PER_FITTING_DOOR * minutes / minutes_per_door)
        due.update(candidate.household for candidate in best_first(by_crew[crew])[:share])
    rest = best_first([candidate for candidate in candidates if candidate.household not in due])
    due.update(candidate.household for candidate in rest[: max(0, FEWEST_DUE - len(due))])
    return due


def best_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    """By rank; doors of equal rank stay together by place."""
    return sorted(candidates, key=lambda candidate: (-round(candidate.rank, 3), candidate.place, candidate.household))
