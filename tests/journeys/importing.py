"""The import wizard as a clerk walks through it: upload, preview, write, take back."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.journeys.browser import Visitor
from tests.journeys.console import LONG

_CLASSES = ("new", "changed", "same", "duplicates", "rejected")
NOTHING = dict.fromkeys(_CLASSES, 0)


def upload(window: Visitor, file: Path, kind: str) -> None:
    """Choose what the list is, choose the file, send it."""
    window.go("/imports/new")
    choice = window.page.get_by_role("radio", name=kind, exact=True)
    choice.click()
    expect(choice).to_be_checked()
    window.page.locator("input[type=file]").set_input_files(file)
    window.page.get_by_role("button", name="上传，先看预览").click()


def preview(window: Visitor, file: Path, kind: str) -> dict[str, int]:
    """Upload and wait for the preview; returns its counts."""
    upload(window, file, kind)
    expect(window.page.get_by_text("预览，还没有写入任何东西")).to_be_visible(timeout=LONG)
    expect(commit_button(window)).to_be_visible(timeout=LONG)
    return counts_shown(window)


def write(window: Visitor) -> None:
    """Press the button that names what it writes, and wait until it is written."""
    commit_button(window).click()
    expect(window.page.get_by_role("heading", name="写好了")).to_be_visible(timeout=LONG)


def take_back(window: Visitor) -> None:
    window.page.get_by_role("button", name="整批撤销").click()
    expect(window.page.get_by_role("heading", name="整批撤销了")).to_be_visible(timeout=LONG)


def commit_button(window: Visitor) -> Locator:
    return window.page.locator(".commit-bar button.ant-btn-primary")


def counts_shown(window: Visitor) -> dict[str, int]:
    numbers = window.page.locator(".class-band dd strong").all_inner_texts()
    return {name: int(number.replace(",", "")) for name, number in zip(_CLASSES, numbers, strict=True)}


def registered_people(window: Visitor) -> int:
    """How many residents the registry holds, read beside the page."""
    answer = window.get("/api/communities")
    rows = answer if isinstance(answer, list) else answer["items"]
    return sum(row["resident_count"] for row in rows)
