"""Chromium as the tests drive it: Debian's own, headless, speaking to nobody but the product."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    path = os.environ.get("LIANXIN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise FileNotFoundError("Chromium is missing: scripts/system_packages.sh test")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """One person at one window, signed in through the API of the page they look at."""

    context: BrowserContext
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    taps: int = 0
    foreseen: set[int] = field(default_factory=set)

    def foresee(self, *statuses: int) -> None:
        """The person is about to be refused, and the browser will note the answer on its console."""
        self.foreseen.update(statuses)

    def note_console(self, text: str) -> None:
        refused = re.search(r"responded with a status of (\d{3})", text)
        if not (refused and int(refused[1]) in self.foreseen):
            self.complaints.append(f"console: {text}")

    def count_tap(self) -> None:
        self.taps += 1

    def go(self, path: str) -> None:
        self.page.goto(f"{self.address}/console{path}")
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is being fetched and nothing shows as loading."""
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_function("!document.querySelector('.ant-spin-spinning, .ant-skeleton')")

    def get(self, path: str) -> dict:
        answer = self.context.request.get(f"{self.address}{path}")
        assert answer.ok, f"GET {path} -> {answer.status} {answer.text()[:500]}"
        return answer.json()

    def status_of(self, path: str) -> int:
        return self.context.request.get(f"{self.address}{path}").status

    def send(self, method: str, path: str, body: dict | None = None) -> dict:
        """A writing request, with the token that proves it comes from our own page."""
        answer = self.answer_to(method, path, body)
        assert answer.ok, f"{method} {path} -> {answer.status} {answer.text()[:500]}"
        return answer.json() if answer.text() else {}

    def answer_to(self, method: str, path: str, body: dict | None = None):
        token = self.get("/api/session")["csrf_token"]
        return self.context.request.fetch(
            f"{self.address}{path}",
            method=method,
            headers={"X-CSRFToken": token, "Referer": self.address},
            data=body if body is not None else {},
        )

    def sign_in_to_demo(self, role: str) -> None:
        """One click on the demo station's sign-in page, as the first account of that role."""
        logins = self.get("/api/session")["demo"]["logins"]
        login = next(entry["login"] for entry in logins if entry["role"] == role)
        self.send("POST", "/api/session/demo", {"login": login})

    def sign_in(self, login: str, password: str) -> None:
        self.send("POST", "/api/session", {"login": login, "password": password})

    def change_password(self, old: str, new: str) -> None:
        self.send("POST", "/api/session/password", {"old_password": old, "new_password": new})

    def axe_violations(self) -> list[str]:
        """Serious and critical findings of axe on the page as it stands."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{item['id']} ({item['impact']}): {item['help']} at {node['target']}"
            for item in found["violations"]
            if item["impact"] in ("serious", "critical")
            for node in item["nodes"]
        ]


def open_window(browser: Browser, address: str, *, width: int = 1440, height: int = 900) -> Visitor:
    """A fresh window that remembers what a user would be disturbed by: errors, and requests that leave the house."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    visitor = Visitor(context, context.new_page(), address)
    host = urlsplit(address).netloc

    def note_request(request: Request) -> None:
        target = urlsplit(request.url)
        if target.scheme in ("http", "https", "ws", "wss") and target.netloc != host:
            visitor.complaints.append(f"left the house: {request.url}")

    context.on("request", note_request)
    visitor.page.on("pageerror", lambda error: visitor.complaints.append(f"error on the page: {error}"))
    visitor.page.on(
        "console",
        lambda message: visitor.note_console(message.text) if message.type == "error" else None,
    )
    context.expose_function("countTap", visitor.count_tap)
    context.add_init_script("addEventListener('pointerdown', () => window.countTap(), true)")
    return visitor
