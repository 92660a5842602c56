"""An import that is left alone, cut off by a power failure, or overtaken by a colleague's."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import importing
from tests.journeys.browser import Visitor, open_window
from tests.journeys.console import LONG, sign_in
from tests.journeys.importing import commit_button, registered_people
from tests.journeys.rosters import COMPOUNDS, RESIDENTS, short_resident_list
from tests.journeys.station import Station

NEW = 14_307


@pytest.fixture(scope="module")
def previewed(founded, tmp_path_factory, browser) -> Station:
    """The station with its compounds written and the whole roster previewed; stories work on copies of it."""
    made = founded.copied_to(tmp_path_factory.mktemp("previewed") / "station")
    made.product.run("import", str(COMPOUNDS), "--kind", "compound", "--station", "LA")
    with made.product.serving():
        clerk = made.seat(open_window(browser, made.product.address), "clerk")
        assert importing.preview(clerk, RESIDENTS, "居民名单")["new"] == NEW
        clerk.context.close()
    return made


@pytest.fixture
def desk(previewed, tmp_path):
    made = previewed.copied_to(tmp_path / "station")
    with made.product.serving():
        yield made


def test_a_commit_ends_whole_when_the_browser_is_closed_and_is_found_on_return(desk, browser, visitor):
    leaving = open_window(browser, desk.product.address)
    start_writing(leaving, desk)
    leaving.context.close()

    clerk = open_batch(visitor(desk.product), desk)

    expect(clerk.page.get_by_role("heading", name="写好了")).to_be_visible(timeout=LONG)
    expect(clerk.page.get_by_text("共写入 14,307 行。")).to_be_visible()
    assert registered_people(clerk) == NEW


def test_a_commit_cut_off_by_a_power_failure_wrote_nothing_and_says_so_on_return(desk, browser, visitor):
    leaving = open_window(browser, desk.product.address)
    start_writing(leaving, desk)
    desk.product.lose_power()
    leaving.context.close()

    with desk.product.serving():
        clerk = open_batch(visitor(desk.product), desk)
        expect(clerk.page.get_by_text(re.compile("写入时服务中断，一行也没有写进去"))).to_be_visible(timeout=LONG)
        assert registered_people(clerk) == 0
        importing.write(clerk)
        assert registered_people(clerk) == NEW


def test_of_two_clerks_importing_at_once_the_second_sees_a_fresh_preview(desk, visitor, tmp_path):
    first, second = visitor(desk.product), visitor(desk.product)
    sign_in(second, desk, "captain")
    before = importing.preview(second, short_resident_list(tmp_path / "同一批人.xlsx"), "居民名单")
    start_writing(first, desk)

    commit_button(second).click()

    expect(second.page.get_by_text(re.compile("底数又有了变化"))).to_be_visible(timeout=LONG)
    expect(first.page.get_by_role("heading", name="写好了")).to_be_visible(timeout=LONG)
    after = importing.counts_shown(second)
    assert before["new"] > 300
    assert after["new"] == 0 and after["same"] > 300
    assert sum(after.values()) == sum(before.values())
    assert registered_people(first) == NEW


def start_writing(window: Visitor, desk: Station) -> None:
    """Confirm the waiting roster, and watch until rows are being written."""
    open_batch(window, desk)
    commit_button(window).click()
    expect(window.page.get_by_role("heading", name="正在写入")).to_be_visible()
    expect(window.page.locator(".panel-note")).to_contain_text("写入", timeout=LONG)


def open_batch(window: Visitor, desk: Station) -> Visitor:
    """Sign in and find the roster again in the list of imports."""
    sign_in(window, desk, "clerk")
    window.go("/imports")
    window.page.get_by_role("link", name=RESIDENTS.name).click()
    window.settle()
    return window
