"""The plan of one day: every crew-block gets its list, every due door ends somewhere with a reason."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date

from lianxin.visits.planning.beats import Beats, balance_beats
from lianxin.visits.planning.filling import Filled, fill_block
from lianxin.visits.planning.inputs import USUAL_POLICY, CrewBlock, Door, Knowledge, Policy
from lianxin.visits.planning.plan import BlockPlan, Line, NextChance, NightPlan, Reason, Standing
from lianxin.visits.planning.presence import Presence
from lianxin.visits.planning.rules import is_appointment, next_chance, speaks, why_not_in, why_not_today
from lianxin.visits.planning.timetable import expected_minutes, minutes_used, working_minutes


def plan_night(
    day: date,
    doors: Sequence[Door],
    blocks: Sequence[CrewBlock],
    knowledge: Knowledge,
    *,
    coming: Sequence[CrewBlock] = (),
    beats: Beats | None = None,
    policy: Policy = USUAL_POLICY,
) -> NightPlan:
    """This will plan one day (走访计划): each block's ordered list and reserves, and a reason for every door left over.

    `coming` are the crews' later blocks; they give next chances and, where `beats` is not given, the balance.
    """
    _check(day, doors, blocks)
    crew_of = _living_beats(doors, [*blocks, *coming], beats or {}, policy)
    today, later = _by_crew(blocks), _by_crew(coming)
    presence = Presence(knowledge)
    barred = {door.household: reason for door in doors if (reason := why_not_today(door, policy))}
    waiting = {door.household: door for door in doors if door.household not in barred}
    own = _by_crew_of(waiting.values(), crew_of)
    guests = [d for d in waiting.values() if _may_be_a_guest(d, day, today.get(crew_of.get(d.household), ()))]
    plans = {}
    for block in _in_order_of_hope(blocks, knowledge):
        candidates = _candidates(block, [*own[block.crew], *guests], waiting, {b.key for b in blocks})
        plans[block.key] = plan = _plan_block(block, candidates, presence, policy)
        for line in plan.placed + plan.reserve:
            del waiting[line.household]
    unplaced = []
    for door in (door for door in doors if door.household in barred or door.household in waiting):
        crew = crew_of.get(door.household)
        mine = [block for block in blocks if block.key == door.pinned_block] or today.get(crew, ())
        reason = barred.get(door.household) or why_left(door, blocks, mine)
        unplaced.append(_unplaced(door, reason, next_chance(door, day, later.get(crew, ()), policy)))
    return NightPlan(day, tuple(plans[block.key] for block in sorted(blocks, key=_start)), tuple(unplaced))


def rank_of(weight: float, p_home: float) -> float:
    """This will be the one number by which doors compete: priority × chance of being home."""
    return weight * p_home


def why_left(door: Door, blocks: Sequence[CrewBlock], own: Sequence[CrewBlock]) -> Reason:
    """This will say why a door that may be knocked at today found no place; `own` are the blocks meant for it."""
    if not blocks:
        return Reason.NO_CREW
    if not any(speaks(block, door) for block in blocks):
        return Reason.LANGUAGE
    if not own:
        return Reason.CREW_OFF
    reasons = [why_not_in(door, block) for block in own]
    return Reason.NO_TIME if None in reasons else min(reason for reason in reasons if reason)


def _check(day: date, doors: Sequence[Door], blocks: Sequence[CrewBlock]) -> None:
    if len({door.household for door in doors}) != len(doors):
        raise ValueError("a household may be due only once a day")
    if len({block.key for block in blocks}) != len(blocks):
        raise ValueError("a block may be given only once")
    if any(block.day != day for block in blocks):
        raise ValueError("every block of the plan lies on its day")


def _living_beats(
    doors: Sequence[Door], blocks: Sequence[CrewBlock], beats: Beats, policy: Policy
) -> Mapping[str, str]:
    """This will give a crew to doors that came after the week's balance, or whose crew has no block any more."""
    crews = {block.crew for block in blocks}
    lost = [door for door in doors if beats.get(door.household) not in crews]
    return {**beats, **balance_beats(lost, blocks, policy)} if lost else beats


def _by_crew(blocks: Iterable[CrewBlock]) -> Mapping[str | None, Sequence[CrewBlock]]:
    by_crew: dict[str | None, list[CrewBlock]] = defaultdict(list)
    for block in sorted(blocks, key=_start):
        by_crew[block.crew].append(block)
    return by_crew


def _by_crew_of(doors: Iterable[Door], crew_of: Beats) -> Mapping[str | None, list[Door]]:
    by_crew: dict[str | None, list[Door]] = defaultdict(list)
    for door in doors:
        by_crew[crew_of.get(door.household)].append(door)
    return by_crew


def _start(block: CrewBlock) -> tuple[date, int, str]:
    return block.day, block.starts_minute, block.key


def _may_be_a_guest(door: Door, day: date, own: Sequence[CrewBlock]) -> bool:
    """This will let a pinned door go anywhere, and an appointment that the own crew cannot keep."""
    if door.pinned_block:
        return True
    return is_appointment(door, day) and all(why_not_in(door, block) for block in own)


def _in_order_of_hope(blocks: Sequence[CrewBlock], knowledge: Knowledge) -> list[CrewBlock]:
    """This will let the hours at which most people are home choose first."""
    hope = {slot: sum(table[slot] for table in knowledge.at_home.values()) for slot in {b.slot for b in blocks}}
    return sorted(blocks, key=lambda block: (-hope[block.slot], block.starts_minute, block.key))


def _candidates(block: CrewBlock, doors: Iterable[Door], waiting: Mapping[str, Door], keys: Set[str]) -> list[Door]:
    """This will keep the doors still waiting that may be knocked at in this block and are not pinned to another."""
    candidates = {door.household: door for door in doors if door.household in waiting}
    return [
        door
        for door in candidates.values()
        if (door.pinned_block not in keys or door.pinned_block == block.key) and why_not_in(door, block) is None
    ]


def _plan_block(block: CrewBlock, doors: Sequence[Door], presence: Presence, policy: Policy) -> BlockPlan:
    chances = {door.household: presence.p_home(door, block.slot) for door in doors}
    ranks = {door.household: rank_of(door.weight, chances[door.household]) for door in doors}
    filled = fill_block(block, doors, chances, ranks, policy)
    return _written(block, filled, chances, policy)


def _written(block: CrewBlock, filled: Filled, chances: Mapping[str, float], policy: Policy) -> BlockPlan:
    placed = tuple(
        Line(
            household=stop.door.household,
            standing=Standing.PLACED,
            weight=stop.door.weight,
            p_home=chances[stop.door.household],
            expected_minutes=stop.expected_minutes,
            block=block.key,
            position=position,
            starts_minute=stop.starts_minute,
            is_pinned=stop.door.pinned_block == block.key,
        )
        for position, stop in enumerate(filled.stops, start=1)
    )
    reserve = tuple(
        Line(
            household=door.household,
            standing=Standing.RESERVE,
            weight=door.weight,
            p_home=chances[door.household],
            expected_minutes=expected_minutes(chances[door.household], door, policy),
            block=block.key,
            position=position,
        )
        for position, door in enumerate(filled.reserve, start=1)
    )
    return BlockPlan(block, placed, reserve, minutes_used(filled.stops), working_minutes(block))


def _unplaced(door: Door, reason: Reason, chance: NextChance | None) -> Line:
    return Line(
        household=door.household,
        standing=Standing.UNPLACED,
        weight=door.weight,
        reason=reason,
        next_chance=chance,
    )
