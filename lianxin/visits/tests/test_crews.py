"""Crews and their hours."""

from datetime import date, timedelta

import pytest

from lianxin.accounts.choices import Role
from lianxin.accounts.tests.factories import make_station, make_user
from lianxin.visits.choices import CrewKind
from lianxin.visits.models import CrewMember, ShiftBlock
from lianxin.visits.services.crews import (
    CrewMembersRefused,
    CrewNameTaken,
    add_crew,
    crews_on,
    edit_crew,
    take_off_crew,
)
from lianxin.visits.services.shifts import (
    BlockHoursRefused,
    BlockInPlan,
    BlockOverlaps,
    NotAMonday,
    copy_week,
    remove_shift_block,
)
from lianxin.visits.tests.factories import NOW, TODAY, make_block, make_crew, planned_evening, somebody

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 15)
WEEK = timedelta(days=7)


def by():
    return somebody("qin")


def test_a_pair_needs_two_people_of_the_field_who_walk_in_no_other_crew():
    shen, chen, clerk = somebody("shen"), somebody("chen"), somebody("su")
    make_crew("1 组", [shen, chen])

    for members in ([shen], [clerk, make_user("x1")], [chen, make_user("x2")]):
        with pytest.raises(CrewMembersRefused):
            make_crew("2 组", members)


def test_two_crews_never_share_a_name():
    make_crew("1 组")

    with pytest.raises(CrewNameTaken):
        make_crew("1 组", [make_user("x1", role=Role.OFFICER), make_user("x2", role=Role.OFFICER)])


def test_changing_members_ends_the_old_places_yesterday_and_keeps_them():
    shen, chen, lin = somebody("shen"), somebody("chen"), somebody("lin")
    crew = make_crew("1 组", [shen, chen])

    edit_crew(crew=crew, name="1 组", kind=CrewKind.PAIR, members=[shen, lin], languages=["闽南话"], by=by(), now=NOW)

    assert set(crews_on(crew.station, TODAY)[crew.id].members) == {shen, lin}
    assert CrewMember.objects.of(crew.station).get(user=chen).to_on == TODAY - timedelta(days=1)
    assert set(crews_on(crew.station, TODAY - timedelta(days=1))[crew.id].members) == {shen, chen}


def test_a_crew_with_one_left_cannot_go():
    crew = make_crew("1 组", [somebody("shen"), somebody("chen")])

    take_off_crew(crew=crew, user=somebody("chen"), by=by(), now=NOW)

    assert not crews_on(crew.station, TODAY)[crew.id].can_go


def test_a_team_may_be_larger_than_a_pair():
    members = [make_user(f"x{n}", role=Role.AUXILIARY) for n in range(4)]

    with pytest.raises(CrewMembersRefused):
        make_crew("大组", members)
    team = add_crew(station=make_station(), name="大组", kind=CrewKind.TEAM, members=members, by=by(), now=NOW)

    assert team.members.count() == 4


@pytest.mark.parametrize(("starts", "ends"), [("20:30", "18:30"), ("08:00", "17:00")])
def test_hours_that_make_no_block_are_refused(starts, ends):
    with pytest.raises(BlockHoursRefused):
        make_block(make_crew(), starts=starts, ends=ends)


def test_a_crew_is_never_in_two_places_at_once():
    crew = make_crew()
    make_block(crew, starts="18:30", ends="20:30")

    with pytest.raises(BlockOverlaps):
        make_block(crew, starts="20:00", ends="20:30")
    assert make_block(crew, starts="20:30", ends="21:00")


def test_a_block_with_a_plan_on_it_stays():
    _, blocks = planned_evening(doors=5, crews=1)
    free = make_block(blocks[0].crew, day=TODAY + timedelta(days=1))

    with pytest.raises(BlockInPlan):
        remove_shift_block(block=blocks[0], by=by(), now=NOW)
    remove_shift_block(block=free, by=by(), now=NOW)

    assert list(ShiftBlock.objects.of(blocks[0].station)) == blocks


def test_copying_a_week_skips_what_is_there_and_says_so():
    first, second = make_crew("1 组"), make_crew("2 组")
    make_block(first, day=MONDAY)
    make_block(second, day=MONDAY + timedelta(days=2), starts="09:00", ends="11:30")
    make_block(first, day=MONDAY + WEEK, starts="19:00", ends="20:00")

    copied = copy_week(station=first.station, from_monday=MONDAY, to_monday=MONDAY + WEEK, by=by(), now=NOW)
    again = copy_week(station=first.station, from_monday=MONDAY, to_monday=MONDAY + WEEK, by=by(), now=NOW)

    assert [(block.crew, block.day) for block in copied.blocks] == [(second, MONDAY + WEEK + timedelta(days=2))]
    assert "1 组 2026-06-22 18:30–20:30" in copied.skipped[0]
    assert again.blocks == [] and len(again.skipped) == 2


def test_a_week_begins_on_a_monday():
    with pytest.raises(NotAMonday):
        copy_week(station=make_station(), from_monday=MONDAY, to_monday=TODAY, by=by(), now=NOW)
