"""A day's plan: every due door once, the same question the same plan, the captain's will kept."""

from datetime import timedelta

import pytest

from lianxin.accounts.tests.factories import make_station
from lianxin.campaigns.choices import CampaignState
from lianxin.registry.models import Household, ScopeGrant, SeasonalAttribute
from lianxin.visits.models import PlanLine, VisitPlan, VisitTask
from lianxin.visits.services.adjusting import move_line, remove_line
from lianxin.visits.services.board import describe_day
from lianxin.visits.services.crews import take_off_crew
from lianxin.visits.services.placing import minute_of
from lianxin.visits.services.plans import NoOpenCampaign, PlanDayOver, PlanStarted, make_plan
from lianxin.visits.tests.factories import (
    NOW,
    TODAY,
    make_block,
    make_crew,
    make_doors,
    make_surface,
    missed,
    people_of,
    planned_evening,
    somebody,
    visit_door,
)

pytestmark = pytest.mark.django_db


def make(day=TODAY, now=NOW):
    return make_plan(station=make_station(), day=day, by=somebody("qin"), now=now)


def lines_of(plan, **fields):
    return PlanLine.objects.of(plan.station).filter(plan=plan, **fields)


def board_of(plan, login="qin"):
    return describe_day(station=plan.station, day=plan.day, reader=somebody(login), now=NOW)


def test_placed_reserve_and_left_over_are_all_that_is_due():
    plan, _ = planned_evening(doors=50, crews=2)

    board = board_of(plan)

    assert board["due"] == board["placed"] + board["to_hand_over"] + board["reserve"] + board["unplaced"] == 50
    assert board["placed"] > 10 and board["unplaced"] > 0
    assert sum(group["count"] for group in board["unplaced_groups"]) == board["unplaced"]


def test_the_same_question_gives_the_same_plan_and_no_new_version():
    plan, _ = planned_evening()

    again = make()

    assert (again.plan, again.is_new) == (plan, False)
    assert VisitPlan.objects.of(plan.station).count() == 1


def test_a_new_version_keeps_what_the_captain_moved_and_removed():
    plan, blocks = planned_evening(doors=40)
    moved = lines_of(plan, block=blocks[0], standing="PLACED").first()
    removed = lines_of(plan, block=blocks[0], standing="PLACED").last()
    move_line(line=moved, to_block=blocks[1], reason="顺路", by=somebody("qin"), now=NOW)
    remove_line(line=removed, reason="家里有白事", by=somebody("qin"), now=NOW)

    made, again = make(), make()

    assert (made.plan.number, made.is_new, again.is_new) == (2, True, False)
    assert lines_of(made.plan).get(household=moved.household).block == blocks[1]
    assert lines_of(made.plan).get(household=removed.household).reason_code == "REMOVED_BY_CAPTAIN"
    assert "钉住的 1 户" in made.sentence


def test_a_plan_that_was_begun_is_not_made_again():
    plan, _ = planned_evening()
    visit_door(lines_of(plan, standing="PLACED").first().household)

    with pytest.raises(PlanStarted):
        make()


def test_without_crews_the_doors_due_are_left_over_with_that_reason():
    make_surface(make_doors(10))

    plan = make().plan

    assert set(lines_of(plan).values_list("standing", "reason_code")) == {("UNPLACED", "NO_CREW")}


def test_the_due_list_has_a_budget_and_the_rest_is_counted_as_waiting():
    plan, _ = planned_evening(doors=150, crews=1)

    assert lines_of(plan).count() == 60
    assert plan.waiting_count == 90


def test_a_household_that_wants_no_visit_is_in_no_plan():
    doors = make_doors(5)
    make_surface(doors)
    make_block(make_crew())
    Household.objects.of(doors[0].station).filter(pk=doors[0].pk).update(do_not_visit=True)

    plan = make().plan

    assert not lines_of(plan, household=doors[0]).exists()


@pytest.mark.parametrize(
    ("misses", "days_ago", "is_due"), [(1, 2, False), (1, 3, True), (2, 13, False), (2, 14, True), (4, 30, False)]
)
def test_the_hard_rules_keep_the_next_knock_away(misses, days_ago, is_due):
    [door] = make_doors(1)
    make_surface([door])
    make_block(make_crew())
    for number in range(misses):
        when = NOW - timedelta(days=days_ago + 3 * (misses - 1 - number))
        visit_door(door, missed(people_of(door)[0]), when=when)

    plan = make().plan

    assert lines_of(plan, household=door).exists() is is_due


def test_somebody_who_asked_for_a_day_is_visited_that_day_and_not_before():
    [door] = make_doors(1)
    make_surface([door])
    make_block(make_crew())
    make_block(make_crew("2 组"), day=TODAY + timedelta(days=2))
    asked = TODAY + timedelta(days=2)
    for days in (9, 5, 1):
        visit_door(door, missed(people_of(door)[0]), when=NOW - timedelta(days=days), next_reminder_on=asked)

    today, later = make().plan, make(day=asked).plan

    assert not lines_of(today, household=door).exists()
    line = lines_of(later).get(household=door)
    assert (line.standing, line.task.rule_code) == ("PLACED", "ASKED_TO_COME_BACK")
    assert line.attempt_number == 4


def test_an_exam_family_weighs_more_and_says_so():
    doors = make_doors(2)
    make_surface(doors)
    make_block(make_crew())
    SeasonalAttribute.objects.create(
        station=doors[0].station,
        resident=people_of(doors[0])[0],
        code="EXAM_FAMILY",
        expires_on=TODAY + timedelta(days=40),
    )

    board = board_of(make().plan)

    lines = {line["household_id"]: line for block in board["blocks"] for line in block["lines"]}
    assert lines[doors[0].id]["is_exam_family"] and not lines[doors[1].id]["is_exam_family"]
    assert lines[doors[0].id]["reason"]["weight"] > lines[doors[1].id]["reason"]["weight"]
    assert "出分" in lines[doors[0].id]["why"]


def test_nothing_is_planned_in_quiet_hours():
    make_surface(make_doors(20))
    make_block(make_crew(), starts="11:30", ends="14:30")

    plan = make().plan

    for line in lines_of(plan, standing="PLACED"):
        minute = minute_of(line.starts_at)
        assert minute + line.expected_minutes <= 12 * 60 + 30 or minute >= 14 * 60


def test_a_day_that_is_over_and_a_closed_campaign_are_refused():
    campaign = make_surface(make_doors(1))
    with pytest.raises(PlanDayOver):
        make(day=TODAY - timedelta(days=1))

    campaign.state = CampaignState.DRAFT
    campaign.save(update_fields=["state"])
    with pytest.raises(NoOpenCampaign):
        make()


def test_making_tasks_twice_makes_no_second_one():
    plan, _ = planned_evening(doors=10)
    before = VisitTask.objects.of(plan.station).count()

    make()
    make(day=TODAY + timedelta(days=1))

    assert VisitTask.objects.of(plan.station).count() == before == 10


def test_a_planned_door_is_open_to_its_crew_that_day_and_to_nobody_after():
    plan, blocks = planned_evening()
    member = blocks[0].crew.members.first().user
    mine = lines_of(plan, block=blocks[0]).first().household
    other = lines_of(plan, block=blocks[1]).first().household

    def visible(on):
        return Household.objects.of(plan.station).visible_to(member, on=on)

    assert mine in visible(TODAY) and other not in visible(TODAY)
    assert mine not in visible(TODAY + timedelta(days=1))
    assert ScopeGrant.objects.of(plan.station).filter(user=member).count() == lines_of(plan, block=blocks[0]).count()


def test_moving_a_line_moves_the_grant_with_it():
    plan, blocks = planned_evening()
    line = lines_of(plan, block=blocks[0], standing="PLACED").first()
    before, after = blocks[0].crew.members.first().user, blocks[1].crew.members.first().user

    move_line(line=line, to_block=blocks[1], reason="顺路", by=somebody("qin"), now=NOW)

    doors = Household.objects.of(plan.station)
    assert line.household not in doors.visible_to(before, on=TODAY)
    assert line.household in doors.visible_to(after, on=TODAY)


def test_when_a_member_is_sick_the_doors_wait_to_be_handed_over_and_the_sum_holds():
    plan, blocks = planned_evening()
    sick = blocks[0].crew.members.first().user
    placed = lines_of(plan, block=blocks[0], standing="PLACED").count()

    take_off_crew(crew=blocks[0].crew, user=sick, by=somebody("qin"), now=NOW)

    board = board_of(plan)
    assert board["to_hand_over"] == placed
    assert board["due"] == board["placed"] + board["to_hand_over"] + board["reserve"] + board["unplaced"]
    assert "转给别的组" in board["blocks"][0]["warning"]
    assert not Household.objects.of(plan.station).visible_to(sick, on=TODAY).exists()


def test_a_crew_sees_its_own_list_and_the_stations_sums():
    plan, blocks = planned_evening()
    member = blocks[0].crew.members.first().user

    board = describe_day(station=plan.station, day=TODAY, reader=member, now=NOW)

    assert [block["id"] for block in board["blocks"]] == [blocks[0].id]
    assert board["due"] == 30
    assert board["unplaced_groups"] == []


def test_a_board_costs_the_same_queries_however_long(django_assert_max_num_queries):
    plan, _ = planned_evening(doors=50)

    with django_assert_max_num_queries(15):
        board_of(plan)


def test_making_a_plan_costs_the_same_queries_however_many_doors(django_assert_max_num_queries):
    make_surface(make_doors(70))
    make_block(make_crew())

    with django_assert_max_num_queries(45):
        make()
