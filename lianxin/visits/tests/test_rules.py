"""Decisions without a database."""

from datetime import date, datetime, timedelta

import pytest

from lianxin.core.clock import SHANGHAI
from lianxin.core.ids import new_id
from lianxin.visits.rules.budget import Candidate, choose_due
from lianxin.visits.rules.crews import overlaps, why_not_a_block, why_not_a_crew
from lianxin.visits.rules.knocking import KnockRules, misses_in_a_row, next_knock
from lianxin.visits.rules.recording import (
    PersonOutcome,
    Told,
    is_found,
    is_late,
    is_one_to_one,
    problems_of,
    remarks_on,
    why_no_correction,
)
from lianxin.visits.rules.tasks import DoorFacts, close_reason, exam_score_day, wanted_tasks, why_sentence

DAY = date(2026, 6, 20)
EVENING = datetime(2026, 6, 20, 19, 0, tzinfo=SHANGHAI)
PERSON = new_id()
RULES = KnockRules(cap=4, days_between=3, misses_before_rest=2, rest_days=14)


def person(outcome="MET", present=True, answered=True):
    return PersonOutcome(PERSON, outcome, present, answered)


def told(*people, at=EVENING, **fields):
    return Told(at=at, channel=fields.pop("channel", "DOOR"), people=people or (person(),), **fields)


def codes(record, **context):
    defaults = {"now": EVENING + timedelta(hours=1), "not_before": date(2026, 5, 1), "members": {PERSON}}
    return [problem.code for problem in problems_of(record, zone=SHANGHAI, **{**defaults, **context})]


@pytest.mark.parametrize(
    ("outcome", "present", "answered", "counts"),
    [
        ("MET", True, True, True),
        ("MET", True, False, False),
        ("CONCERN_RECORDED", True, True, True),
        ("SUSPECTED_VICTIM", True, True, True),
        ("REFUSED", True, False, False),
        ("NOT_HOME", False, False, False),
    ],
)
def test_one_to_one_is_a_dialogue_with_an_answer(outcome, present, answered, counts):
    assert is_one_to_one(person(outcome, present, answered)) is counts


@pytest.mark.parametrize(
    ("outcome", "present", "answered"), [("MET", False, False), ("NOT_HOME", True, False), ("REFUSED", True, True)]
)
def test_an_outcome_that_contradicts_itself_is_named(outcome, present, answered):
    assert codes(told(person(outcome, present, answered))) == ["OUTCOME_CONTRADICTS"]


def test_a_sound_record_has_no_problem():
    assert codes(told(note="讲了冒充客服", next_reminder_on=DAY + timedelta(days=21))) == []


def test_every_problem_of_a_record_is_told_at_once():
    record = Told(EVENING, "DOOR", (), note="13812345678", next_reminder_on=DAY)

    assert codes(record) == ["VISIT_WITHOUT_PEOPLE", "NOTE_HAS_PERSONAL_DATA", "REMINDER_NOT_AFTER"]


def test_people_are_of_the_household_and_once_each():
    assert codes(told(person(), person())) == ["PERSON_TWICE"]
    assert codes(told(), members=set()) == ["PERSON_NOT_OF_HOUSEHOLD"]


def test_times_before_the_campaign_or_after_now_are_refused():
    assert codes(told(), not_before=DAY + timedelta(days=1)) == ["VISIT_BEFORE_CAMPAIGN"]
    assert codes(told(), now=EVENING - timedelta(minutes=10)) == ["VISIT_IN_FUTURE"]
    assert codes(told(), now=EVENING - timedelta(minutes=1)) == []


def test_late_is_another_day_in_shanghai():
    midnight = datetime(2026, 6, 20, 23, 50, tzinfo=SHANGHAI)

    assert not is_late(EVENING, recorded_at=midnight, zone=SHANGHAI)
    assert is_late(EVENING, recorded_at=midnight + timedelta(minutes=20), zone=SHANGHAI)


def test_somebody_who_refused_was_home():
    assert is_found([person("REFUSED", True, False)])
    assert not is_found([person("NOT_HOME", False, False)])


@pytest.mark.parametrize(
    ("clock", "channel", "asked", "count"),
    [
        ("13:00", "DOOR", False, 1),
        ("20:30", "DOOR", False, 1),
        ("20:29", "DOOR", False, 0),
        ("13:00", "DOOR", True, 0),
        ("13:00", "HALL", False, 0),
    ],
)
def test_a_knock_in_quiet_hours_is_kept_with_a_remark(clock, channel, asked, count):
    at = datetime.fromisoformat(f"2026-06-20T{clock}+08:00")
    remarks = remarks_on(told(at=at, channel=channel), do_not_visit=False, asked_for_time=asked, zone=SHANGHAI)

    assert len(remarks) == count


@pytest.mark.parametrize(
    ("role", "is_recorder", "days", "may"),
    [
        ("OFFICER", True, 0, True),
        ("OFFICER", True, 1, False),
        ("AUXILIARY", False, 0, False),
        ("CLERK", False, 0, False),
        ("CAPTAIN", False, 30, True),
    ],
)
def test_who_may_correct(role, is_recorder, days, may):
    recorder = new_id()
    why = why_no_correction(
        recorder_id=recorder,
        recorded_at=EVENING,
        reader_id=recorder if is_recorder else new_id(),
        reader_role=role,
        now=EVENING + timedelta(days=days),
        zone=SHANGHAI,
    )

    assert (why == "") is may


def wanted(door, today=DAY):
    tasks = wanted_tasks(door, starts_on=date(2026, 5, 1), ends_on=date(2026, 7, 31), today=today, contact_cap=4)
    return {task.rule.code: task for task in tasks}


def test_a_door_with_people_not_met_yet_is_wanted_by_their_sources():
    door = DoorFacts(new_id(), unreached=("COMMITTEE", "FILTER"), list_number=2)

    task = wanted(door)["SURFACE_FIRST_TALK"]

    assert task.priority == 3
    assert why_sentence(task.rule.code, task.facts) == "名单里还有 2 人没见过(居委提名 1 人)。"


def test_an_exam_family_is_wanted_higher_until_the_scores_are_out():
    door = DoorFacts(new_id(), unreached=("FILTER",), exam_family=True)

    assert wanted(door)["EXAM_BEFORE_SCORES"].window_to == date(2026, 6, 25)
    assert "EXAM_BEFORE_SCORES" not in wanted(door, today=date(2026, 6, 26))


def test_a_year_without_an_announced_score_day_takes_the_usual_one():
    assert exam_score_day(2031) == date(2031, 6, 25)


def test_a_promise_is_kept_from_its_day_for_two_weeks():
    visit = new_id()
    door = DoorFacts(new_id(), reminders=((visit, DAY),))

    assert wanted(door)["ASKED_TO_COME_BACK"].cycle == str(visit)
    assert wanted(door, today=DAY - timedelta(days=1)) == {}
    assert wanted(door, today=DAY + timedelta(days=15)) == {}


@pytest.mark.parametrize(
    "door",
    [
        DoorFacts(new_id(), unreached=("FILTER",), do_not_visit=True),
        DoorFacts(new_id(), unreached=("FILTER",), knocks=4),
        DoorFacts(new_id(), exam_family=True),
    ],
    ids=["do not visit", "cap reached", "everybody met"],
)
def test_nothing_is_wanted_at_a_door(door):
    assert wanted(door) == {}


@pytest.mark.parametrize(
    ("door", "reached", "today", "reason"),
    [
        (DoorFacts(PERSON, do_not_visit=True), True, DAY, "DO_NOT_VISIT"),
        (DoorFacts(PERSON), True, DAY + timedelta(days=99), "WINDOW_OVER"),
        (DoorFacts(PERSON, unreached=("FILTER",), knocks=4), True, DAY, "CAP_REACHED"),
        (DoorFacts(PERSON), True, DAY, "DONE"),
        (DoorFacts(PERSON), False, DAY, "LEFT_LIST"),
    ],
)
def test_a_closed_task_says_why(door, reached, today, reason):
    said = close_reason(
        "SURFACE_FIRST_TALK", door, today=today, window_to=date(2026, 7, 31), was_reached=reached, contact_cap=4
    )

    assert said == reason


def test_facts_and_sentences_hold_no_names():
    door = DoorFacts(new_id(), unreached=("PAST_VICTIM",), exam_family=True, reminders=((new_id(), DAY),))

    for task in wanted(door).values():
        assert set(task.facts) <= {"unreached", "sources", "list", "scores_on", "reminder_on", "visit"}
        assert why_sentence(task.rule.code, task.facts)


@pytest.mark.parametrize(
    ("knocks", "promised", "allowed", "from_on"),
    [
        ([], None, True, DAY),
        ([(DAY - timedelta(days=2), True)], None, False, DAY + timedelta(days=1)),
        ([(DAY - timedelta(days=9), False), (DAY - timedelta(days=5), False)], None, False, DAY + timedelta(days=9)),
        ([(DAY - timedelta(days=9), False), (DAY - timedelta(days=5), True)], None, True, DAY),
        ([(DAY - timedelta(days=40), True)] * 4, None, False, None),
        ([], DAY + timedelta(days=4), False, DAY + timedelta(days=4)),
        ([(DAY - timedelta(days=1), False)] * 4, DAY, True, DAY),
    ],
)
def test_when_the_next_knock_may_be(knocks, promised, allowed, from_on):
    answer = next_knock(knocks, do_not_visit=False, promised_on=promised, today=DAY, rules=RULES)

    assert (answer.is_allowed, answer.from_on) == (allowed, from_on)
    assert answer.sentence.endswith("。")


def test_do_not_visit_wins_over_every_promise():
    assert not next_knock([], do_not_visit=True, promised_on=DAY, today=DAY, rules=RULES).is_allowed


def test_misses_are_counted_from_the_end():
    assert [misses_in_a_row(found) for found in ([], [False, True], [True, False, False])] == [0, 0, 2]


def test_the_budget_takes_promises_first_then_the_best_of_each_crew():
    doors = [Candidate(f"d{n:03d}", "A", rank=n, place=("x",)) for n in range(200)]
    promised = Candidate("promised", "B", rank=0, place=("y",), is_promised=True)

    due = choose_due([*doors, promised], minutes_of_crew={"A": 400.0}, minutes_per_door=8.0)

    assert "promised" in due and len(due) == 91
    assert "d199" in due and "d000" not in due


def test_doors_of_equal_rank_stay_together_by_place():
    doors = [Candidate(f"d{n}", "A", rank=1.0, place=("东" if n % 2 else "西",)) for n in range(200)]

    due = choose_due(doors, minutes_of_crew={"A": 400.0}, minutes_per_door=8.0)

    assert {int(door[1:]) % 2 for door in due} == {1}


def test_who_makes_a_crew():
    assert why_not_a_crew("PAIR", ["OFFICER", "AUXILIARY"]) == ""
    assert why_not_a_crew("PAIR", ["AUXILIARY", "AUXILIARY"]) == ""
    assert why_not_a_crew("PAIR", ["OFFICER"])
    assert why_not_a_crew("PAIR", ["OFFICER"] * 3)
    assert why_not_a_crew("TEAM", ["OFFICER", "TELLER", "OFFICER"])


def test_hours_end_the_same_day_after_they_begin():
    assert why_not_a_block(EVENING, EVENING + timedelta(hours=2), zone=SHANGHAI) == ""
    assert why_not_a_block(EVENING, EVENING, zone=SHANGHAI)
    assert why_not_a_block(EVENING, EVENING + timedelta(hours=6), zone=SHANGHAI)
    assert overlaps(
        EVENING, EVENING + timedelta(hours=1), [(EVENING + timedelta(minutes=59), EVENING + timedelta(hours=2))]
    )
