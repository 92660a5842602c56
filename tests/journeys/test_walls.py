"""Who sees what: a teller, another station's officer, a crew member on the plan's day and the day after."""

import pytest
from playwright.sync_api import expect

from tests.journeys.arranged import Evening, arrange_evening
from tests.journeys.console import wait_for_clock
from tests.journeys.station import DAY, STRANGER

POLICE_ADDRESSES = (
    "/api/communities",
    "/api/compounds",
    "/api/organizations",
    "/api/imports",
    "/api/campaigns",
    "/api/crews",
    f"/api/plans/{DAY}",
    f"/api/visits?day={DAY}",
    "/api/home/lead",
    "/api/home/captain",
    "/api/home/clerk",
    "/api/users",
)
POLICE_ROOMS = ("导入", "辖区底数", "专项行动", "走访计划", "走访记录", "签批", "人员与权限")


@pytest.fixture(scope="module")
def evening(founded, tmp_path_factory, browser):
    """The station with tonight's plan made, serving; the walls are looked at from several sides."""
    made = founded.copied_to(tmp_path_factory.mktemp("walls") / "station")
    with made.product.serving():
        yield arrange_evening(made, browser)


def test_a_teller_is_refused_by_police_endpoints_and_sees_no_police_menu(evening: Evening, visitor):
    teller = evening.station.seat(visitor(evening.station.product), "teller")
    teller.foresee(403, 404)

    refusals = {path: teller.status_of(path) for path in (*POLICE_ADDRESSES, evening.planned_path)}
    search = teller.answer_to("POST", "/api/residents/search", {"by": "name", "value": "王阿姨"})
    teller.go("/")

    assert set(refusals.values()) == {403}, refusals
    assert search.status == 403
    for room in POLICE_ROOMS:
        expect(teller.page.get_by_role("link", name=room)).to_have_count(0)


def test_another_stations_officer_finds_no_such_household(evening: Evening, visitor):
    stranger = evening.station.seat(visitor(evening.station.product), STRANGER)
    stranger.foresee(404)

    stranger.go(f"/registry/households/{evening.planned}")

    assert stranger.status_of(evening.planned_path) == 404
    expect(stranger.page.get_by_role("main").get_by_role("alert")).to_be_visible()
    expect(stranger.page.get_by_text(evening.door)).to_have_count(0)


def test_a_household_on_the_plan_is_open_to_its_crew_that_day_and_not_after(evening: Evening, visitor):
    officer = evening.station.seat(visitor(evening.station.product), "shen")
    officer.foresee(404)

    officer.go(f"/visits/households/{evening.planned}")
    expect(officer.page.get_by_role("heading", level=1)).to_contain_text(evening.door)
    assert officer.status_of(evening.planned_path) == 200
    assert officer.status_of(evening.unplanned_path) == 404

    evening.station.product.run("stand-clock", "2026-05-12T09:00")
    wait_for_clock(officer, "2026-05-12T09:0")
    officer.go(f"/visits/households/{evening.planned}")

    assert officer.status_of(evening.planned_path) == 404
    expect(officer.page.get_by_role("main").get_by_role("alert")).to_be_visible()
