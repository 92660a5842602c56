"""A station on its first day: the commands an administrator types, and the slips with start passwords they print."""

import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from tests.journeys.browser import Visitor
from tests.journeys.product import Product
from tests.journeys.rosters import staff_list

DAY = "2026-05-11"
AFTERNOON = f"{DAY}T17:40"
# Login, post and name; the bureau's administrator belongs to no station.
DESKS = (
    ("bureau", "BUREAU_ADMIN", "秦望舒"),
    ("lead", "LEAD", "陆所长"),
    ("captain", "CAPTAIN", "周队长"),
    ("clerk", "CLERK", "苏内勤"),
    ("teller", "TELLER", "何柜员"),
)
FIELD = (
    ("shen", "沈警官", "社区民警"),
    ("chen", "陈辅警", "辅警"),
    ("lin", "林警官", "社区民警"),
    ("wu", "吴辅警", "辅警"),
    ("xu", "徐警官", "社区民警"),
    ("gao", "高辅警", "辅警"),
)
STRANGER = "jiang"
NEW_PASSWORD = "five-lotus-seeds-51"


@dataclass
class Station:
    """A deployment with its people and the start password on each one's slip."""

    product: Product
    slips: dict[str, str]

    def copied_to(self, home: Path) -> "Station":
        """The same station in a home of its own, so that a test may change it."""
        shutil.copytree(self.product.home, home, dirs_exist_ok=True)
        return Station(replace(self.product, home=home, address="", server=None), dict(self.slips))

    def seat(self, window: Visitor, login: str) -> Visitor:
        """Sign somebody in without the page, for stories that are about something else."""
        window.sign_in(login, self.slips[login])
        if self.slips[login] != NEW_PASSWORD:
            window.change_password(self.slips[login], NEW_PASSWORD)
            self.slips[login] = NEW_PASSWORD
        return window


def found_station(home: Path) -> Station:
    """Migrate an empty database, add two stations and their people, and stand the clock on a spring afternoon."""
    product = Product(home, {"LIANXIN_DEMO_SIGN_IN": "0"})
    product.run("migrate")
    product.run("station", "add", "LA", "莲岸派出所")
    product.run("station", "add", "XY", "溪园派出所")
    slips = {
        login: product.add_user(login, role, station=None if role == "BUREAU_ADMIN" else "LA", name=name)
        for login, role, name in DESKS
    }
    slips[STRANGER] = product.add_user(STRANGER, "OFFICER", station="XY", name="江警官")
    people = staff_list(home / "人员表.xlsx", FIELD)
    printed = product.run("import", str(people), "--kind", "staff", "--station", "LA")
    slips |= dict(re.findall(r"账号 (\S+) .*?初始密码 (\S+)", printed))
    product.run("stand-clock", AFTERNOON)
    return Station(product, slips)
