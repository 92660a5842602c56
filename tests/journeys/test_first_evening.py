"""From an empty database to the first evening's sums, each person doing their part in the browser."""

import openpyxl
from playwright.sync_api import expect

from tests.journeys import evening, importing, planning
from tests.journeys.console import equation, sign_in, sums_shown, sums_told, wait_for_clock
from tests.journeys.rosters import COMPOUNDS, SCHOOLS, short_resident_list
from tests.journeys.station import DAY

CREWS = {"1组": ("沈警官", "陈辅警"), "2组": ("林警官", "吴辅警"), "3组": ("徐警官", "高辅警")}
CAMPAIGN, SURFACE = "莲心大走访", "30 到 65 岁名单居民"


def test_the_first_evening_adds_up(station, visitor, tmp_path):
    clerk, lead, captain = (visitor(station.product) for _ in range(3))
    sign_in(clerk, station, "clerk")
    import_the_lists(clerk, tmp_path)
    planning.create_campaign(clerk, CAMPAIGN, DAY, SURFACE)
    sign_in(lead, station, "lead")
    planning.sign_everything(lead, 3)
    sign_in(captain, station, "captain")
    planning.open_campaign(captain, CAMPAIGN)
    planning.form_crews(captain, CREWS)
    make_and_change_the_plan(captain)
    doors = evening.read_sheets(captain)

    station.product.run("stand-clock", f"{DAY}T20:50")
    wait_for_clock(captain, f"{DAY}T20:5")
    evening.record_rounds(captain, clerk, doors)

    the_sums_agree(captain, lead)


def import_the_lists(clerk, tmp_path):
    """Compounds, schools, residents: previewed, written, taken back, written again; rejected rows come back."""
    assert importing.preview(clerk, COMPOUNDS, "小区") == {**importing.NOTHING, "new": 118}
    importing.write(clerk)
    assert importing.preview(clerk, SCHOOLS, "单位")["new"] == 35
    importing.write(clerk)
    people = short_resident_list(tmp_path / "一对一宣防对象.xlsx")

    counts = importing.preview(clerk, people, "居民名单")
    assert sum(counts.values()) == 390 and counts["rejected"] > 0
    assert importing.registered_people(clerk) == 0
    importing.write(clerk)
    registered = importing.registered_people(clerk)
    assert registered == counts["new"]
    check_rejected_rows(clerk, counts["rejected"], tmp_path)
    importing.take_back(clerk)
    assert importing.registered_people(clerk) == 0

    assert importing.preview(clerk, people, "居民名单") == counts
    importing.write(clerk)
    assert importing.registered_people(clerk) == registered


def check_rejected_rows(clerk, count, tmp_path):
    with clerk.page.expect_download() as fetched:
        clerk.page.get_by_role("link", name="下载退回表").click()
    fetched.value.save_as(tmp_path / "rejected.xlsx")
    reasons = []
    for sheet in openpyxl.load_workbook(tmp_path / "rejected.xlsx").worksheets:
        rows = list(sheet.iter_rows(values_only=True))
        assert rows[0][-1]
        reasons += [row[-1] for row in rows[1:]]
    assert len(reasons) == count
    assert all(reasons)


def make_and_change_the_plan(captain):
    """Make tonight's plan, move a line, hand a crew's list over, take it back, hand it over again."""
    page = captain.page
    planning.make_plan(captain)
    agrees_with_api(captain)
    planning.move_first_line(captain, "1组", to="2组")
    placed = agrees_with_api(captain)[1]
    for verdict in ("undo", "keep"):
        planning.hand_over(captain, "3组", to="1组")
        agrees_with_api(captain)
        assert planning.placed_doors(captain, "3组") == 0
        if verdict == "undo":
            page.get_by_role("button", name="撤销").click()
            expect(page.get_by_text("已撤销")).to_be_visible()
            assert planning.placed_doors(captain, "3组") > 0
            assert agrees_with_api(captain)[1] == placed


def agrees_with_api(captain):
    """The header of the plan: due = placed + to hand over + reserve + unplaced, on the page as in the API."""
    plan = captain.get(f"/api/plans/{DAY}")
    waiting = [plan["to_hand_over"]] if plan["to_hand_over"] else []
    parts = [plan["placed"], *waiting, plan["reserve"], plan["unplaced"]]
    shown = equation(captain.page)
    assert shown == [plan["due"], *parts]
    assert shown[0] == sum(shown[1:])
    return shown


def the_sums_agree(captain, lead):
    campaign = captain.get("/api/campaigns")[0]["id"]
    told = {one["name"]: one for one in captain.get(f"/api/campaigns/{campaign}")["lists"]}
    counted = evening.recount(captain, told[SURFACE]["id"])

    assert sums_told(told[SURFACE]) == counted
    captain.go(f"/campaigns/{campaign}")
    assert sums_shown(captain.page, SURFACE) == counted
    lead.go("/")
    assert sums_shown(lead.page, SURFACE) == counted
    at_home = {one["name"]: one for one in lead.get("/api/home/lead")["lists"]}
    assert sums_told(at_home[SURFACE]) == counted
