"""Crews, blocks, doors on the list and visits for tests."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from lianxin.accounts.choices import Role
from lianxin.accounts.models import User
from lianxin.accounts.tests.factories import make_station, make_user
from lianxin.campaigns.models import Campaign
from lianxin.campaigns.tests.factories import make_campaign, make_list
from lianxin.core.clock import SHANGHAI
from lianxin.registry.models import Compound, Household, Resident
from lianxin.registry.tests.factories import make_compound, make_household, make_resident
from lianxin.visits.choices import BlockKind, CrewKind
from lianxin.visits.models import Crew, ShiftBlock, Visit, VisitPlan
from lianxin.visits.rules.recording import PersonOutcome
from lianxin.visits.services.crews import add_crew
from lianxin.visits.services.plans import make_plan
from lianxin.visits.services.recording import NewVisit, record_visit
from lianxin.visits.services.shifts import NewBlock, add_shift_blocks

TODAY = date(2026, 6, 20)
NOW = datetime(2026, 6, 20, 17, 40, tzinfo=SHANGHAI)


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=SHANGHAI)


def somebody(login: str) -> User:
    return User.objects.filter(login=login).first() or make_user(login)


def make_crew(name: str = "1 组", members: Sequence[User] | None = None, languages: Sequence[str] = ()) -> Crew:
    people = members if members is not None else [make_user(f"{name}-{n}", role=Role.AUXILIARY) for n in (1, 2)]
    return add_crew(
        station=make_station(),
        name=name,
        kind=CrewKind.PAIR,
        members=people,
        languages=languages,
        from_on=date(2026, 5, 1),
        by=somebody("qin"),
        now=NOW,
    )


def make_block(
    crew: Crew, day: date = TODAY, starts: str = "18:30", ends: str = "20:30", kind: BlockKind = BlockKind.VISITS
) -> ShiftBlock:
    new = NewBlock(crew, at(day, starts), at(day, ends), kind)
    return add_shift_blocks(station=crew.station, blocks=[new], by=somebody("qin"), now=NOW)[0]


def make_doors(count: int, *, compound: Compound | None = None, people_each: int = 1) -> list[Household]:
    """Doors of one compound with people behind them, on no list yet."""
    compound = compound or make_compound(latitude=24.48, longitude=118.18, source_datum="WGS84")
    households = []
    for number in range(count):
        household = make_household(f"{number // 20 + 1}-1-{number % 20 + 101}", compound=compound)
        for place in range(people_each):
            make_resident(f"林{'安平宁'[place]}{number}", household=household)
        households.append(household)
    return households


def people_of(household: Household) -> list[Resident]:
    return [place.resident for place in household.memberships.order_by("id")]


def make_surface(households: Iterable[Household], campaign: Campaign | None = None) -> Campaign:
    """An open campaign whose signed surface list holds everybody behind these doors."""
    campaign = campaign or make_campaign()
    make_list([person for household in households for person in people_of(household)], campaign=campaign, name="面")
    return campaign


def planned_evening(doors: int = 30, crews: int = 2) -> tuple[VisitPlan, list[ShiftBlock]]:
    """A made plan for tonight with some crews, each on duty from 18:30 to 20:30."""
    make_surface(make_doors(doors))
    blocks = [make_block(make_crew(f"{number} 组")) for number in range(1, crews + 1)]
    made = make_plan(station=make_station(), day=TODAY, by=somebody("qin"), now=NOW)
    return made.plan, blocks


def met(resident: Resident) -> PersonOutcome:
    return PersonOutcome(resident.id, "MET", was_present=True, question_answered=True)


def missed(resident: Resident) -> PersonOutcome:
    return PersonOutcome(resident.id, "NOT_HOME")


def new_visit(household: Household, *people: PersonOutcome, when: datetime = NOW, **fields: Any) -> NewVisit:
    told = people or tuple(met(person) for person in people_of(household))
    return NewVisit(
        household_id=household.id, at=when, channel=fields.pop("channel", "DOOR"), people=tuple(told), **fields
    )


def visit_door(
    household: Household,
    *people: PersonOutcome,
    when: datetime = NOW,
    now: datetime | None = None,
    by: User | None = None,
    **fields: Any,
) -> Visit:
    answer = record_visit(
        station=household.station,
        visit=new_visit(household, *people, when=when, **fields),
        by=by or somebody("qin"),
        now=now or when,
    )
    assert answer.visit is not None
    return answer.visit
