"""Every screen of the console, read from the router itself, with a person who may see it and a real address for it."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.browser import Visitor

_ROUTER = Path(__file__).resolve().parents[2] / "web" / "src" / "console" / "routes.tsx"
_HOMES = ("LEAD", "CAPTAIN", "CLERK", "BUREAU_ADMIN")
# Who opens the screens of a room in the tests, by the first part of the path.
_SEEN_BY = {
    "registry": "CLERK",
    "imports": "CLERK",
    "campaigns": "LEAD",
    "approvals": "LEAD",
    "plan": "CAPTAIN",
    "crews": "CAPTAIN",
    "visits": "CAPTAIN",
    "users": "BUREAU_ADMIN",
    "stations": "BUREAU_ADMIN",
    "password": "LEAD",
    "*": "LEAD",
}


@dataclass(frozen=True)
class Screen:
    """One route of the console as the router writes it, such as `registry/compounds/:id`, and the role that looks."""

    path: str
    role: str

    @property
    def name(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", f"{self.path.replace('*', 'lost') or 'home'} {self.role}".lower()).strip("-")


def screens() -> list[Screen]:
    """All routes of the console; a route without a known visitor is an error and is not left out."""
    paths = re.findall(r'\bpage\(\s*"/?([^"]+)"', _ROUTER.read_text(encoding="utf-8"))
    return [Screen("", role) for role in _HOMES] + [Screen(path, _SEEN_BY[path.split("/")[0]]) for path in paths]


def address_of(screen: Screen, visitor: Visitor) -> str:
    """The screen's path with every parameter filled from what the deployment really holds."""
    filled = re.sub(r"(\w+)/:\w+", lambda part: f"{part[1]}/{_one_of(part[1], visitor)}", screen.path)
    return "/" + filled.replace("*", "no-such-page")


def _one_of(kind: str, visitor: Visitor) -> str:
    def campaign() -> str:
        return visitor.get("/api/campaigns")[0]["id"]

    def compound() -> str:
        return next(row["id"] for row in visitor.get("/api/compounds")["items"] if row["household_count"])

    def household() -> str:
        return visitor.get("/api/visits")["items"][0]["household_id"]

    found = {
        "campaigns": campaign,
        "lists": lambda: visitor.get(f"/api/campaigns/{campaign()}")["lists"][-1]["id"],
        "compounds": compound,
        "households": household,
        "organizations": lambda: visitor.get("/api/organizations")["items"][0]["id"],
        "imports": lambda: visitor.get("/api/imports")["items"][0]["id"],
        "plan": lambda: visitor.get("/api/session")["clock"]["now"][:10],
    }
    return found[kind]()
