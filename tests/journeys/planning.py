"""From campaign to first plan: lists and their signature, crews and their hours, the plan and its changes."""

from playwright.sync_api import Locator, expect

from tests.journeys.browser import Visitor
from tests.journeys.console import LONG, box, drawer, give_reason, pick, pick_several, walk_to


def create_campaign(clerk: Visitor, name: str, day: str, surface: str) -> None:
    """A campaign from `day` to the end of July; its points, lines and residents are proposed for signature."""
    page = clerk.page
    walk_to(clerk, "专项行动")
    page.get_by_role("button", name="新建专项行动").click()
    with drawer(page, "新建专项行动") as form:
        form.get_by_label("名称").fill(name)
        dates = form.locator(".ant-picker-range input")
        dates.first.fill(day)
        dates.first.press("Enter")
        dates.last.fill("2026-07-31")
        dates.last.press("Tab")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    add_list(clerk, "点：小区", "物业小区")
    add_list(clerk, "线：单位", "学校和幼儿园")
    add_list(clerk, "面：居民", surface)


def add_list(clerk: Visitor, kind: str, name: str) -> None:
    """Choose by filter, count, propose; ends on the campaign's page."""
    page = clerk.page
    campaign = page.url
    page.get_by_role("button", name="加一份名单").click()
    with drawer(page, "加一份名单") as form:
        form.get_by_role("radio", name=kind).check()
        form.get_by_label("名单名称").fill(name)
        if kind.startswith("点"):
            form.get_by_role("checkbox", name="只要有物业公司的小区").check()
        if kind.startswith("线"):
            pick_several(box(form, "类别"), "学校", "幼儿园")
        if kind.startswith("面"):
            form.get_by_label("年龄从（含）").fill("30")
            form.get_by_label("到（含）").fill("65")
    page.get_by_label("为什么改").fill("首次冻结")
    page.get_by_role("button", name="数一数").click()
    page.get_by_role("button", name="提请所长签字").click()
    expect(page.get_by_text("已提请所长签字，签字前不变。")).to_be_visible()
    page.goto(campaign)
    clerk.settle()


def sign_everything(lead: Visitor, count: int) -> None:
    """Sign from the first to the last on the first screen."""
    page = lead.page
    for left in range(count, 0, -1):
        expect(page.get_by_role("heading", name=f"等我签批 {left} 件")).to_be_visible()
        page.get_by_role("button", name="从第 1 件开始签批").click()
        page.get_by_role("button", name="同意", exact=True).click()
    expect(page.get_by_role("heading", name="等我签批 0 件")).to_be_visible()


def open_campaign(captain: Visitor, name: str) -> None:
    page = captain.page
    walk_to(captain, "专项行动")
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="开始行动").click()
    expect(page.get_by_text("进行中")).to_be_visible()


def form_crews(captain: Visitor, crews: dict[str, tuple[str, ...]]) -> None:
    """Two people a crew, and tonight's hours as the form proposes them."""
    page = captain.page
    walk_to(captain, "走访计划")
    page.get_by_role("link", name="班组与排班").click()
    for name, members in crews.items():
        page.get_by_role("button", name="编一个组").click()
        with drawer(page, "编一个组") as form:
            form.get_by_label("组名").fill(name)
            for member in members:
                box(form, "组员").press_sequentially(member)
                box(form, "组员").press("Enter")
    for name in crews:
        page.get_by_role("button", name=f"给{name}排 5月11日的班").click()
        with drawer(page, f"给{name}排 5月11日的班"):
            pass


def make_plan(captain: Visitor) -> None:
    walk_to(captain, "走访计划")
    captain.page.get_by_role("button", name="排这一天的计划").click()
    expect(captain.page.locator(".equation")).to_be_visible(timeout=LONG)


def open_block(captain: Visitor, crew: str) -> Locator:
    captain.page.get_by_role("button", name=f"打开{crew}的整份单子").click()
    return captain.page.get_by_role("dialog").filter(has_text=crew)


def close_block(captain: Visitor, block: Locator) -> None:
    block.get_by_role("button", name="关闭").click()
    expect(block).to_be_hidden()


def move_first_line(captain: Visitor, crew: str, *, to: str) -> None:
    page = captain.page
    block = open_block(captain, crew)
    block.get_by_role("button", name="移到别组").first.click()
    choose_crew(captain, to)
    give_reason(page, "移到别组", "要会讲闽南话的组")
    close_block(captain, block)


def hand_over(captain: Visitor, crew: str, *, to: str) -> None:
    page = captain.page
    block = open_block(captain, crew)
    block.get_by_role("button", name="整份转给别组").click()
    choose_crew(captain, to)
    give_reason(page, "整份转给别组", "组员临时出警")


def choose_crew(captain: Visitor, crew: str) -> None:
    pick(box(captain.page, "给哪一组"), f"{crew} ", starts=True)


def placed_doors(captain: Visitor, crew: str) -> int:
    row = captain.page.locator(".crew-row").filter(has=captain.page.get_by_role("button", name=f"打开{crew}的整份单子"))
    return row.locator(".door-card").count()
