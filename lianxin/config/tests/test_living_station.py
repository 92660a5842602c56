"""A station at work, asked as a server asks: no transaction around a request but the one the service opens itself.

The other tests run inside a transaction, where PostgreSQL lets a reading page lock rows; here it does not.
"""

from datetime import timedelta

import pytest

from lianxin.config.tests.living import DAY, POSTS, make_living_station
from lianxin.config.tests.operations import all_calls
from lianxin.core import clock
from lianxin.core.jobs import run_waiting_jobs
from lianxin.visits.tests.factories import NOW, people_of

pytestmark = pytest.mark.django_db(transaction=True)

READING = [call for call in all_calls() if call.method == "get"]
# What a reading operation must be told, and what makes another query of it.
QUESTIONS = {
    "list_shift_blocks": ({"from": DAY, "to": DAY},),
    "get_list_coverage": ({"by": "community"}, {"by": "compound"}, {"by": "unit"}),
    "search_places": ({"q": "金榜"},),
}


@pytest.fixture
def station():
    yield make_living_station()
    clock.forget()


def by_building(call, station):
    """The one question that names a compound."""
    [compound] = station.ids["compound_id"]
    return ({"by": "building", "compound": compound},) if call.operation_id == "get_list_coverage" else ()


def told(household, outcome):
    is_met = outcome == "MET"
    return [
        {"resident_id": str(one.id), "outcome": outcome, "was_present": is_met, "question_answered": is_met}
        for one in people_of(household)
    ]


def test_every_page_of_a_station_at_work_opens_for_every_post(station):
    asked = {
        (post, call.operation_id, path, *question.values()): station.browsers[post].get(path, **question).status_code
        for post in POSTS
        for call in READING
        for path in station.paths(call)
        for question in (*QUESTIONS.get(call.operation_id, ({},)), *by_building(call, station))
    }

    assert {key: status for key, status in asked.items() if status not in (200, 403, 404, 422)} == {}
    opened = {operation for (_, operation, *_), status in asked.items() if status == 200}
    assert opened == {call.operation_id for call in READING}


def test_an_evening_is_planned_moved_handed_over_and_taken_back(station):
    captain = station.captain
    undone = captain.post(f"/api/plan-changes/{captain.get(f'/api/plans/{DAY}').json()['undo']['change_id']}/undo")
    first, second = sorted(undone.json()["blocks"], key=lambda block: -len(block["lines"]))
    line, crowded, other = first["lines"][0]["id"], first["id"], second["id"]

    answers = [
        undone,
        captain.post(f"/api/plan-lines/{line}/move", {"block_id": other, "position": 1, "reason": "顺路"}),
        captain.post(f"/api/shift-blocks/{crowded}/hand-over", {"to_block_id": other, "reason": "组员临时出警"}),
    ]
    answers.append(captain.post(f"/api/plan-changes/{answers[-1].json()['undo']['change_id']}/undo"))
    answers.append(captain.post(f"/api/plans/{DAY}/make"))

    assert [answer.status_code for answer in answers] == [200] * 5, answers[-1].content


def test_a_visit_is_recorded_and_corrected(station):
    door, captain = station.doors[-1], station.captain
    at = (NOW - timedelta(minutes=10)).isoformat()
    body = {"household_id": str(door.id), "at": at, "channel": "DOOR", "people": told(door, "NOT_HOME")}

    visit = captain.post("/api/visits", body)
    again = {"people": told(door, "MET"), "reason": "点错了"}
    corrected = captain.post(f"/api/visits/{visit.json()['id']}/correct", again)

    assert (visit.status_code, corrected.status_code) == (200, 200)
    assert corrected.json()["correction"]["reason"] == "点错了"


def test_a_request_is_signed_and_an_import_written_and_taken_back(station):
    lead, clerk, [batch] = station.browsers["LEAD"], station.browsers["CLERK"], station.ids["batch_id"]
    [waiting] = lead.get("/api/approvals", state="pending").json()["items"]

    signed = lead.post(f"/api/approvals/{waiting['id']}/decision", {"is_granted": True, "reason": ""})
    committed = clerk.post(f"/api/imports/{batch}/commit")
    run_waiting_jobs()
    undone = clerk.post(f"/api/imports/{batch}/undo")

    assert [answer.status_code for answer in (signed, committed, undone)] == [200] * 3, undone.content
