"""A small station at work: lists signed, an evening planned and changed once, doors visited, one request waiting."""

import io
import re
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product

from lianxin.accounts.choices import Role
from lianxin.accounts.tests.factories import Browser, make_station, make_user
from lianxin.campaigns.choices import ListKind
from lianxin.campaigns.models import Target
from lianxin.campaigns.tests.factories import make_campaign, make_list
from lianxin.config.tests.operations import Call
from lianxin.core import clock
from lianxin.core.jobs import run_waiting_jobs
from lianxin.registry.models import Household
from lianxin.registry.tests.factories import make_community, make_compound, make_contact, make_organization
from lianxin.registry.tests.importing import HEADER, workbook
from lianxin.visits.tests.factories import (
    NOW,
    TODAY,
    make_block,
    make_crew,
    make_doors,
    make_surface,
    missed,
    people_of,
    somebody,
    visit_door,
)

DAY = TODAY.isoformat()
POSTS = (Role.LEAD, Role.CAPTAIN, Role.CLERK, Role.BUREAU_ADMIN, Role.OFFICER)


@dataclass
class LivingStation:
    """Who works there, and an id for everything a path can name."""

    browsers: dict[str, Browser]
    ids: dict[str, list[str]] = field(default_factory=dict)
    doors: list[Household] = field(default_factory=list)

    @property
    def captain(self) -> Browser:
        return self.browsers[Role.CAPTAIN]

    def paths(self, call: Call) -> list[str]:
        """The operation's address once for every thing here that it can be about."""
        names = re.findall(r"\{(\w+)\}", call.pattern)
        return [
            call.pattern.format(**dict(zip(names, chosen, strict=True)))
            for chosen in product(*(self.ids[name] for name in names))
        ]


def make_living_station() -> LivingStation:
    clock.stand_at(NOW, banner="")
    people = {Role.LEAD: "lu", Role.CAPTAIN: "qin", Role.CLERK: "su", Role.OFFICER: "shen"}
    users = {role: somebody(login) for role, login in people.items()}
    users[Role.BUREAU_ADMIN] = make_user("bureau", role=Role.BUREAU_ADMIN)
    station = LivingStation({role: Browser(users[role]) for role in POSTS})
    compound, school = make_compound(latitude=24.48, longitude=118.18, source_datum="WGS84"), make_organization()
    make_contact(compound=compound)
    campaign = make_campaign()
    make_list([compound], kind=ListKind.POINT, campaign=campaign)
    make_list([school], kind=ListKind.LINE, campaign=campaign)
    doors = make_doors(8, compound=compound)
    make_surface(doors, campaign)
    crews = [make_crew("1 组", [users[Role.OFFICER], somebody("chen")]), make_crew("2 组")]
    blocks = [make_block(crew) for crew in crews]
    day_before = NOW - timedelta(days=1)
    visit_door(doors[0], when=day_before)
    visit_door(doors[1], missed(people_of(doors[1])[0]), when=day_before)
    station.doors = doors
    targets = Target.objects.of(make_station()).order_by("listed_at", "id")
    station.ids = {
        "campaign_id": [str(campaign.id)],
        "list_id": [str(held.id) for held in campaign.lists.all()],
        "target_id": [str(target.id) for target in targets],
        "compound_id": [str(compound.id)],
        "household_id": [str(door.id) for door in doors[:3]],
        "organization_id": [str(school.id)],
        "community_id": [str(make_community().id)],
        "block_id": [str(block.id) for block in blocks],
        "user_id": [str(users[Role.OFFICER].id)],
        "day": [DAY],
        "batch_id": [_previewed_batch(station.browsers[Role.CLERK])],
    }
    _change_the_plan_once(station)
    _ask_for_a_signature(station)
    return station


def _previewed_batch(clerk: Browser) -> str:
    rows = [("王小华", "女", "", "10012345678", "金榜华庭", "9-9-901", "退休"), ("", "男", "", "", "金榜华庭", "", "")]
    file = io.BytesIO(workbook(HEADER, rows))
    file.name = "名单.xlsx"
    batch: str = clerk.upload("/api/imports", file=file, kind="resident").json()["id"]
    run_waiting_jobs()
    return batch


def _change_the_plan_once(station: LivingStation) -> None:
    board = station.captain.post(f"/api/plans/{DAY}/make").json()
    line = next(line for block in board["blocks"] for line in block["lines"])
    answer = station.captain.post(f"/api/plan-lines/{line['id']}/remove", {"reason": "家里有事"})
    assert answer.status_code == 200, answer.content


def _ask_for_a_signature(station: LivingStation) -> None:
    path = f"/api/targets/{station.ids['target_id'][-1]}/unreachable"
    assert station.browsers[Role.CLERK].post(path, {"reason": "长期在外地"}).status_code < 300
