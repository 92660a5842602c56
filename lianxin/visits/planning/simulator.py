"""An invented world in which plans are played: demo, bench and tests use it, the planner never sees inside.

Everything hidden is a hash of the seed and a key, so two plans meet the same people at home in the same hours (common
random numbers) and any set of residents, generated here or imported, can be given odds. All figures are invented
([A] in the planner's survey): they rank methods and forecast no real station.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from statistics import NormalDist

from lianxin.visits.planning.inputs import USUAL_POLICY, CrewBlock, Door, Policy, PresenceGroup, SlotType
from lianxin.visits.planning.timetable import allowed_spans
from lianxin.visits.planning.walking import walk_minutes

_HOME_ODDS: Mapping[PresenceGroup, tuple[float, ...]] = {
    PresenceGroup.WORKING: (0.10, 0.12, 0.55, 0.45, 0.40, 0.55),
    PresenceGroup.AT_HOME: (0.62, 0.56, 0.72, 0.60, 0.55, 0.70),
    PresenceGroup.SHIFTS: (0.42, 0.38, 0.40, 0.42, 0.40, 0.40),
}
_GROUP_SHARES = ((PresenceGroup.WORKING, 0.67), (PresenceGroup.AT_HOME, 0.20), (PresenceGroup.SHIFTS, 0.13))
HOUSEHOLD_FRAILTY_SD = 0.8
COMPOUND_FRAILTY_SD = 0.5
SHORTEST_TALK, LONGEST_TALK = 8.0, 15.0

_NORMAL = NormalDist()
_SLOT_PLACE = {slot: place for place, slot in enumerate(SlotType)}


def draw(*key: object) -> float:
    """This will give a number in (0, 1) that depends on the key alone."""
    digest = hashlib.blake2b("|".join(map(str, key)).encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") + 0.5) / 2**64


def draw_normal(*key: object) -> float:
    """This will give a standard normal number that depends on the key alone."""
    return _NORMAL.inv_cdf(draw(*key))


@dataclass(frozen=True, slots=True)
class HiddenOdds:
    """This will decide who is home when; the odds vary by group, by compound and slot type, and by household."""

    seed: int

    def group(self, household: str) -> PresenceGroup:
        """This will draw by whose day a household really lives."""
        at = draw(self.seed, "group", household)
        for group, share in _GROUP_SHARES:
            if at < share:
                return group
            at -= share
        return PresenceGroup.SHIFTS

    def chance(
        self, household: str, compound: str, slot: SlotType, group: PresenceGroup = PresenceGroup.UNKNOWN
    ) -> float:
        """This will give one resident's true chance of being home; an unknown group is drawn."""
        return _hidden_chance(
            self.seed, household, compound, slot, self.group(household) if group is PresenceGroup.UNKNOWN else group
        )

    def is_home(
        self,
        resident: str,
        household: str,
        compound: str,
        block: CrewBlock,
        group: PresenceGroup = PresenceGroup.UNKNOWN,
    ) -> bool:
        """This will draw whether the resident is home in this block; asking twice gives the same answer."""
        chance = self.chance(household, compound, block.slot, group)
        part = block.slot.value.split("_")[1]
        return draw(self.seed, "home", resident, block.day.isoformat(), part) < chance

    def talk_minutes(self, resident: str) -> float:
        """This will draw how long the talk with a resident takes."""
        return SHORTEST_TALK + (LONGEST_TALK - SHORTEST_TALK) * draw(self.seed, "talk", resident)


@lru_cache(maxsize=200_000)
def _hidden_chance(seed: int, household: str, compound: str, slot: SlotType, group: PresenceGroup) -> float:
    base = _HOME_ODDS[group][_SLOT_PLACE[slot]]
    logit = math.log(base / (1 - base))
    logit += HOUSEHOLD_FRAILTY_SD * draw_normal(seed, "frailty", household)
    logit += COMPOUND_FRAILTY_SD * draw_normal(seed, "compound", compound, slot)
    return 1 / (1 + math.exp(-logit))


@dataclass(frozen=True, slots=True)
class Played:
    """This will be one knock as it happened in the simulated world; `met` are the residents found home."""

    household: str
    block: str
    day: date
    at_minute: float
    minutes: float
    met: tuple[str, ...]


@dataclass(slots=True)
class PlayedBlock:
    """This will walk one block through real minutes, knock after knock, until the allowed time is over."""

    block: CrewBlock
    odds: HiddenOdds
    policy: Policy = USUAL_POLICY
    knocks: list[Played] = field(default_factory=list)
    _clock: float = 0.0
    _before: Door | None = None

    def __post_init__(self) -> None:
        self._clock = float(self.block.starts_minute)

    def knock(self, door: Door, residents: Sequence[str], group: PresenceGroup) -> bool:
        """This will knock if there is still allowed time on arrival, and say whether it did."""
        arrival = self._clock + walk_minutes(self._before, door)
        start = next((max(arrival, s) for s, e in allowed_spans(door, self.block) if max(arrival, s) < e), None)
        if start is None:
            return False
        met = tuple(r for r in residents if self.odds.is_home(r, door.household, door.compound, self.block, group))
        minutes = self.policy.door_minutes + max((self.odds.talk_minutes(r) for r in met), default=0.0)
        self.knocks.append(Played(door.household, self.block.key, self.block.day, start, minutes, met))
        self._clock, self._before = start + minutes, door
        return True
