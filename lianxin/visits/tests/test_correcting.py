"""Corrections: by whom, with which effect, and sums that always equal a naive recount."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lianxin.campaigns.choices import ListKind
from lianxin.campaigns.models import TargetList
from lianxin.campaigns.services.coverage import Coverage
from lianxin.registry.tests.factories import assign_area
from lianxin.visits.models import PlanLine, Visit, VisitPerson, VisitTask
from lianxin.visits.rules.recording import PersonOutcome
from lianxin.visits.services.correcting import (
    AlreadyCorrected,
    CorrectionReasonMissing,
    MayNotCorrect,
    NothingCorrected,
    correct_visit,
)
from lianxin.visits.services.history import describe_history
from lianxin.visits.services.recording import VisitRefused
from lianxin.visits.tests.factories import (
    NOW,
    make_doors,
    make_surface,
    met,
    missed,
    people_of,
    planned_evening,
    somebody,
    visit_door,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def correct(visit, *people, by="qin", now=LATER, reason="点错了", **fields):
    return correct_visit(
        visit=visit,
        people=people,
        note=fields.pop("note", ""),
        next_reminder_on=None,
        reason=reason,
        by=somebody(by),
        now=now,
        **fields,
    )


def surface_sums(campaign, at=NOW + timedelta(days=5)):
    [target_list] = TargetList.objects.of(campaign.station).filter(campaign=campaign, kind=ListKind.SURFACE)
    return Coverage(campaign, [target_list]).sums(target_list, at)


def test_a_correction_takes_the_place_of_the_old_record_and_says_what_moved():
    [door] = make_doors(1)
    campaign = make_surface([door])
    [person] = people_of(door)
    wrong = visit_door(door, missed(person))

    right = correct(wrong, met(person), reason="纸质登记有签名")

    assert list(Visit.objects.of(door.station).valid()) == [right]
    assert right.correction_effect == "“面”见面 +1，敲过未见 −1。"
    assert surface_sums(campaign).reached == 1


def test_history_shows_the_old_line_under_the_new_one():
    [door] = make_doors(1)
    make_surface([door])
    [person] = people_of(door)
    once = correct(visit_door(door, missed(person)), met(person))
    twice = correct(once, PersonOutcome(person.id, "REFUSED", was_present=True), reason="看错行", now=LATER)

    history = describe_history(household=door, reader=somebody("qin"), now=LATER)

    [visit] = history["visits"]
    assert visit["id"] == twice.id
    assert [old["people"][0]["outcome"] for old in visit["correction"]["before"]] == ["MET", "NOT_HOME"]
    assert history["listings"][0]["list_name"] == "面"


@pytest.mark.parametrize(
    ("by", "days", "is_allowed"),
    [("shen", 0, True), ("shen", 1, False), ("chen", 0, False), ("qin", 9, True), ("lu", 9, True)],
    ids=["recorder same day", "recorder next day", "colleague", "captain later", "lead later"],
)
def test_the_recorder_corrects_on_the_day_and_the_captain_afterwards(by, days, is_allowed):
    [door] = make_doors(1)
    [person] = people_of(door)
    assign_area(somebody("shen"), door.compound.community)
    visit = visit_door(door, missed(person), by=somebody("shen"))

    if is_allowed:
        assert correct(visit, met(person), by=by, now=LATER + timedelta(days=days)).supersedes == visit
    else:
        with pytest.raises(MayNotCorrect):
            correct(visit, met(person), by=by, now=LATER + timedelta(days=days))


def test_a_record_is_corrected_once_and_then_the_newest_one():
    [door] = make_doors(1)
    [person] = people_of(door)
    wrong = visit_door(door, missed(person))
    correct(wrong, met(person))

    with pytest.raises(AlreadyCorrected):
        correct(wrong, PersonOutcome(person.id, "REFUSED", was_present=True))


def test_a_correction_needs_a_reason_a_difference_and_sense():
    [door] = make_doors(1)
    [person] = people_of(door)
    wrong = visit_door(door, missed(person))

    with pytest.raises(CorrectionReasonMissing):
        correct(wrong, met(person), reason=" ")
    with pytest.raises(NothingCorrected):
        correct(wrong, missed(person))
    with pytest.raises(VisitRefused):
        correct(wrong, PersonOutcome(person.id, "NOT_HOME", was_present=True))


def test_correcting_a_met_person_away_reopens_the_task():
    plan, _ = planned_evening(doors=3, crews=1)
    line = PlanLine.objects.of(plan.station).filter(plan=plan).first()
    [person] = people_of(line.household)
    visit = visit_door(line.household, met(person))

    correct(visit, missed(person))

    assert VisitTask.objects.of(plan.station).get(household=line.household).closed_at is None


def test_a_person_left_out_of_the_correction_counts_no_longer():
    [door] = make_doors(1, people_each=2)
    campaign = make_surface([door])
    first, second = people_of(door)
    visit = visit_door(door, met(first), met(second))

    correct(visit, met(first))

    assert (surface_sums(campaign).reached, surface_sums(campaign).untouched) == (1, 1)


OUTCOMES = ["MET", "NOT_HOME", "REFUSED", "SILENT", "PHONE"]
STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.sampled_from(OUTCOMES)), min_size=1, max_size=14)


@pytest.mark.django_db
class AnyOrderOfRecordsAndCorrections(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.doors = make_doors(6)
        cls.campaign = make_surface(cls.doors)

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def test_gives_the_sums_of_a_naive_recount(self, steps):
        for number, (is_correction, pick, outcome) in enumerate(steps):
            self._do(is_correction, self.doors[pick], outcome, now=NOW + timedelta(minutes=number))

        sums = surface_sums(self.campaign)
        met_ids, tried_ids = self._recount()

        assert sums.reached == len(met_ids)
        assert sums.attempted == len(tried_ids - met_ids)
        assert sums.total == 6
        tasks = VisitTask.objects.of(self.doors[0].station).filter(closed_at=None)
        open_doors = set(tasks.values_list("household", flat=True))
        reached_doors = {door.id for door in self.doors if people_of(door)[0].id in met_ids}
        assert not open_doors & reached_doors

    def _do(self, is_correction, door, outcome, *, now):
        [person] = people_of(door)
        channel = "PHONE" if outcome == "PHONE" else "DOOR"
        told = {
            "MET": met(person),
            "PHONE": met(person),
            "SILENT": PersonOutcome(person.id, "MET", was_present=True),
            "REFUSED": PersonOutcome(person.id, "REFUSED", was_present=True),
            "NOT_HOME": missed(person),
        }[outcome]
        last = Visit.objects.of(door.station).valid().filter(household=door).order_by("-at", "-id").first()
        if is_correction and last is not None:
            correct(last, told, now=now, channel=channel, note=f"第 {now.minute} 分")
        else:
            visit_door(door, told, when=now, channel=channel)

    def _recount(self):
        """Every person row of every visit that nobody corrected, read one by one."""
        corrected = set(Visit.objects.of(self.doors[0].station).values_list("supersedes", flat=True))
        met_ids, tried_ids = set(), set()
        for person in VisitPerson.objects.of(self.doors[0].station).select_related("visit"):
            if person.visit_id in corrected:
                continue
            tried_ids.add(person.resident_id)
            if person.outcome == "MET" and person.question_answered and person.visit.channel != "PHONE":
                met_ids.add(person.resident_id)
        return met_ids, tried_ids
