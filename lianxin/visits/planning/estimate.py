"""How many households the day should meet, for the head of the plan (估计能见到)."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lianxin.visits.planning.plan import Line

TAIL = 0.025
# All chances of a day may be wrong alike (weather, a match on television, the table itself): sd of that common error.
COMMON_ERROR = 0.02
_COMMON = ((-math.sqrt(3), 1 / 6), (0.0, 2 / 3), (math.sqrt(3), 1 / 6))


@dataclass(frozen=True, slots=True)
class Estimate:
    """This will give the expected number of households met and an interval meant to hold 95 days in 100."""

    expected: float
    low: int
    high: int


def expected_met(lines: Iterable[Line]) -> Estimate:
    """This will sum the chances of the placed lines and read the interval off the distribution of their number.

    Knocks are independent (Poisson-binomial) but for the common error of the day.
    """
    chances = [line.p_home for line in lines if line.p_home is not None]
    mixed = sum(share * _number_met(chances, z * COMMON_ERROR) for z, share in _COMMON)
    below = np.cumsum(mixed)
    last = len(chances)
    return Estimate(
        expected=math.fsum(chances),
        low=min(int(np.searchsorted(below, TAIL)), last),
        high=min(int(np.searchsorted(below, 1 - TAIL)), last),
    )


def _number_met(chances: Sequence[float], error: float) -> NDArray[np.float64]:
    distribution = np.ones(1)
    for p in chances:
        shifted = min(max(p + error, 0.0), 1.0)
        distribution = np.convolve(distribution, (1 - shifted, shifted))
    return distribution
