"""A station on the evening of its first plan, arranged by requests: for stories that begin there."""

from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.journeys.browser import Visitor, open_window
from tests.journeys.rosters import COMPOUNDS, short_resident_list
from tests.journeys.station import DAY, Station

_CREWS = {"1组": ("沈警官", "陈辅警"), "2组": ("林警官", "吴辅警")}


@dataclass(frozen=True)
class Evening:
    """The station, a household on the first crew's list tonight with its door, and one on nobody's."""

    station: Station
    planned: str
    door: str
    unplanned: str

    @property
    def planned_path(self) -> str:
        return f"/api/households/{self.planned}"

    @property
    def unplanned_path(self) -> str:
        return f"/api/households/{self.unplanned}"


def arrange_evening(station: Station, browser: Browser) -> Evening:
    people = short_resident_list(station.product.home / "名单.xlsx", sheets=2, rows=80)
    station.product.run("import", str(COMPOUNDS), "--kind", "compound", "--station", "LA")
    station.product.run("import", str(people), "--kind", "resident", "--station", "LA")
    clerk, lead, captain = (
        station.seat(open_window(browser, station.product.address), login) for login in ("clerk", "lead", "captain")
    )
    _sign_and_open(clerk, lead, captain)
    _put_on_duty(captain)
    plan = captain.send("POST", f"/api/plans/{DAY}/make")
    block = next(block for block in plan["blocks"] if block["crew"]["name"] == "1组")
    line = next(line for line in block["lines"] if line["standing"] == "PLACED")
    listed = {line["household_id"] for block in plan["blocks"] for line in block["lines"]}
    unplanned = next(door for door in _doors(captain) if door not in listed)
    for window in (clerk, lead, captain):
        window.context.close()
    return Evening(station, line["household_id"], line["door"], unplanned)


def _sign_and_open(clerk: Visitor, lead: Visitor, captain: Visitor) -> None:
    period = {"starts_on": DAY, "ends_on": "2026-07-31"}
    campaign = clerk.send("POST", "/api/campaigns", {"name": "莲心大走访", "goals": "", **period})["id"]
    listed = {"kind": "SURFACE", "name": "名单居民", "filter": {"age_from": 18}}
    target_list = clerk.send("POST", f"/api/campaigns/{campaign}/lists", listed)["id"]
    clerk.send("POST", f"/api/lists/{target_list}/draft", {"reason": "首次冻结"})
    clerk.send("POST", f"/api/lists/{target_list}/propose")
    [approval] = lead.get("/api/home/lead")["approvals"]
    lead.send("POST", f"/api/approvals/{approval['id']}/decision", {"is_granted": True, "reason": ""})
    captain.send("POST", f"/api/campaigns/{campaign}/open")


def _put_on_duty(captain: Visitor) -> None:
    staff = {user["name"]: user["id"] for user in captain.get("/api/crews/candidates")["users"]}
    for name, members in _CREWS.items():
        ids = [staff[member] for member in members]
        crew = captain.send("POST", "/api/crews", {"name": name, "kind": "PAIR", "member_ids": ids, "languages": []})
        hours = {"starts_at": "18:30", "ends_at": "20:30", "kind": "VISITS"}
        captain.send("POST", "/api/shift-blocks", {"crew_id": crew["id"], "day": DAY, **hours})


def _doors(captain: Visitor) -> list[str]:
    compounds = captain.get("/api/compounds?size=200")["items"]
    inhabited = [row["id"] for row in compounds if row["household_count"]]
    pages = [captain.get(f"/api/compounds/{compound}/households?size=200") for compound in inhabited]
    return [row["id"] for page in pages for row in page["items"]]
