from datetime import timedelta

import pytest

from lianxin.visits.planning.inputs import AskedTime, Policy, SlotType, Tally
from lianxin.visits.planning.night import plan_night
from lianxin.visits.planning.plan import NightPlan, Reason
from lianxin.visits.planning.tests.factories import FRIDAY, NOTHING_KNOWN, SATURDAY, block, door, doors


def plan(some_doors, blocks=None, **changes) -> NightPlan:
    return plan_night(FRIDAY, some_doors, [block()] if blocks is None else blocks, NOTHING_KNOWN, **changes)


def reason_of(night: NightPlan, household: str) -> Reason | None:
    return next(line.reason for line in night.unplaced if line.household == household)


def households(lines) -> set[str]:
    return {line.household for line in lines}


def test_a_block_is_filled_and_two_fifths_more_wait_as_reserve():
    night = plan(doors(60))

    assert 9 <= len(night.placed) <= 16
    assert len(night.reserve) == -(-2 * len(night.placed) // 5)
    assert night.due_count == 60


def test_the_list_leaves_no_room_for_one_more_door_and_never_overruns():
    (evening,) = plan(doors(60)).blocks

    assert evening.minutes_total == 120
    assert evening.minutes_total - 10 < evening.minutes_used <= evening.minutes_total


def test_doors_of_high_priority_are_placed_before_the_rest():
    few_urgent = [door(f"{n}-1-901", weight=8.0) for n in range(1, 6)]

    assert households(few_urgent) <= households(plan([*doors(60), *few_urgent]).placed)


def test_where_people_are_likely_home_is_preferred_at_equal_priority():
    kept_missing = doors(20, own_knocks=((SlotType.WEEKDAY_EVE, Tally(3, 0)),), days_since_knock=20, attempts=3)
    fresh = [door(f"1-1-{201 + i}") for i in range(20)]

    assert households(plan([*kept_missing, *fresh]).placed) <= households(fresh)


def test_positions_and_times_rise_through_the_list():
    (evening,) = plan(doors(40)).blocks

    assert [line.position for line in evening.placed] == list(range(1, len(evening.placed) + 1))
    assert [line.starts_minute for line in evening.placed] == sorted(line.starts_minute for line in evening.placed)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"language": "闽南话"}, Reason.LANGUAGE),
        ({"asked": AskedTime(slots=frozenset({SlotType.WEEKEND_AM}))}, Reason.WANTS_OTHER_TIME),
        ({"attempts": 1, "misses": 1, "days_since_knock": 1}, Reason.TOO_SOON),
        ({"attempts": 2, "misses": 2, "days_since_knock": 5}, Reason.RESTING),
        ({"attempts": 4, "misses": 0, "days_since_knock": 30}, Reason.CAP_REACHED),
    ],
)
def test_a_door_no_rule_allows_today_is_unplaced_with_the_reason(changes, reason):
    night = plan([door("1-1-999", weight=99.0, **changes), *doors(3)])

    assert reason_of(night, "1-1-999") is reason
    assert len(night.placed) == 3


def test_a_door_without_room_is_unplaced_for_want_of_time_and_told_when_next():
    tomorrow = block("沈陈周六晚", day=SATURDAY)
    left = plan(doors(60), coming=[tomorrow]).unplaced

    assert {line.reason for line in left} == {Reason.NO_TIME}
    assert {line.next_chance.block for line in left} == {"沈陈周六晚"}


def test_a_block_in_quiet_hours_takes_nobody():
    night = plan(doors(3), [block(starts_minute=12 * 60 + 30, ends_minute=14 * 60)])

    assert {line.reason for line in night.unplaced} == {Reason.QUIET_HOURS}


def test_without_a_crew_every_door_is_unplaced_and_none_is_lost():
    night = plan(doors(5), [])

    assert {line.reason for line in night.unplaced} == {Reason.NO_CREW}
    assert night.due_count == 5


def test_a_door_of_a_crew_that_is_off_today_waits_for_it():
    coming = block("林组周六晚", crew="林组", day=SATURDAY)
    night = plan([door()], coming=[coming], beats={"1-1-101": "林组"})

    assert reason_of(night, "1-1-101") is Reason.CREW_OFF
    assert night.unplaced[0].next_chance.block == "林组周六晚"


def test_a_door_whose_crew_was_dissolved_gets_another():
    assert households(plan([door()], beats={"1-1-101": "旧组"}).placed) == {"1-1-101"}


def test_an_appointment_is_kept_by_another_crew_when_its_own_is_off():
    promised = door(asked=AskedTime(day=FRIDAY, from_minute=19 * 60, to_minute=19 * 60 + 30), weight=0.1)
    coming = block("林组周六晚", crew="林组", day=SATURDAY)
    night = plan([promised, *doors(40, compound="龙湖国际")[1:]], coming=[coming], beats={"1-1-101": "林组"})

    assert "1-1-101" in households(night.placed)


def test_a_pinned_door_goes_to_its_block_before_all_others():
    other = block("林组周五晚", crew="林组")
    pinned = door("9-1-101", weight=0.1, pinned_block="林组周五晚")
    night = plan([*doors(60, weight=5.0), pinned], [block(), other], beats={"9-1-101": "沈陈"})

    (line,) = [line for line in night.placed if line.household == "9-1-101"]
    assert (line.block, line.is_pinned) == ("林组周五晚", True)


def test_a_pin_does_not_open_a_door_that_must_be_left_in_peace():
    night = plan([door(pinned_block=block().key, attempts=1, days_since_knock=1)])

    assert night.unplaced[0].reason is Reason.TOO_SOON


def test_a_crew_with_two_blocks_knocks_at_a_door_once():
    morning = block("早", starts_minute=540, ends_minute=690)
    night = plan(doors(80), [morning, block()])
    lines = [line.household for line in night.placed + night.reserve]

    assert len(lines) == len(set(lines))
    assert all(block_plan.placed for block_plan in night.blocks)


def test_a_stricter_policy_is_obeyed():
    policy = Policy(contact_cap=1, reserve_share=0.0)
    night = plan([door(attempts=1, days_since_knock=30), *doors(30)[1:]], policy=policy)

    assert reason_of(night, "1-1-101") is Reason.CAP_REACHED
    assert night.reserve == ()


def test_the_same_night_in_another_order_gives_the_same_plan():
    blocks = [block(), block("林组周五晚", crew="林组")]

    assert plan(doors(80), blocks).placed == plan(doors(80)[::-1], blocks[::-1]).placed


@pytest.mark.parametrize(
    ("some_doors", "blocks"),
    [
        ([door(), door()], [block()]),
        ([door()], [block(), block()]),
        ([door()], [block(day=FRIDAY + timedelta(days=1))]),
    ],
)
def test_a_night_told_twice_or_of_another_day_is_refused(some_doors, blocks):
    with pytest.raises(ValueError):
        plan(some_doors, blocks)
