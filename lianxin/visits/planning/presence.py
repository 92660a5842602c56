"""The chance that somebody we still owe a talk is home, learnt from the outcomes of knocks.

Three layers, each shrunk towards the one above: the table per group and slot type, the compound's own record
(Beta-Binomial), and the household's own knocks (five kinds of household, exact Bayes).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from lianxin.visits.planning.inputs import (
    CrewBlock,
    Door,
    EvidenceKey,
    Knock,
    Knowledge,
    PresenceGroup,
    SlotType,
    Tally,
)


def _table(*chances: float) -> Mapping[SlotType, float]:
    return MappingProxyType(dict(zip(SlotType, chances, strict=True)))


# Invented (status [A], "assumption I made", in the planner's survey). The table only serves until a station's own
# knocks outweigh it and is no figure to quote. UNKNOWN mixes 67 % working, 20 % at home, 13 % shifts.
INVENTED_AT_HOME: Mapping[PresenceGroup, Mapping[SlotType, float]] = MappingProxyType(
    {
        PresenceGroup.WORKING: _table(0.10, 0.12, 0.55, 0.45, 0.40, 0.55),
        PresenceGroup.AT_HOME: _table(0.60, 0.55, 0.70, 0.60, 0.55, 0.70),
        PresenceGroup.SHIFTS: _table(0.40, 0.40, 0.40, 0.40, 0.40, 0.40),
        PresenceGroup.UNKNOWN: _table(0.24, 0.24, 0.56, 0.47, 0.43, 0.56),
    }
)
TABLE_STRENGTH_KNOCKS = 15.0
ASKED_TIME_CHANCE = 0.75
LOWEST, HIGHEST = 0.01, 0.97

FRAILTY_SD = 0.8
# Gauss-Hermite points of a standard normal: households that are home less or more than their neighbours.
_FRAILTY = ((-2.856970, 0.011257), (-1.355626, 0.222076), (0.0, 0.533334), (1.355626, 0.222076), (2.856970, 0.011257))

RETIRED_AGE = 65
_GROUP_WORDS: tuple[tuple[PresenceGroup, tuple[str, ...]], ...] = (
    (PresenceGroup.AT_HOME, ("退休", "离休", "无业", "待业", "家庭", "主妇", "全职", "自由职业")),
    (PresenceGroup.SHIFTS, ("倒班", "三班", "保安", "护士", "医生", "司机", "服务员", "骑手", "快递")),
)


class Chance(NamedTuple):
    """This will give the chance of being home with the knocks it rests on."""

    p_home: float
    compound: Tally
    own: Tally


class Learnt(NamedTuple):
    """This will carry the knowledge for the planner and each household's own tallies for its door."""

    knowledge: Knowledge
    own_knocks: Mapping[str, tuple[tuple[SlotType, Tally], ...]]


def presence_group(occupation: str, age: int | None) -> PresenceGroup:
    """This will guess the group from what a roster says; a rough first guess that the household's knocks correct."""
    for group, words in _GROUP_WORDS:
        if any(word in occupation for word in words):
            return group
    if age is not None and age >= RETIRED_AGE:
        return PresenceGroup.AT_HOME
    return PresenceGroup.WORKING if occupation.strip() else PresenceGroup.UNKNOWN


def learn(
    knocks: Iterable[Knock], at_home: Mapping[PresenceGroup, Mapping[SlotType, float]] = INVENTED_AT_HOME
) -> Learnt:
    """This will count past knocks into evidence per compound, slot type and group, and per household and slot type."""
    by_compound: dict[EvidenceKey, list[int]] = defaultdict(lambda: [0, 0])
    by_household: dict[str, dict[SlotType, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for knock in knocks:
        for count in (
            by_compound[knock.compound, knock.slot, knock.group],
            by_household[knock.household][knock.slot],
        ):
            count[0] += 1
            count[1] += knock.is_found
    return Learnt(
        Knowledge(at_home, {key: Tally(*count) for key, count in by_compound.items()}),
        {
            household: tuple((slot, Tally(*count)) for slot, count in sorted(slots.items()))
            for household, slots in by_household.items()
        },
    )


@dataclass(frozen=True, slots=True)
class Presence:
    """This will answer the chance of being home for any door and slot type, from one state of knowledge."""

    knowledge: Knowledge
    _compounds: dict[EvidenceKey, float] = field(default_factory=dict)

    def chance(self, door: Door, slot: SlotType) -> Chance:
        """This will give the chance for a door in a slot type together with its evidence."""
        evidence = self.knowledge.evidence.get((door.compound, slot, door.group), Tally())
        return Chance(self.p_home(door, slot), evidence, own_total(door))

    def p_home(self, door: Door, slot: SlotType) -> float:
        """This will give the chance alone; doors without own knocks share their compound's."""
        here = self.compound_chance(door.compound, slot, door.group)
        if door.asked is not None and slot in door.asked.slots:
            here = max(here, ASKED_TIME_CHANCE)
        if not door.own_knocks:
            return here
        return _weigh_own_knocks(
            here, [(self.compound_chance(door.compound, at, door.group), tally) for at, tally in door.own_knocks]
        )

    def compound_chance(self, compound: str, slot: SlotType, group: PresenceGroup) -> float:
        """This will shrink the record of the compound's like households towards the table (Beta-Binomial mean)."""
        key = (compound, slot, group)
        if key not in self._compounds:
            table, evidence = self.knowledge.at_home[group][slot], self.knowledge.evidence.get(key, Tally())
            self._compounds[key] = (table * TABLE_STRENGTH_KNOCKS + evidence.found) / (
                TABLE_STRENGTH_KNOCKS + evidence.knocks
            )
        return self._compounds[key]

    def later_chance(self, door: Door, coming: Iterable[CrewBlock]) -> float | None:
        """This will give the mean chance over the better half of the coming blocks; None if none come."""
        chances = sorted((self.p_home(door, block.slot) for block in coming), reverse=True)
        better = chances[: (len(chances) + 1) // 2]
        return sum(better) / len(better) if better else None


def own_total(door: Door) -> Tally:
    """This will sum the household's own knocks over all slot types."""
    tallies = [tally for _, tally in door.own_knocks]
    return Tally(sum(tally.knocks for tally in tallies), sum(tally.found for tally in tallies))


def _weigh_own_knocks(here: float, seen: list[tuple[float, Tally]]) -> float:
    """This will move the neighbours' chance by how well each kind of household explains the own knocks.

    A miss at an hour when nobody is home says little, a miss in the evening says much.
    """
    before = after = weight_before = weight_after = 0.0
    for z, prior in _FRAILTY:
        likelihood = prior
        for neighbours, tally in seen:
            p = _shifted(neighbours, z)
            likelihood *= p**tally.found * (1 - p) ** (tally.knocks - tally.found)
        p_here = _shifted(here, z)
        before, weight_before = before + prior * p_here, weight_before + prior
        after, weight_after = after + likelihood * p_here, weight_after + likelihood
    return min(max(here * (after / weight_after) / (before / weight_before), LOWEST), HIGHEST)


def _shifted(p: float, z: float) -> float:
    p = min(max(p, LOWEST), HIGHEST)
    return 1 / (1 + (1 - p) / p * math.exp(-FRAILTY_SD * z))
