"""What a person does at the console with hands and eyes: sign in, choose from a list, type a date, save, read a sum."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import Visitor
from tests.journeys.station import NEW_PASSWORD, Station

LONG = 90_000
expect.set_options(timeout=30_000)
_CLOCK_MOVES_WITHIN_SECONDS = 30
_STATES = ("reached", "attempted", "unreachable", "untouched")


def sign_in(window: Visitor, station: Station, login: str) -> None:
    """Sign in on the page; the first time the page goes no further until the slip's password is replaced."""
    page = window.page
    window.go("/")
    page.get_by_label("账号").fill(login)
    page.get_by_label("密码", exact=True).fill(station.slips[login])
    page.get_by_role("button", name="登录", exact=True).click()
    if station.slips[login] != NEW_PASSWORD:
        expect(page.get_by_role("heading", name="先改初始密码")).to_be_visible()
        page.get_by_label("现在的密码").fill(station.slips[login])
        page.get_by_label("新密码", exact=True).fill(NEW_PASSWORD)
        page.get_by_label("再填一遍新密码").fill(NEW_PASSWORD)
        page.get_by_role("button", name="改密码").click()
        station.slips[login] = NEW_PASSWORD
    expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()


def walk_to(window: Visitor, room: str) -> None:
    """Go to a room by the menu at the left."""
    window.page.get_by_role("navigation", name="主菜单").get_by_role("link", name=room).click()
    window.settle()


def wait_for_clock(window: Visitor, moment: str) -> None:
    """The server rereads a moved clock within seconds."""
    give_up_at = time.monotonic() + _CLOCK_MOVES_WITHIN_SECONDS
    while not window.get("/api/session")["clock"]["now"].startswith(moment):
        assert time.monotonic() < give_up_at, f"the clock did not come to {moment}"
        time.sleep(0.2)


def pick(where: Locator, text: str, *, typed: str | None = None, starts: bool = False) -> None:
    """Choose the option that reads (or only starts with) `text`, after typing what narrows the list down."""
    where.click()
    expect(where).to_have_attribute("aria-expanded", "true")
    if typed is not None:
        where.press_sequentially(typed)
    take(where, text, starts=starts)
    expect(where).to_have_attribute("aria-expanded", "false")


def pick_several(where: Locator, *texts: str) -> None:
    """Choose several options; the list stays open until the person goes on."""
    where.click()
    for text in texts:
        take(where, text)


def take(where: Locator, text: str, *, starts: bool = False) -> None:
    """Point at an option of the list that belongs to the field, and press once it answers the pointer."""
    expect(where).to_have_attribute("aria-controls", re.compile("."))
    own = where.page.locator(f'[id="{where.get_attribute("aria-controls")}"]')
    offered = where.page.locator(".ant-select-dropdown").filter(has=own).locator(".ant-select-item-option")
    option = offered.filter(has_text=re.compile(f"^{re.escape(text)}{'' if starts else '$'}"))
    option.hover()
    expect(option).to_have_class(re.compile("option-active"))
    option.click()


def box(scope: Page | Locator, name: str) -> Locator:
    return scope.get_by_role("combobox", name=name)


@contextmanager
def drawer(page: Page, title: str) -> Iterator[Locator]:
    """Fill the drawer of that title; it is saved and gone at the end."""
    opened = page.get_by_role("dialog").filter(has_text=title)
    expect(opened).to_be_visible()
    yield opened
    opened.get_by_role("button", name="保存").click()
    expect(opened).to_be_hidden()


def give_reason(page: Page, verb: str, reason: str) -> None:
    """Write why in the open dialog and press its verb; the dialog closes when the server agreed."""
    dialog = page.get_by_role("dialog").filter(has=page.get_by_label("理由")).last
    dialog.get_by_label("理由").fill(reason)
    dialog.get_by_role("button", name=verb, exact=True).click()
    expect(dialog).to_be_hidden()


def equation(page: Page) -> list[int]:
    """The header of the plan, left side first: due = placed + … + unplaced."""
    expect(page.locator(".equation")).to_be_visible()
    terms = page.locator(".equation > .equation-term strong, .equation-part strong").all_inner_texts()
    return [_number(term) for term in terms]


def sums_shown(page: Page, list_name: str) -> dict[str, int]:
    """The four states and their total as a list's card shows them, on whichever page it stands."""
    card = page.locator(".sum-card").filter(has=page.get_by_role("heading", name=re.compile(list_name)))
    expect(card.locator("tbody tr")).to_have_count(len(_STATES))
    numbers = card.locator("tbody td.strong").all_inner_texts()
    total = card.locator(".sum-big").inner_text().split("/")[1]
    return dict(zip(_STATES, map(_number, numbers), strict=True)) | {"total": _number(total)}


def sums_told(target_list: dict) -> dict[str, int]:
    """The same five numbers from the API."""
    told = target_list["sums"]
    unreachable = told["unreachable_requested"] + told["unreachable_approved"]
    return {
        "reached": told["reached"],
        "attempted": told["attempted"],
        "unreachable": unreachable,
        "untouched": told["untouched"],
        "total": told["total"],
    }


def _number(text: str) -> int:
    return int(re.sub(r"[^\d]", "", text))
