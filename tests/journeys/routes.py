"""Every screen of the console, read from the router itself, with a person who may see it and a real address for it."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.browser import Visitor

_ROUTER = Path(__file__).resolve().parents[2] / "web" / "src" / "console" / "routes.tsx"

# Which role opens a screen in the tests; the first that matches the beginning of the path.
_SEEN_BY = [
    ("admin", "BUREAU_ADMIN"),
    ("users", "BUREAU_ADMIN"),
    ("imports", "CLERK"),
    ("registry", "CLERK"),
    ("plans", "CAPTAIN"),
    ("plan", "CAPTAIN"),
    ("visits", "CAPTAIN"),
    ("crews", "CAPTAIN"),
    ("", "LEAD"),
]


@dataclass(frozen=True)
class Screen:
    """One route of the console as the router writes it, such as `compounds/:compoundId`."""

    path: str
    role: str

    @property
    def file_name(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.path.lower()).strip("-") or "home"


def screens() -> list[Screen]:
    """All routes of the console; a route the tests cannot reach is an error and not left out."""
    found = re.findall(r'\bpage\(\s*"([^"]*)"', _ROUTER.read_text(encoding="utf-8"))
    return [Screen(path, _role_for(path)) for path in found]


def _role_for(path: str) -> str:
    return next(role for beginning, role in _SEEN_BY if path.startswith(beginning))


def address_of(screen: Screen, visitor: Visitor) -> str:
    """The screen's path with every parameter filled from what the demo station really holds."""
    return "/" + re.sub(r":(\w+)", lambda name: _value_of(name.group(1), visitor), screen.path)


def _value_of(parameter: str, visitor: Visitor) -> str:
    compound = visitor.get("/api/compounds?size=1")["items"][0]["id"]
    campaign = visitor.get("/api/campaigns")["items"][0]["id"]
    values = {
        "compoundId": lambda: compound,
        "campaignId": lambda: campaign,
        "householdId": lambda: visitor.get(f"/api/compounds/{compound}/households?size=1")["items"][0]["id"],
        "importId": lambda: visitor.get("/api/imports")["items"][0]["id"],
        "listId": lambda: visitor.get(f"/api/campaigns/{campaign}")["lists"][0]["id"],
        "day": lambda: visitor.get("/api/session")["clock"]["now"][:10],
    }
    return values[parameter]()
