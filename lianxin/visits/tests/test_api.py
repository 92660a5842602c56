"""The room's endpoints: nobody, an outsider, the wrong role, the happy path, bad input."""

from datetime import timedelta

import pytest

from lianxin.accounts.choices import Role
from lianxin.accounts.tests.factories import Browser, make_station, make_user
from lianxin.audit.models import AuditEntry
from lianxin.core import clock
from lianxin.core.ids import new_id
from lianxin.registry.tests.factories import assign_area, make_compound
from lianxin.visits.models import PlanLine, SheetReveal, Visit
from lianxin.visits.tests.factories import (
    NOW,
    TODAY,
    make_doors,
    make_surface,
    missed,
    people_of,
    planned_evening,
    somebody,
    visit_door,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_story_stands_on_20_june():
    clock.stand_at(NOW, banner="")


def captain():
    return Browser(somebody("qin"))


def outsider():
    return Browser(make_user("outside", role=Role.CAPTAIN, station=make_station("XB", "溪北派出所")))


def body_of(household, outcome="MET", **more):
    is_met = outcome == "MET"
    return {
        "household_id": str(household.id),
        "at": (NOW - timedelta(minutes=10)).isoformat(),
        "channel": "DOOR",
        "people": [
            {"resident_id": str(p.id), "outcome": outcome, "was_present": is_met, "question_answered": is_met}
            for p in people_of(household)
        ],
        "note": "",
        "next_reminder_on": None,
        **more,
    }


PATHS = [
    ("get", "/api/crews"),
    ("get", "/api/crews/candidates"),
    ("post", "/api/crews"),
    ("patch", "/api/crews/{id}"),
    ("post", "/api/crews/{id}/take-off"),
    ("get", "/api/shift-blocks"),
    ("post", "/api/shift-blocks"),
    ("delete", "/api/shift-blocks/{id}"),
    ("post", "/api/shift-blocks/copy-week"),
    ("post", "/api/shift-blocks/{id}/reorder"),
    ("post", "/api/shift-blocks/{id}/hand-over"),
    ("get", "/api/shift-blocks/{id}/sheet"),
    ("get", "/api/plans/2026-06-20"),
    ("post", "/api/plans/2026-06-20/make"),
    ("post", "/api/plan-lines/{id}/move"),
    ("post", "/api/plan-lines/{id}/remove"),
    ("post", "/api/plan-changes/{id}/undo"),
    ("get", "/api/visits"),
    ("post", "/api/visits"),
    ("post", "/api/visits/grid"),
    ("post", "/api/visits/{id}/correct"),
    ("get", "/api/households/{id}/history"),
    ("patch", "/api/households/{id}/do-not-visit"),
    ("get", "/api/home/captain"),
    ("get", "/api/home/clerk"),
]


@pytest.mark.parametrize(("verb", "path"), PATHS)
def test_nobody_gets_401_and_a_teller_403(verb, path):
    path = path.format(id=new_id())

    assert getattr(Browser(None), verb)(path).status_code == 401
    assert getattr(Browser(somebody("he")), verb)(path).status_code == 403


def test_another_stations_captain_finds_nothing():
    plan, blocks = planned_evening(doors=5)
    line = PlanLine.objects.of(plan.station).filter(plan=plan).first()
    visit = visit_door(line.household, missed(people_of(line.household)[0]))
    other, reason = outsider(), {"reason": "试"}

    answers = [
        other.get(f"/api/households/{line.household_id}/history"),
        other.patch(f"/api/households/{line.household_id}/do-not-visit", {"is_on": True, "reason": "试"}),
        other.get(f"/api/shift-blocks/{blocks[0].id}/sheet"),
        other.post(f"/api/plan-lines/{line.id}/move", {"block_id": str(blocks[0].id), **reason}),
        other.post(f"/api/plan-lines/{line.id}/remove", reason),
        other.post(f"/api/shift-blocks/{blocks[0].id}/hand-over", {"to_block_id": str(blocks[1].id), **reason}),
        other.post(f"/api/shift-blocks/{blocks[0].id}/reorder", {"line_ids": [], **reason}),
        other.post(f"/api/visits/{visit.id}/correct", {"people": [], **reason}),
        other.post("/api/visits", body_of(line.household)),
        other.patch(f"/api/crews/{blocks[0].crew_id}", {"name": "抢"}),
        other.delete(f"/api/shift-blocks/{blocks[0].id}"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert other.get("/api/plans/2026-06-20").json()["due"] == 0
    assert other.get("/api/visits").json()["total"] == 0
    assert other.get("/api/crews").json() == []


def test_an_officer_reads_the_plan_and_may_not_change_it():
    plan, blocks = planned_evening()
    officer = Browser(blocks[0].crew.members.first().user)
    line = PlanLine.objects.of(plan.station).filter(plan=plan, block=blocks[0]).first()

    assert officer.get("/api/plans/2026-06-20").json()["allowed_actions"] == ["print"]
    assert officer.post("/api/plans/2026-06-20/make").status_code == 403
    assert officer.post(f"/api/plan-lines/{line.id}/remove", {"reason": "不想去"}).status_code == 403


def test_crews_and_hours_are_entered_by_hand_and_copied():
    browser = captain()
    people = [str(make_user(f"x{n}", role=Role.AUXILIARY).id) for n in (1, 2)]

    crew = browser.post("/api/crews", {"name": "1 组", "kind": "PAIR", "member_ids": people, "languages": ["闽南话"]})
    hours = {"crew_id": crew.json()["id"], "day": "2026-06-15", "starts_at": "18:30", "ends_at": "20:30"}
    block = browser.post("/api/shift-blocks", hours)
    copied = browser.post("/api/shift-blocks/copy-week", {"from_monday": "2026-06-15", "to_monday": "2026-06-22"})

    assert crew.json()["can_go"] and len(crew.json()["members"]) == 2
    assert block.json()["starts_at"].startswith("2026-06-15T18:30")
    assert copied.json()["copied_count"] == 1
    listed = browser.client.get("/api/shift-blocks?from=2026-06-15&to=2026-06-30").json()
    assert [row["day"] for row in listed] == ["2026-06-15", "2026-06-22"]
    assert browser.post("/api/shift-blocks", hours).json()["code"] == "BLOCK_OVERLAPS"
    assert browser.delete(f"/api/shift-blocks/{block.json()['id']}").status_code == 204


def test_the_captain_makes_the_plan_moves_hands_over_and_undoes():
    planned_evening()
    browser = captain()

    plan = browser.post("/api/plans/2026-06-20/make").json()
    first, second = plan["blocks"]
    line = first["lines"][0]
    moved = browser.post(
        f"/api/plan-lines/{line['id']}/move", {"block_id": second["id"], "position": 1, "reason": "顺路"}
    ).json()
    handed = browser.post(
        f"/api/shift-blocks/{first['id']}/hand-over", {"to_block_id": second["id"], "reason": "1 组报病"}
    ).json()
    undone = browser.post(f"/api/plan-changes/{handed['undo']['change_id']}/undo").json()

    assert plan["message"] == "情况没有变化，还是原来这一版。"
    assert moved["blocks"][1]["lines"][0]["id"] == line["id"] and moved["undo"]["sentence"].endswith("移到2 组")
    assert "转为备选" in handed["undo"]["sentence"]
    assert [block["placed_count"] for block in undone["blocks"]] == [block["placed_count"] for block in moved["blocks"]]
    for board in (plan, moved, handed, undone):
        assert board["due"] == board["placed"] + board["to_hand_over"] + board["reserve"] + board["unplaced"]
    assert 0 < plan["expected_low"] <= plan["expected_met"] <= plan["expected_high"]
    assert line["reason"]["sentence"] and line["why"]


def test_a_plan_change_without_a_reason_is_bad_input():
    plan, _ = planned_evening()
    line = PlanLine.objects.of(plan.station).filter(plan=plan, standing="PLACED").first()
    browser = captain()

    blank = browser.post(f"/api/plan-lines/{line.id}/remove", {"reason": " "})
    missing = browser.post(f"/api/plan-lines/{line.id}/move", {"reason": "x"})

    assert (blank.status_code, blank.json()["code"]) == (422, "REASON_MISSING")
    assert missing.status_code == 422


def test_changes_and_corrections_are_not_reasoned_with_somebodys_number():
    plan, _ = planned_evening(doors=2)
    line = PlanLine.objects.of(plan.station).filter(plan=plan, standing="PLACED").first()
    browser, reason = captain(), "她说打 10012345678"
    visit = browser.post("/api/visits", body_of(line.household, outcome="NOT_HOME")).json()

    answers = [
        browser.post(f"/api/plan-lines/{line.id}/remove", {"reason": reason}),
        browser.post(
            f"/api/visits/{visit['id']}/correct", {"people": body_of(line.household)["people"], "reason": reason}
        ),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert [list(answer.json()["fields"]) for answer in answers] == [["reason"], ["reason"]]


def test_a_visit_sent_twice_is_one_and_the_answer_the_same():
    [door] = make_doors(1)
    make_surface([door])
    browser, body = captain(), body_of(door, id=str(new_id()), note="讲了冒充客服")

    first, second = browser.post("/api/visits", body), browser.post("/api/visits", body)

    assert first.status_code == second.status_code == 200
    assert first.json()["id"] == second.json()["id"] == body["id"]
    assert Visit.objects.of(door.station).count() == 1
    shown = first.json()
    assert shown["people"][0]["outcome_label"] == "见面" and "*" in shown["people"][0]["name"]
    assert shown["allowed_actions"] == ["correct"]


def test_a_bad_visit_is_refused_field_by_field_in_chinese():
    [door] = make_doors(1)

    answer = captain().post(
        "/api/visits",
        body_of(door, at=(NOW + timedelta(hours=2)).isoformat(), note="电话 13812345678"),
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "NOTE_HAS_PERSONAL_DATA")
    assert set(answer.json()["fields"]) == {"at", "note"}


def test_a_paper_round_is_answered_row_by_row():
    doors = make_doors(3)
    rows = [body_of(doors[0]), body_of(doors[1], outcome="NOT_HOME"), body_of(doors[2], channel="DOOR", people=[])]

    answers = captain().post("/api/visits/grid", {"rows": rows}).json()

    assert [answer["status"] for answer in answers] == ["saved", "saved", "rejected"]
    assert answers[2]["code"] == "VISIT_REFUSED" and "people" in answers[2]["fields"]
    assert Visit.objects.of(doors[0].station).count() == 2


def test_a_correction_shows_in_the_history_with_its_effect():
    [door] = make_doors(1)
    make_surface([door])
    browser = captain()
    visit = browser.post("/api/visits", body_of(door, outcome="NOT_HOME")).json()

    corrected = browser.post(
        f"/api/visits/{visit['id']}/correct",
        {"people": body_of(door)["people"], "note": "", "reason": "纸质登记有签名"},
    )
    history = browser.get(f"/api/households/{door.id}/history").json()

    assert corrected.json()["correction"]["effect"] == "“面”见面 +1，敲过未见 −1。"
    assert history["visits"][0]["correction"]["before"][0]["id"] == visit["id"]
    assert history["listings"][0]["source_label"]
    assert browser.post(f"/api/visits/{visit['id']}/correct", {"people": [], "reason": "再改"}).status_code == 409


def test_a_record_sent_again_after_its_correction_is_answered_with_itself():
    [door] = make_doors(1)
    browser, body = captain(), body_of(door, outcome="NOT_HOME", id=str(new_id()))
    browser.post("/api/visits", body)
    browser.post(f"/api/visits/{body['id']}/correct", {"people": body_of(door)["people"], "reason": "点错了"})

    again = browser.post("/api/visits", body).json()
    grid = browser.post("/api/visits/grid", {"rows": [body]}).json()

    assert again["id"] == grid[0]["visit"]["id"] == body["id"]
    assert again["allowed_actions"] == []
    assert browser.get("/api/visits").json()["total"] == 1


def test_an_auxiliary_marks_do_not_visit_and_does_not_lift_it_alone():
    [door] = make_doors(1)
    helper = somebody("chen")
    assign_area(helper, door.compound.community)
    path, browser = f"/api/households/{door.id}/do-not-visit", Browser(helper)

    assert browser.patch(path, {"is_on": True, "reason": "本人提出"}).status_code == 200
    assert browser.patch(path, {"is_on": False, "reason": "改主意"}).status_code == 403
    assert captain().patch(path, {"is_on": False, "reason": "本人来所里说的"}).status_code == 200


def test_do_not_visit_wins_at_once():
    plan, _ = planned_evening()
    line = PlanLine.objects.of(plan.station).filter(plan=plan, standing="PLACED").first()
    browser = captain()

    history = browser.patch(
        f"/api/households/{line.household_id}/do-not-visit", {"is_on": True, "reason": "本人提出"}
    ).json()
    refused = browser.patch(f"/api/households/{line.household_id}/do-not-visit", {"is_on": True, "reason": ""})

    assert history["household"]["do_not_visit"] and not history["household"]["knocking"]["is_allowed"]
    assert "DO_NOT_VISIT" in {
        group["reason_code"] for group in browser.get("/api/plans/2026-06-20").json()["unplaced_groups"]
    }
    assert refused.json()["code"] == "WISH_REASON_MISSING"


def test_the_crew_sees_whole_names_on_its_day_logged_once_and_everybody_else_masked_ones():
    plan, blocks = planned_evening()
    member = blocks[0].crew.members.first().user
    path = f"/api/shift-blocks/{blocks[0].id}/sheet"

    own = Browser(member).get(path).json()
    Browser(member).get(path)
    captains = captain().get(path).json()
    other_crew = Browser(blocks[1].crew.members.first().user).get(path)

    assert own["names_are_whole"] and "*" not in own["lines"][0]["people"][0]["name"]
    assert not captains["names_are_whole"] and "*" in captains["lines"][0]["people"][0]["name"]
    assert other_crew.status_code == 404
    assert SheetReveal.objects.of(plan.station).count() == 1
    assert AuditEntry.objects.filter(action="visits.reveal_plan").count() == 1


def test_whole_names_are_gone_the_day_after():
    _, blocks = planned_evening()
    member = blocks[0].crew.members.first().user
    clock.stand_at(NOW + timedelta(days=1), banner="")
    clock.forget()

    assert not Browser(member).get(f"/api/shift-blocks/{blocks[0].id}/sheet").json()["names_are_whole"]


def test_a_planned_door_is_open_to_the_crew_today_and_404_tomorrow():
    plan, blocks = planned_evening()
    member = blocks[0].crew.members.first().user
    door = PlanLine.objects.of(plan.station).filter(plan=plan, block=blocks[0]).first().household
    path = f"/api/households/{door.id}/history"

    today = Browser(member).get(path).status_code
    clock.stand_at(NOW + timedelta(days=1), banner="")
    clock.forget()

    assert (today, Browser(member).get(path).status_code) == (200, 404)


def test_an_officers_list_of_visits_holds_the_own_doors_only():
    doors = make_doors(2)
    officer = somebody("shen")
    visit_door(doors[0])

    assert Browser(officer).get("/api/visits").json()["total"] == 0
    assign_area(officer, doors[0].compound.community)
    assert Browser(officer).get("/api/visits", day=TODAY.isoformat()).json()["total"] == 1


def test_the_list_of_visits_costs_the_same_queries_however_long(django_assert_max_num_queries):
    for door in make_doors(12):
        visit_door(door)
    browser = captain()

    with django_assert_max_num_queries(12):
        assert browser.get("/api/visits").json()["total"] == 12


def test_first_screens_answer_before_the_question():
    planned_evening()
    [door] = make_doors(1, compound=make_compound("另一小区"))
    visit_door(door, when=NOW - timedelta(days=2), now=NOW)

    home = captain().get("/api/home/captain").json()
    clerk = Browser(somebody("su")).get("/api/home/clerk").json()

    assert home["plan"]["due"] == 30
    assert home["reviews"]["late_count"] == 1 and home["reviews"]["late"][0]["is_late"]
    assert {step["code"]: step["is_done"] for step in clerk["first_day"]}["ORGANIZATIONS"] is False
