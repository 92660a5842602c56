"""How much the plan reaches, and what it costs, against roster order in the same run.

    python -m bench.planner --json

Every figure comes from invented worlds (at-home odds are an assumption): ratios rank the two ways of choosing doors
and forecast no real station. Seeds below 10 served for trying things out; only seeds from 11 on are reported.
"""

import argparse
import json
import time
from datetime import timedelta
from statistics import fmean
from typing import Any, NamedTuple

from lianxin.visits.planning.beats import balance_beats
from lianxin.visits.planning.night import plan_night
from lianxin.visits.planning.presence import learn
from lianxin.visits.planning.world import (
    EQUAL_PRIORITY,
    FIRST_DAY,
    SURVEY_PRIORITY,
    ByPlan,
    Campaign,
    InRosterOrder,
    Shares,
    World,
    make_world,
    play,
)

FIRST_SEED = 11
PRIORITIES = {"equal": EQUAL_PRIORITY, "survey": SURVEY_PRIORITY}


class Size(NamedTuple):
    """This will be one size of precinct and how long and how often it is played."""

    household_count: int
    crew_count: int
    days: int
    seed_count: int


SIZES = {
    "S": Size(household_count=1_200, crew_count=3, days=14, seed_count=10),
    "S_month": Size(household_count=1_200, crew_count=3, days=28, seed_count=5),
    "S_campaign": Size(household_count=1_200, crew_count=3, days=91, seed_count=3),
    "M": Size(household_count=9_600, crew_count=25, days=14, seed_count=2),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--size", choices=sorted(SIZES), action="append", help="default: all sizes")
    arguments = parser.parse_args()
    figures: dict[str, Any] = {name: measure(SIZES[name]) for name in arguments.size or SIZES}
    figures["one_night"] = measure_one_night()
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        print(json.dumps(figures, ensure_ascii=False, indent=2))


def measure(size: Size) -> dict[str, Any]:
    """This will compare the two ways on every seed, once with equal and once with unequal priorities."""
    return {**size._asdict(), **{name: _compare(size, shares) for name, shares in PRIORITIES.items()}}


def _compare(size: Size, priority: Shares) -> dict[str, Any]:
    people, weight, cpu = [], [], []
    for seed in range(FIRST_SEED, FIRST_SEED + size.seed_count):
        world = make_world(
            seed,
            household_count=size.household_count,
            crew_count=size.crew_count,
            days=size.days,
            priority=priority,
        )
        in_order, order_seconds = _played(world, InRosterOrder())
        planned, plan_seconds = _played(world, ByPlan())
        people.append(planned.met_count / in_order.met_count)
        weight.append(planned.met_weight / in_order.met_weight)
        cpu.append(plan_seconds / order_seconds)
    return {
        "people_met_ratio": _spread(people),
        "wins": sum(ratio > 1 for ratio in people),
        "weighted_reach_ratio": _spread(weight),
        "cpu_ratio_simulation_included": _spread(cpu),
    }


def _played(world: World, way: ByPlan | InRosterOrder) -> tuple[Campaign, float]:
    before = time.process_time()
    campaign = play(world, way)
    return campaign, time.process_time() - before


def _spread(ratios: list[float]) -> dict[str, float]:
    return {"mean": round(fmean(ratios), 3), "min": round(min(ratios), 3), "max": round(max(ratios), 3)}


def measure_one_night() -> dict[str, Any]:
    """This will time one night of 12,000 due doors after ten days of knocks, in CPU seconds of this machine."""
    world = make_world(FIRST_SEED, household_count=12_000, crew_count=36, days=14)
    campaign, by_plan = Campaign(world), ByPlan()
    for offset in range(10):
        by_plan(campaign, FIRST_DAY + timedelta(days=offset))
    day = FIRST_DAY + timedelta(days=10)
    learnt = learn(campaign.past)
    doors, today, coming = campaign.due(day, learnt.own_knocks), world.blocks_on(day), world.blocks_between(day, 7)
    started = time.process_time()
    beats = balance_beats(doors, [*today, *coming])
    balanced = time.process_time()
    plan = plan_night(day, doors, today, learnt.knowledge, coming=coming, beats=beats)
    planned = time.process_time()
    return {
        "due": plan.due_count,
        "blocks": len(today),
        "placed": len(plan.placed),
        "reserve": len(plan.reserve),
        "balance_cpu_s": round(balanced - started, 3),
        "plan_cpu_s": round(planned - balanced, 3),
    }


if __name__ == "__main__":
    main()
