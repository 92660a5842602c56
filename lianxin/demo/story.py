"""The demo station before its first day: staff and lists brought in by import, crews formed, the campaign opened."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Any

from lianxin.accounts.approvals import decide_approval
from lianxin.accounts.choices import Role
from lianxin.accounts.services import add_station, add_user, change_own_password
from lianxin.campaigns.choices import ListKind
from lianxin.campaigns.services.drafting import create_list, draft_version
from lianxin.campaigns.services.lifecycle import create_campaign, open_campaign
from lianxin.campaigns.services.versions import propose_version
from lianxin.core.clock import SHANGHAI
from lianxin.demo import area, roster, spreadsheets, staff
from lianxin.registry.imports.files import open_list, read_data_rows
from lianxin.registry.imports.kinds import kind_by_code
from lianxin.registry.imports.running import import_at_once
from lianxin.visits.choices import CrewKind
from lianxin.visits.services.crews import add_crew

STATION_CODE, STATION_NAME = "DEMO", "莲岸派出所"
CAMPAIGN_NAME = "莲心大走访"
FIRST_DAY, LAST_DAY = date(2026, 5, 1), date(2026, 7, 31)
_PREPARED_AT = datetime.combine(date(2026, 4, 29), time(9, 0), SHANGHAI)
_SIGNED_AT = datetime.combine(date(2026, 4, 30), time(16, 5), SHANGHAI)

Say = Callable[[str], None]


@dataclass(frozen=True)
class Story:
    """The demo station with the people who act in it."""

    seed: int
    station: Any
    captain: Any
    clerk: Any
    crews: tuple[Any, ...]
    campaign: Any

    began_at: datetime = _SIGNED_AT


def tell_beginning(*, seed: int, say: Say) -> Story:
    """Found the station, bring in its lists, and open the campaign on the eve of its first day."""
    draw = Random(seed)
    station = add_station(code=STATION_CODE, name=STATION_NAME, by=None)
    desks = _open_desks(station)
    _bring_lists(station, desks, draw, say)
    say("组队")
    crews = _form_crews(station, desks[Role.CAPTAIN])
    say("拟名单、签批、启动专项行动")
    campaign = _open_campaign(desks)
    return Story(
        seed=seed,
        station=station,
        captain=desks[Role.CAPTAIN],
        clerk=desks[Role.CLERK],
        crews=crews,
        campaign=campaign,
    )


def unlisted_phones(seed: int) -> list[str]:
    """Phones of roster people without an ID number: their age is unknown, so no filter lists them."""
    draw = Random(seed)
    people = roster.residents(draw, area.compounds(draw))
    return [person.phone for person in people if person.name and not person.id_no]


def _open_desks(station: Any) -> dict[str, Any]:
    """One account a post with a screen; its password is nobody's, the demo's door is the one-click sign-in."""
    desks = {}
    for login, name, role in staff.DESKS:
        home = None if role == Role.BUREAU_ADMIN else station
        user, start_password = add_user(login=login, name=name, role=Role(role), station=home, by=None)
        change_own_password(user=user, old_password=start_password, new_password=secrets.token_urlsafe(24))
        desks[role] = user
    return desks


def _bring_lists(station: Any, desks: dict[str, Any], draw: Random, say: Say) -> None:
    places = area.compounds(draw)
    people = roster.residents(draw, places)
    clerk, bureau = desks[Role.CLERK], desks[Role.BUREAU_ADMIN]
    lists = (
        ("小区底数.xlsx", "compound", spreadsheets.compound_book(places), clerk),
        ("学校联络表.xlsx", "organization", spreadsheets.organization_book("辖区学校", area.schools(draw)), clerk),
        ("银行网点.xlsx", "organization", spreadsheets.organization_book("银行网点", area.branches(draw)), clerk),
        ("人员表.xlsx", "staff", spreadsheets.staff_book(staff.officers(draw, area.communities())), bureau),
        ("一对一宣防对象.xlsx", "resident", spreadsheets.resident_book(draw, people), clerk),
    )
    for file_name, kind, content, by in lists:
        say(f"导入 {file_name}")
        reading = read_data_rows(open_list(content, file_name, kind_by_code(kind)), datum="")
        import_at_once(
            station=station,
            reading=reading,
            file_name=file_name,
            subtype="",
            by=by,
            now=_PREPARED_AT,
            report=lambda done, total, step: None,
        )


def _form_crews(station: Any, captain: Any) -> tuple[Any, ...]:
    """Pairs as the staff list names them."""
    users = {user.login: user for user in station.users.all()}
    return tuple(
        add_crew(
            station=station,
            name=name,
            kind=CrewKind.PAIR,
            members=[users[login] for login in logins],
            from_on=FIRST_DAY,
            by=captain,
            now=_SIGNED_AT,
        )
        for name, logins in staff.pairs().items()
    )


def _open_campaign(desks: dict[str, Any]) -> Any:
    clerk, lead, captain = desks[Role.CLERK], desks[Role.LEAD], desks[Role.CAPTAIN]
    campaign = create_campaign(
        name=CAMPAIGN_NAME,
        starts_on=FIRST_DAY,
        ends_on=LAST_DAY,
        goals="点：物业小区三件事都办；线：学校教职工到场；面：名单居民一对一见面。",
        by=clerk,
        now=_PREPARED_AT,
    )
    chosen: tuple[tuple[ListKind, str, dict[str, Any]], ...] = (
        (ListKind.POINT, "物业小区", {"has_property_firm": True}),
        (ListKind.LINE, "学校和幼儿园", {"kinds": ["SCHOOL", "KINDERGARTEN"]}),
        (ListKind.SURFACE, "30 到 65 岁名单居民", {"age_from": 30, "age_to": 65}),
    )
    for kind, name, conditions in chosen:
        target_list = create_list(
            campaign=campaign, kind=kind, name=name, chosen=conditions, by=clerk, now=_PREPARED_AT
        )
        draft_version(target_list=target_list, chosen=None, reason="首次建立名单", by=clerk, now=_PREPARED_AT)
        version = propose_version(target_list=target_list, by=clerk, now=_PREPARED_AT)
        assert version.approval is not None, "a proposed version waits for an approval"
        decide_approval(approval=version.approval, is_granted=True, reason="", by=lead, now=_SIGNED_AT)
    return open_campaign(campaign=campaign, by=captain, now=_SIGNED_AT)
