from datetime import timedelta

import pytest

from lianxin.visits.planning.inputs import USUAL_POLICY, AskedTime, SlotType
from lianxin.visits.planning.plan import NextChance, Reason
from lianxin.visits.planning.rules import earliest_day, next_chance, why_not_in, why_not_today
from lianxin.visits.planning.tests.factories import FRIDAY, SATURDAY, block, door

MORNING = SlotType.WEEKDAY_AM


@pytest.mark.parametrize(
    ("past", "reason"),
    [
        ({}, None),
        ({"attempts": 1, "misses": 1, "days_since_knock": 2}, Reason.TOO_SOON),
        ({"attempts": 1, "misses": 1, "days_since_knock": 3}, None),
        ({"attempts": 2, "misses": 2, "days_since_knock": 13}, Reason.RESTING),
        ({"attempts": 2, "misses": 2, "days_since_knock": 14}, None),
        ({"attempts": 3, "misses": 0, "days_since_knock": 3}, None),
        ({"attempts": 4, "misses": 1, "days_since_knock": 60}, Reason.CAP_REACHED),
    ],
)
def test_a_household_is_left_in_peace_between_knocks_and_after_the_last(past, reason):
    assert why_not_today(door(**past), USUAL_POLICY) is reason


@pytest.mark.parametrize(
    ("wish", "hours", "reason"),
    [
        ({"language": "闽南话"}, {}, Reason.LANGUAGE),
        ({"language": "闽南话"}, {"languages": frozenset({"闽南话"})}, None),
        ({"asked": AskedTime(slots=frozenset({MORNING}))}, {}, Reason.WANTS_OTHER_TIME),
        ({"asked": AskedTime(day=SATURDAY)}, {}, Reason.WANTS_OTHER_TIME),
        ({"asked": AskedTime(day=FRIDAY)}, {}, None),
        ({"asked": AskedTime(from_minute=600, to_minute=660)}, {}, Reason.WANTS_OTHER_TIME),
        ({}, {"starts_minute": 1230, "ends_minute": 1290}, Reason.QUIET_HOURS),
    ],
)
def test_a_crew_may_be_kept_from_a_door_by_language_wish_or_quiet_hours(wish, hours, reason):
    assert why_not_in(door(**wish), block(**hours)) is reason


def test_the_earliest_day_keeps_the_gap_the_rest_and_the_appointment():
    knocked_today = {"attempts": 1, "days_since_knock": 0}
    in_a_week = FRIDAY + timedelta(days=7)

    assert earliest_day(door(), FRIDAY, USUAL_POLICY) == SATURDAY
    assert earliest_day(door(**knocked_today, misses=1), FRIDAY, USUAL_POLICY) == FRIDAY + timedelta(days=3)
    assert earliest_day(door(**knocked_today, misses=2), FRIDAY, USUAL_POLICY) == FRIDAY + timedelta(days=14)
    assert earliest_day(door(asked=AskedTime(day=in_a_week)), FRIDAY, USUAL_POLICY) == in_a_week
    assert earliest_day(door(attempts=4), FRIDAY, USUAL_POLICY) is None


def test_the_next_chance_is_the_first_coming_block_that_suits_the_household():
    morning = block("早", day=FRIDAY + timedelta(days=3), starts_minute=540, ends_minute=690)
    coming = [block("晚", day=SATURDAY), morning]
    asks = door(asked=AskedTime(slots=frozenset({MORNING})))

    assert next_chance(asks, FRIDAY, coming, USUAL_POLICY) == NextChance(morning.day, "早", MORNING)
    assert next_chance(asks, FRIDAY, [], USUAL_POLICY) == NextChance(SATURDAY)
    assert next_chance(door(attempts=4), FRIDAY, coming, USUAL_POLICY) is None
