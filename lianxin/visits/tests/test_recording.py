"""Recording visits: once each, honest about time, written down to the campaign, followed by tasks and plan."""

from datetime import timedelta

import pytest

from lianxin.accounts.tests.factories import make_station
from lianxin.campaigns.choices import ListKind
from lianxin.campaigns.models import TargetContact, TargetList
from lianxin.campaigns.services.coverage import Coverage
from lianxin.core.errors import NotFound
from lianxin.core.ids import new_id
from lianxin.registry.tests.factories import assign_area, make_community, make_compound
from lianxin.visits.models import PlanLine, Visit, VisitPerson, VisitTask
from lianxin.visits.rules.recording import PersonOutcome
from lianxin.visits.services.recording import (
    NoteHasPersonalData,
    VisitIdTaken,
    VisitRefused,
    record_visit,
    record_visits,
)
from lianxin.visits.tests.factories import (
    NOW,
    TODAY,
    at,
    make_doors,
    make_surface,
    met,
    missed,
    new_visit,
    people_of,
    planned_evening,
    somebody,
    visit_door,
)

pytestmark = pytest.mark.django_db


def surface_sums(campaign):
    [target_list] = TargetList.objects.of(campaign.station).filter(campaign=campaign, kind=ListKind.SURFACE)
    return Coverage(campaign, [target_list]).sums(target_list, NOW + timedelta(days=3))


def test_sending_the_same_visit_twice_keeps_one_record():
    [door] = make_doors(1)
    make_surface([door])
    told = new_visit(door, id=new_id())

    first = record_visit(station=door.station, visit=told, by=somebody("qin"), now=NOW)
    second = record_visit(station=door.station, visit=told, by=somebody("qin"), now=NOW + timedelta(minutes=1))

    assert first.visit == second.visit
    assert (first.is_new, second.is_new) == (True, False)
    assert Visit.objects.of(door.station).count() == 1
    assert TargetContact.objects.of(door.station).count() == 1


def test_the_same_visit_twice_in_one_batch_keeps_one_record():
    [door] = make_doors(1)
    told = new_visit(door)

    answers = record_visits(station=door.station, visits=[told, told], by=somebody("qin"), now=NOW)

    assert [answer.is_new for answer in answers] == [True, False]
    assert Visit.objects.of(door.station).count() == 1


def test_another_visit_under_a_used_id_is_refused():
    doors = make_doors(2)
    first = visit_door(doors[0])

    with pytest.raises(VisitIdTaken):
        visit_door(doors[1], id=first.id)


@pytest.mark.parametrize(
    ("when", "now", "field"),
    [
        (NOW + timedelta(minutes=5), NOW, "at"),
        (at(TODAY.replace(month=4), "10:00"), NOW, "at"),
    ],
    ids=["in the future", "before the campaign"],
)
def test_a_time_that_cannot_be_is_refused(when, now, field):
    [door] = make_doors(1)
    make_surface([door])

    with pytest.raises(VisitRefused) as refusal:
        visit_door(door, when=when, now=now)

    assert field in refusal.value.fields
    assert Visit.objects.of(door.station).count() == 0


def test_a_note_with_a_phone_number_is_refused_by_name():
    [door] = make_doors(1)

    with pytest.raises(NoteHasPersonalData) as refusal:
        visit_door(door, note="她儿子的电话 13812345678,晚上打")

    assert "手机号" in refusal.value.detail


def test_a_person_of_another_door_is_refused():
    doors = make_doors(2)

    with pytest.raises(VisitRefused) as refusal:
        visit_door(doors[0], met(people_of(doors[1])[0]))

    assert refusal.value.problems[0].code == "PERSON_NOT_OF_HOUSEHOLD"


def test_an_entry_of_a_past_day_is_marked_late():
    doors = make_doors(2)

    late = visit_door(doors[0], when=NOW - timedelta(days=1), now=NOW)
    same_day = visit_door(doors[1], when=NOW - timedelta(hours=8), now=NOW)

    assert (late.is_late, same_day.is_late) == (True, False)
    assert TargetContact.objects.of(make_station()).filter(is_late=True).count() == 1


def test_only_a_dialogue_with_an_answer_counts_as_met():
    [door] = make_doors(1, people_each=3)
    campaign = make_surface([door])
    talked, silent, away = people_of(door)

    visit_door(door, met(talked), PersonOutcome(silent.id, "MET", was_present=True), missed(away))

    sums = surface_sums(campaign)
    assert (sums.reached, sums.attempted, sums.untouched) == (1, 2, 0)


def test_a_talk_by_phone_is_an_attempt_and_no_knock():
    [door] = make_doors(1)
    campaign = make_surface([door])

    visit_door(door, channel="PHONE")

    assert (surface_sums(campaign).reached, surface_sums(campaign).attempted) == (0, 1)


def test_a_row_that_is_wrong_does_not_hold_up_the_others():
    doors = make_doors(3)
    make_surface(doors)
    rows = [new_visit(doors[0]), new_visit(doors[1], when=NOW + timedelta(days=1)), new_visit(doors[2])]

    answers = record_visits(station=doors[0].station, visits=rows, by=somebody("qin"), now=NOW)

    assert [answer.error is None for answer in answers] == [True, False, True]
    assert VisitPerson.objects.of(doors[0].station).count() == 2


def test_an_officer_records_at_own_doors_and_at_no_other():
    [mine] = make_doors(1)
    far_away = make_compound("远处小区", community=make_community("远处社区"))
    [other] = make_doors(1, compound=far_away)
    officer = somebody("shen")
    assign_area(officer, mine.compound.community)

    visit_door(mine, by=officer)
    with pytest.raises(NotFound):
        visit_door(other, by=officer)


def test_a_visit_belongs_to_the_line_of_that_evening_and_its_crew():
    plan, blocks = planned_evening(doors=5, crews=1)
    line = PlanLine.objects.of(plan.station).filter(plan=plan, standing="PLACED").first()

    visit = visit_door(line.household, when=NOW)

    assert visit.plan_line_id == line.id
    assert visit.crew_id == blocks[0].crew_id


def test_meeting_everybody_in_the_hall_closes_the_task_and_takes_the_door_off_tonights_list():
    plan, _ = planned_evening(doors=5, crews=1)
    line = PlanLine.objects.of(plan.station).filter(plan=plan, standing="PLACED").first()

    visit_door(line.household, channel="HALL")

    line.refresh_from_db()
    assert (line.standing, line.reason_code, line.block) == ("UNPLACED", "DONE", None)
    assert VisitTask.objects.of(plan.station).get(household=line.household).closed_reason == "DONE"


def test_a_day_of_visits_costs_the_same_queries_as_one(django_assert_max_num_queries):
    doors = make_doors(40)
    make_surface(doors)

    rows, recorder = [new_visit(door) for door in doors], somebody("qin")

    with django_assert_max_num_queries(35):
        record_visits(station=doors[0].station, visits=rows, by=recorder, now=NOW)

    assert Visit.objects.of(doors[0].station).count() == 40
