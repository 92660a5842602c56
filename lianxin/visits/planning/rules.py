"""May this door be knocked at on this day, by this crew, in these hours? Hard rules, each with its reason (R11)."""

from collections.abc import Iterable
from datetime import date, timedelta

from lianxin.visits.planning.inputs import CrewBlock, Door, Policy
from lianxin.visits.planning.plan import NextChance, Reason
from lianxin.visits.planning.timetable import allowed_spans


def why_not_today(door: Door, policy: Policy) -> Reason | None:
    """This will say whether the household must be left in peace today, whoever would go."""
    if door.attempts >= policy.contact_cap:
        return Reason.CAP_REACHED
    if door.days_since_knock is None:
        return None
    if door.misses >= policy.misses_before_rest and door.days_since_knock < policy.rest_days:
        return Reason.RESTING
    return Reason.TOO_SOON if door.days_since_knock < policy.days_between_knocks else None


def why_not_in(door: Door, block: CrewBlock) -> Reason | None:
    """This will say what keeps this crew, in this block, from this door."""
    if not speaks(block, door):
        return Reason.LANGUAGE
    if door.asked is not None and not _is_asked(door, block):
        return Reason.WANTS_OTHER_TIME
    if allowed_spans(door, block):
        return None
    return Reason.WANTS_OTHER_TIME if door.asked is not None and door.asked.has_hours() else Reason.QUIET_HOURS


def speaks(block: CrewBlock, door: Door) -> bool:
    """This will tell whether somebody in the crew speaks what the household needs; no need means everybody does."""
    return not door.language or door.language in block.languages


def is_appointment(door: Door, day: date) -> bool:
    """This will tell whether the household was promised this very day."""
    return door.asked is not None and door.asked.day == day


def earliest_day(door: Door, today: date, policy: Policy) -> date | None:
    """This will give the first day after today on which the hard rules allow a knock; None once the cap is reached."""
    if door.attempts >= policy.contact_cap:
        return None
    day = today + timedelta(days=1)
    if door.days_since_knock is not None:
        gap = policy.rest_days if door.misses >= policy.misses_before_rest else policy.days_between_knocks
        day = max(day, today + timedelta(days=gap - door.days_since_knock))
    if door.asked is not None and door.asked.day is not None:
        day = max(day, door.asked.day)
    return day


def next_chance(door: Door, today: date, coming: Iterable[CrewBlock], policy: Policy) -> NextChance | None:
    """This will find the first coming block that may take the door; only the day where no block is known yet."""
    first = earliest_day(door, today, policy)
    if first is None:
        return None
    for block in coming:
        if block.day >= first and why_not_in(door, block) is None:
            return NextChance(block.day, block.key, block.slot)
    return NextChance(first)


def _is_asked(door: Door, block: CrewBlock) -> bool:
    asked = door.asked
    return asked is None or (block.slot in asked.slots and (asked.day is None or asked.day == block.day))
