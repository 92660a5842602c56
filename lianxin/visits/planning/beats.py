"""Beats: which crew looks after which doors, balanced so that no crew's beat runs dry while another's overflows."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ortools.graph.python import min_cost_flow

from lianxin.visits.planning.inputs import USUAL_POLICY, CrewBlock, Door, Policy
from lianxin.visits.planning.timetable import working_minutes
from lianxin.visits.planning.walking import SAME_COMPOUND_MINUTES, door_order, natural

Beats = Mapping[str, str]
BeatArea = tuple[str, str]

USUAL_CHANCE = 0.4
SLACK = 1.05
AWAY_FROM_HOME_BEAT = 40
OVERFULL = 100_000
METRES_PER_COST = 50.0


def balance_beats(doors: Iterable[Door], blocks: Iterable[CrewBlock], policy: Policy = USUAL_POLICY) -> dict[str, str]:
    """This will give every door a crew that speaks its language: near home, loads in proportion to the crews' minutes.

    Min-cost flow from (compound, language) work to crew capacity. Staying in the home compounds is worth 2 km of way.
    A door whose language no crew speaks is left out.
    """
    areas: dict[BeatArea, list[Door]] = defaultdict(list)
    for door in doors:
        areas[door.compound, door.language].append(door)
    crews: dict[str, list[CrewBlock]] = defaultdict(list)
    for block in blocks:
        crews[block.crew].append(block)
    shares = _flow(areas, crews, policy)
    return {door.household: crew for area in sorted(areas) for door, crew in _deal(areas[area], shares[area], policy)}


def work_minutes(door: Door, policy: Policy) -> float:
    """This will estimate the minutes a door takes, way and talk, at a usual hour."""
    return policy.door_minutes + SAME_COMPOUND_MINUTES + USUAL_CHANCE * door.talk_minutes


def _flow(
    areas: Mapping[BeatArea, Sequence[Door]], crews: Mapping[str, Sequence[CrewBlock]], policy: Policy
) -> dict[BeatArea, dict[str, int]]:
    names, keys = sorted(crews), sorted(areas)
    languages = {crew: frozenset().union(*(block.languages for block in crews[crew])) for crew in names}
    homes = {crew: frozenset().union(*(block.home_compounds for block in crews[crew])) for crew in names}
    minutes = {crew: sum(working_minutes(block) for block in crews[crew]) for crew in names}
    centres = _centres(areas)
    starts = {crew: _middle([centres[c] for c in sorted(homes[crew]) if c in centres]) for crew in names}
    work = {key: math.ceil(sum(work_minutes(door, policy) for door in areas[key])) for key in keys}
    served = [key for key in keys if any(not key[1] or key[1] in languages[crew] for crew in names)]

    flow = min_cost_flow.SimpleMinCostFlow()
    sink, total, all_minutes = 0, sum(work[key] for key in served), sum(minutes.values()) or 1.0
    crew_node = {crew: 1 + i for i, crew in enumerate(names)}
    arcs: dict[int, tuple[BeatArea, str]] = {}
    for i, key in enumerate(served):
        node = 1 + len(names) + i
        flow.set_node_supply(node, work[key])
        for crew in names:
            if not key[1] or key[1] in languages[crew]:
                cost = _cost(centres[key[0]], starts[crew], is_home=key[0] in homes[crew])
                arcs[flow.add_arc_with_capacity_and_unit_cost(node, crew_node[crew], work[key], cost)] = (key, crew)
    for crew in names:
        fair = math.ceil(total * SLACK * minutes[crew] / all_minutes)
        flow.add_arc_with_capacity_and_unit_cost(crew_node[crew], sink, fair, 0)
        flow.add_arc_with_capacity_and_unit_cost(crew_node[crew], sink, total, OVERFULL)
    flow.set_node_supply(sink, -total)
    if total and flow.solve() != flow.OPTIMAL:
        raise RuntimeError("beats: the flow has a way for every minute and must be solvable")
    shares: dict[BeatArea, dict[str, int]] = {key: {} for key in keys}
    for arc, (key, crew) in arcs.items():
        if minute := flow.flow(arc):
            shares[key][crew] = minute
    return shares


def _deal(doors: Sequence[Door], share: Mapping[str, int], policy: Policy) -> list[tuple[Door, str]]:
    """This will hand an area's doors out in walking order, so that each crew gets whole stretches of buildings."""
    dealt: list[tuple[Door, str]] = []
    crews = sorted(share, key=natural)
    if not crews:
        return dealt
    turn, left = 0, float(share[crews[0]])
    for door in sorted(doors, key=door_order):
        length = work_minutes(door, policy)
        if left < length / 2 and turn + 1 < len(crews):
            turn += 1
            left += share[crews[turn]]
        dealt.append((door, crews[turn]))
        left -= length
    return dealt


def _centres(areas: Mapping[BeatArea, Sequence[Door]]) -> dict[str, tuple[float, float]]:
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for (compound, _), doors in sorted(areas.items()):
        points[compound] += [(door.x_m, door.y_m) for door in doors]
    return {compound: middle for compound in points if (middle := _middle(points[compound])) is not None}


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    if not points:
        return None
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _cost(centre: tuple[float, float], start: tuple[float, float] | None, *, is_home: bool) -> int:
    way = 0.0 if start is None or is_home else math.dist(centre, start)
    return round(way / METRES_PER_COST) + (0 if is_home else AWAY_FROM_HOME_BEAT)
