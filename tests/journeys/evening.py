"""The evening's rounds: the printed sheets, the knocks typed from paper, two corrections, and a recount by hand."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from playwright.sync_api import expect

from tests.journeys.browser import Visitor
from tests.journeys.console import box, drawer, pick, walk_to
from tests.journeys.station import DAY

IN_FORM, IN_GRID, CORRECTED = 3, 17, 2
TALKED = {"MET", "CONCERN_RECORDED", "SUSPECTED_VICTIM"}
# Every other door opens.
_OUTCOMES = ("见面", "未遇", "见面", "拒访", "见面", "未遇")
_DIGITS = {"见面": "1", "未遇": "2", "拒访": "3"}


@dataclass(frozen=True)
class Door:
    """A line of a crew's printed sheet."""

    compound: str
    door: str


def read_sheets(captain: Visitor) -> list[Door]:
    """What the crews take along, read from the print view, doors of one compound together."""
    page = captain.page
    page.get_by_role("link", name="打印").click()
    expect(page.locator("article.sheet").first).to_be_visible()
    cells = page.locator("article.sheet tbody td:nth-child(3)").all_inner_texts()
    lines = [Door(*cell.rsplit(" ", 1)) for cell in cells]
    by_compound: dict[str, list[Door]] = defaultdict(list)
    for line in lines:
        by_compound[line.compound].append(line)
    return [line for group in sorted(by_compound.values(), key=len, reverse=True) for line in group]


def record_rounds(captain: Visitor, clerk: Visitor, doors: list[Door]) -> None:
    """Three knocks through the form, seventeen from paper through the grid, then one correction each way."""
    done = [record_from_plan(captain, number) for number in range(IN_FORM)]
    record_from_paper(clerk, [door for door in doors if door not in done][:IN_GRID])
    correct_first(captain, was="见面", now="未遇", reason="点错了,纸质登记写的是未遇")
    correct_first(captain, was="拒访", now="见面", reason="纸质登记有本人签名,已核对")


def record_from_plan(captain: Visitor, number: int) -> Door:
    """Open a crew's list, go to a door of it, say what came of the knock."""
    page = captain.page
    captain.go("/plan")
    page.get_by_role("button", name="打开1组的整份单子").click()
    page.get_by_role("dialog").locator(".block-door a").nth(number).click()
    title = page.get_by_role("heading", level=1)
    expect(title).not_to_have_text("今晚计划")
    door = Door(*title.inner_text().split()[:2])
    page.get_by_role("button", name="记一次走访").click()
    with drawer(page, "记一次走访") as form:
        for person in form.get_by_role("combobox", name=re.compile("的结果$")).all():
            pick(person, _OUTCOMES[number])
    expect(page.get_by_role("heading", name="往来记录 1 次，0 次更正")).to_be_visible()
    return door


def record_from_paper(clerk: Visitor, doors: list[Door]) -> None:
    """Type the paper sheets into the grid, compound by compound, mostly from the keyboard."""
    page = clerk.page
    clerk.go("/visits/grid")
    for compound, group in groupby(doors, key=lambda door: door.compound):
        pick_compound(clerk, compound)
        for door in group:
            type_row(clerk, door)
    page.get_by_role("button", name=f"保存 {len(doors)} 行").click()
    expect(page.get_by_text(f"{len(doors)} 行里保存了 {len(doors)} 行")).to_be_visible()


def pick_compound(clerk: Visitor, compound: str) -> None:
    chooser = clerk.page.get_by_role("combobox", name="小区", exact=True)
    pick(chooser, f"{compound} ", typed=compound, starts=True)


def type_row(clerk: Visitor, door: Door) -> None:
    """The last row of the grid: time, door, one digit per person; Enter in the note begins the next row."""
    page = clerk.page
    row = page.locator(".grid-table tbody tr").last
    number = page.locator(".grid-table tbody tr").count()
    row.get_by_label(f"第 {number} 行时间").fill(f"19{number:02d}")
    pick(box(row, f"第 {number} 行门牌"), door.door, typed=re.sub(r"\D", "", door.door))
    expect(row.locator(".grid-person").first).to_be_visible()
    for person in row.get_by_role("combobox", name=re.compile("的结果$")).all():
        person.press_sequentially(_DIGITS[_OUTCOMES[number % len(_OUTCOMES)]])
        person.press("Enter")
    row.get_by_label(f"第 {number} 行记要").press("Enter")


def correct_first(captain: Visitor, *, was: str, now: str, reason: str) -> None:
    """Find the newest record that says `was`, and let it say `now` for everybody."""
    page = captain.page
    walk_to(captain, "走访记录")
    page.get_by_role("row").filter(has_text=was).first.get_by_role("link").click()
    page.get_by_role("button", name="更正").first.click()
    with drawer(page, "更正走访记录") as form:
        for person in form.get_by_role("combobox", name=re.compile("的结果$")).all():
            pick(person, now)
        form.get_by_label("为什么更正").fill(reason)
    expect(page.get_by_text(f"理由：{reason}")).to_be_visible()


def recount(window: Visitor, list_id: str) -> dict[str, int]:
    """Count the list by hand: each listed person against the records that were not struck out."""
    listed = {row["resident_id"] for row in all_rows(window, f"/api/lists/{list_id}/targets?")}
    visits = all_rows(window, f"/api/visits?day={DAY}&")
    stories = [window.get(f"/api/households/{visit['household_id']}/history") for visit in visits]
    told = [record for story in stories for record in story["visits"]]
    assert len(told) == IN_FORM + IN_GRID
    assert sum(record["correction"] is not None for record in told) == CORRECTED
    said = [(person, record["channel"]) for record in told for person in record["people"]]
    met = {person["resident_id"] for person, channel in said if channel != "PHONE" and is_talk(person)} & listed
    tried = {person["resident_id"] for person, _ in said} & listed - met
    untouched = len(listed) - len(met) - len(tried)
    assert met and tried
    return {
        "reached": len(met),
        "attempted": len(tried),
        "unreachable": 0,
        "untouched": untouched,
        "total": len(listed),
    }


def is_talk(person: dict) -> bool:
    return person["outcome"] in TALKED and person["was_present"] and person["question_answered"]


def all_rows(window: Visitor, path: str) -> list[dict]:
    first = window.get(f"{path}page=1&size=200")
    pages = range(2, -(-first["total"] // first["size"]) + 1)
    return first["items"] + [row for page in pages for row in window.get(f"{path}page={page}&size=200")["items"]]
