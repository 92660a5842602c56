import pytest

from lianxin.visits.planning.inputs import USUAL_POLICY, AskedTime
from lianxin.visits.planning.tests.factories import block, door, doors
from lianxin.visits.planning.timetable import arrange, minutes_used, timetable, working_minutes, working_spans
from lianxin.visits.planning.walking import natural, walk_minutes, walking_order


def half_home(some_doors):
    return {d.household: 0.5 for d in some_doors}


def test_the_noon_rest_and_the_late_evening_are_cut_out_of_a_block():
    long_day = block(starts_minute=9 * 60, ends_minute=22 * 60)

    assert working_spans(long_day) == [(540, 750), (840, 1230)]
    assert working_minutes(long_day) == 600


def test_a_block_inside_the_noon_rest_has_no_minute_to_knock():
    assert working_spans(block(starts_minute=750, ends_minute=840)) == []


def test_no_knock_is_started_that_would_last_into_the_noon_rest():
    tight = block(starts_minute=12 * 60, ends_minute=15 * 60)
    stops = timetable(tight, walked := doors(6), half_home(walked), USUAL_POLICY)

    assert [s.ends_minute <= 750 for s in stops[:3]] == [True, True, True]
    assert stops[3].starts_minute >= 840


def test_knocks_follow_each_other_with_the_way_between_them():
    stops = timetable(block(), walked := doors(3), half_home(walked), USUAL_POLICY)

    assert stops[1].starts_minute == stops[0].ends_minute + walk_minutes(walked[0], walked[1])
    assert minutes_used(stops) == pytest.approx(stops[-1].ends_minute - block().starts_minute)


def test_a_list_too_long_for_its_block_is_marked_where_the_time_ends():
    stops = timetable(block(), walked := doors(30), half_home(walked), USUAL_POLICY)

    assert stops[0].is_allowed
    assert not stops[-1].is_allowed


def test_an_asked_hour_is_waited_for():
    asks = door("1-1-199", asked=AskedTime(from_minute=19 * 60, to_minute=19 * 60 + 30))
    stops = timetable(block(), [asks], half_home([asks]), USUAL_POLICY)

    assert stops[0].starts_minute == 19 * 60


def test_only_a_household_that_asked_is_visited_in_quiet_hours():
    late = block(starts_minute=20 * 60, ends_minute=21 * 60)
    asks = door("1-1-199", asked=AskedTime(from_minute=20 * 60 + 35, to_minute=21 * 60))

    assert timetable(late, [asks], half_home([asks]), USUAL_POLICY)[0].starts_minute == 20 * 60 + 35
    assert arrange(late, [*doors(9), asks], half_home([*doors(9), asks]), USUAL_POLICY) is None


def test_asked_hours_are_fitted_between_the_other_doors():
    asks = door("9-1-101", asked=AskedTime(from_minute=19 * 60, to_minute=19 * 60 + 20))
    walked = [*doors(6), asks]
    stops = arrange(block(), walked, half_home(walked), USUAL_POLICY)

    assert stops is not None
    assert len(stops) == 7
    assert 19 * 60 <= next(s.starts_minute for s in stops if s.door is asks) <= 19 * 60 + 20
    assert stops[0].door is not asks and stops[-1].door is not asks


def test_doors_are_walked_compound_by_compound_then_building_unit_room():
    near = [door("10-1-101"), door("2-2-301"), door("2-1-1001"), door("2-1-201")]
    far = [door("1-1-101", household="远处", compound="龙湖国际", x_m=900.0)]
    ordered = walking_order([*far, *near])

    assert [d.household for d in ordered] == ["2-1-201", "2-1-1001", "2-2-301", "10-1-101", "远处"]


def test_the_next_compound_is_the_nearest_one():
    start = door("1-1-101")
    places = {"中": 500.0, "远": 900.0, "近": 100.0}
    others = [door("1-1-102", household=name, compound=name, x_m=x) for name, x in places.items()]

    assert [d.household for d in walking_order(others, after=start)] == ["近", "中", "远"]


def test_numbers_in_door_texts_sort_as_numbers():
    assert sorted(["10", "2", "A3", "A12", "负一", ""], key=natural) == ["", "A3", "A12", "负一", "2", "10"]
