import pytest

from lianxin.visits.planning.inputs import AskedTime, Knock, PresenceGroup, SlotType, Tally
from lianxin.visits.planning.presence import (
    ASKED_TIME_CHANCE,
    INVENTED_AT_HOME,
    Presence,
    learn,
    presence_group,
)
from lianxin.visits.planning.tests.factories import NOTHING_KNOWN, SATURDAY, block, door

EVE, AM = SlotType.WEEKDAY_EVE, SlotType.WEEKDAY_AM


def knocks(found: int, missed: int, *, household: str = "9-9-901", slot: SlotType = EVE) -> list[Knock]:
    return [Knock(household, "丽景国际", slot, i < found) for i in range(found + missed)]


def p_home(past: list[Knock], slot: SlotType = EVE, **changes: object) -> float:
    learnt = learn(past)
    asked_door = door(own_knocks=learnt.own_knocks.get("1-1-101", ()), **changes)
    return Presence(learnt.knowledge).p_home(asked_door, slot)


def test_without_any_knock_the_table_speaks():
    assert p_home([]) == INVENTED_AT_HOME[PresenceGroup.UNKNOWN][EVE]


def test_neighbours_found_at_home_raise_the_chance_and_misses_lower_it():
    assert p_home(knocks(5, 0)) > p_home([]) > p_home(knocks(0, 5))


def test_many_knocks_outweigh_the_table():
    assert p_home(knocks(300, 700)) == pytest.approx(0.30, abs=0.01)


def test_few_knocks_move_the_chance_only_a_little():
    assert abs(p_home(knocks(0, 1)) - p_home([])) < 0.05


def test_evidence_of_one_slot_type_says_nothing_of_another():
    assert p_home(knocks(20, 0), AM) == p_home([], AM)


def test_evidence_of_one_compound_says_nothing_of_another():
    assert p_home(knocks(20, 0), compound="龙湖国际") == p_home([])


def test_a_household_that_was_never_found_is_less_likely_home_than_its_neighbours():
    own = knocks(0, 2, household="1-1-101")
    neighbours_only = learn(own).knowledge

    assert p_home(own) < Presence(neighbours_only).p_home(door(), EVE)


def test_a_miss_in_the_evening_says_more_than_a_miss_in_the_morning():
    missed_evening = door(own_knocks=((EVE, Tally(1, 0)),))
    missed_morning = door(own_knocks=((AM, Tally(1, 0)),))
    presence = Presence(NOTHING_KNOWN)

    assert presence.p_home(missed_evening, EVE) < presence.p_home(missed_morning, EVE) < presence.p_home(door(), EVE)


def test_each_further_miss_lowers_the_chance_and_never_to_nothing():
    presence = Presence(NOTHING_KNOWN)
    chances = [presence.p_home(door(own_knocks=((EVE, Tally(n, 0)),)), EVE) for n in range(1, 8)]

    assert chances == sorted(chances, reverse=True)
    assert chances[-1] > 0


def test_an_asked_time_counts_more_than_the_table_and_only_then():
    asks = door(asked=AskedTime(slots=frozenset({AM})))
    presence = Presence(NOTHING_KNOWN)

    assert presence.p_home(asks, AM) == ASKED_TIME_CHANCE
    assert presence.p_home(asks, EVE) == presence.p_home(door(), EVE)


def test_the_chance_comes_with_the_knocks_it_rests_on():
    learnt = learn([*knocks(2, 1), *knocks(0, 1, household="1-1-101")])
    chance = Presence(learnt.knowledge).chance(door(own_knocks=learnt.own_knocks["1-1-101"]), EVE)

    assert chance.compound == Tally(4, 2)
    assert chance.own == Tally(1, 0)


def test_the_later_chance_is_the_mean_of_the_better_half_of_the_coming_blocks():
    presence = Presence(NOTHING_KNOWN)
    evening, morning = block("晚"), block("早", starts_minute=540, ends_minute=690)
    weekend = block("周末", day=SATURDAY, starts_minute=540, ends_minute=690)

    expected = (presence.p_home(door(), EVE) + presence.p_home(door(), SlotType.WEEKEND_AM)) / 2
    assert presence.later_chance(door(), [evening, morning, weekend]) == pytest.approx(expected)
    assert presence.later_chance(door(), []) is None


@pytest.mark.parametrize(
    ("occupation", "age", "group"),
    [
        ("退休工人", 61, PresenceGroup.AT_HOME),
        ("护士", 30, PresenceGroup.SHIFTS),
        ("会计", 40, PresenceGroup.WORKING),
        ("", 70, PresenceGroup.AT_HOME),
        ("", None, PresenceGroup.UNKNOWN),
    ],
)
def test_the_group_is_guessed_from_occupation_and_age(occupation, age, group):
    assert presence_group(occupation, age) is group
