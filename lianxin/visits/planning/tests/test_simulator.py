from datetime import timedelta
from statistics import fmean

import pytest

from lianxin.visits.planning.inputs import PresenceGroup, SlotType
from lianxin.visits.planning.simulator import HiddenOdds, PlayedBlock, draw
from lianxin.visits.planning.tests.factories import FRIDAY, block, door, doors
from lianxin.visits.planning.world import make_world

EVE = SlotType.WEEKDAY_EVE


def test_the_same_person_is_home_or_not_whoever_asks_and_in_whatever_order():
    odds, evening = HiddenOdds(7), block()
    first = [odds.is_home(f"p{i}", f"h{i}", "东", evening) for i in range(50)]
    again = [HiddenOdds(7).is_home(f"p{i}", f"h{i}", "东", block("别的组")) for i in reversed(range(50))]

    assert first == again[::-1]
    assert len(set(first)) == 2


def test_another_seed_is_another_world():
    assert [HiddenOdds(1).chance(f"h{i}", "东", EVE) for i in range(5)] != [
        HiddenOdds(2).chance(f"h{i}", "东", EVE) for i in range(5)
    ]


def test_people_are_home_as_often_as_their_hidden_odds_say():
    odds = HiddenOdds(3)
    evenings = [block(day=FRIDAY + timedelta(days=7 * week)) for week in range(400)]
    seen = fmean(odds.is_home("p", "h", "东", evening) for evening in evenings)

    assert seen == pytest.approx(odds.chance("h", "东", EVE), abs=0.08)


def test_households_differ_within_one_group():
    odds = HiddenOdds(3)
    chances = [odds.chance(f"h{i}", "东", EVE, PresenceGroup.WORKING) for i in range(200)]

    assert max(chances) - min(chances) > 0.4


def test_draws_lie_strictly_between_zero_and_one_and_spread_evenly():
    draws = [draw("x", i) for i in range(2_000)]

    assert 0 < min(draws) < max(draws) < 1
    assert fmean(draws) == pytest.approx(0.5, abs=0.02)


def test_a_block_is_walked_until_its_time_is_over_and_not_into_quiet_hours():
    played = PlayedBlock(block(ends_minute=21 * 60), HiddenOdds(1))
    answers = [played.knock(d, [d.household], PresenceGroup.AT_HOME) for d in doors(80)]

    assert answers.count(True) == len(played.knocks) < 80
    assert max(knock.at_minute for knock in played.knocks) < 20 * 60 + 30


def test_nobody_home_takes_only_the_minutes_at_the_door():
    played = PlayedBlock(block(), HiddenOdds(1))
    played.knock(door(), [], PresenceGroup.UNKNOWN)

    assert played.knocks[0].minutes == 1.5
    assert played.knocks[0].met == ()


def test_a_world_is_made_again_from_its_seed_and_has_the_asked_size():
    world = make_world(5, household_count=300, crew_count=2, days=7)

    assert world == make_world(5, household_count=300, crew_count=2, days=7)
    assert len(world.homes) == pytest.approx(300, abs=5)
    assert {b.crew for b in world.blocks} == {"crew-1", "crew-2"}
