"""An invented precinct and a whole campaign played in it, day by day, under a plan or in roster order."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lianxin.visits.planning.beats import balance_beats
from lianxin.visits.planning.inputs import USUAL_POLICY, CrewBlock, Door, Knock, Policy, PresenceGroup, SlotType
from lianxin.visits.planning.night import plan_night
from lianxin.visits.planning.presence import learn
from lianxin.visits.planning.rules import why_not_in, why_not_today
from lianxin.visits.planning.simulator import HiddenOdds, PlayedBlock, draw, draw_normal

Shares = tuple[tuple[float, float], ...]

FIRST_DAY = date(2026, 5, 1)
HOUSEHOLDS_PER_COMPOUND = 80
HOUSEHOLDS_PER_BUILDING = 12
EQUAL_PRIORITY = ((1.0, 1.0),)
SURVEY_PRIORITY = ((1.0, 0.35), (2.0, 0.30), (3.0, 0.20), (5.0, 0.10), (8.0, 0.05))
HOURS = {"AM": (9 * 60, 11 * 60 + 30), "PM": (14 * 60 + 30, 17 * 60 + 30), "EVE": (18 * 60, 20 * 60 + 30)}


@dataclass(frozen=True, slots=True)
class Home:
    """This will be a household of the invented precinct: the door, its residents with weights, and what is hidden."""

    door: Door
    residents: Mapping[str, float]
    group: PresenceGroup


@dataclass(frozen=True, slots=True)
class World:
    """This will be one seeded precinct: homes in roster order, and the crews' blocks of every day."""

    seed: int
    homes: tuple[Home, ...]
    blocks: tuple[CrewBlock, ...]
    days: int

    def blocks_on(self, day: date) -> list[CrewBlock]:
        return [block for block in self.blocks if block.day == day]

    def blocks_between(self, after: date, days: int) -> list[CrewBlock]:
        return [block for block in self.blocks if after < block.day <= after + timedelta(days=days)]


def _pick(shares: Shares, at: float) -> float:
    value = 0.0
    for value, share in shares:
        if at < share:
            return value
        at -= share
    return value


def make_world(
    seed: int, *, household_count: int, crew_count: int, days: int, priority: Shares = SURVEY_PRIORITY
) -> World:
    """This will draw a precinct of the survey's shape: clustered compounds, unequal sizes, 5 days on and 2 off.

    `priority` says how weights are spread over persons; where all are equal, meeting people is the whole aim.
    """
    side_m = math.sqrt(10e6 * household_count / 9_600)
    compound_count = max(2, household_count // HOUSEHOLDS_PER_COMPOUND)
    compounds = [_compound(seed, i, compound_count, side_m) for i in range(compound_count)]
    sizes = [math.exp(0.7 * draw_normal(seed, "size", i)) for i in range(compound_count)]
    counts = [max(1, round(household_count * size / sum(sizes))) for size in sizes]
    homes = [
        _home(seed, i, number, counts[i], compounds[i], priority)
        for i in range(compound_count)
        for number in range(counts[i])
    ]
    areas = _areas(compounds, counts, crew_count)
    blocks = [block for day in range(days + 7) for i in range(crew_count) for block in _block(seed, i, areas[i], day)]
    return World(seed, tuple(homes), tuple(blocks), days)


def _compound(seed: int, index: int, count: int, side_m: float) -> tuple[float, float]:
    parent = int(draw(seed, "parent", index) * max(1, count // 10))
    x, y = (side_m * draw(seed, axis, parent) + 250 * draw_normal(seed, axis, "off", index) for axis in "xy")
    return x, y


def _home(seed: int, compound: int, number: int, count: int, middle: tuple[float, float], priority: Shares) -> Home:
    building = number // HOUSEHOLDS_PER_BUILDING
    radius = (40 + 25 * math.sqrt(count / HOUSEHOLDS_PER_BUILDING)) * math.sqrt(draw(seed, "r", compound, building))
    angle = 2 * math.pi * draw(seed, "angle", compound, building)
    key = f"c{compound}-b{building + 1}-{number}"
    residents = {f"{key}-p{i}": _pick(priority, draw(seed, "w", key, i)) for i in range(_people(draw(seed, "n", key)))}
    is_exam = draw(seed, "exam", key) < 0.06
    if is_exam and priority is not EQUAL_PRIORITY:
        residents = {resident: weight + 3 for resident, weight in residents.items()}
    group = HiddenOdds(seed).group(key)
    door = Door(
        household=key,
        compound=f"c{compound}",
        building=str(building + 1),
        unit="1",
        room=str(101 + 100 * (number % HOUSEHOLDS_PER_BUILDING // 2) + number % 2),
        x_m=middle[0] + radius * math.cos(angle),
        y_m=middle[1] + radius * math.sin(angle),
        weight=sum(residents.values()),
        persons_due=len(residents),
        group=_group_on_paper(group, draw(seed, "paper", key)),
        language="hokkien" if draw(seed, "language", key) < 0.03 else "",
        is_exam_family=is_exam,
    )
    return Home(door, residents, group)


def _people(at: float) -> int:
    return 1 if at < 0.79 else 2 if at < 0.96 else 3


def _group_on_paper(group: PresenceGroup, at: float) -> PresenceGroup:
    """Rosters know the occupation of seven in ten, and are out of date for one in ten."""
    if at < 0.7:
        return group
    return PresenceGroup.UNKNOWN if at < 0.9 else list(PresenceGroup)[int(at * 1_000) % 3]


def _areas(compounds: Sequence[tuple[float, float]], counts: Sequence[int], crew_count: int) -> list[frozenset[str]]:
    """This will give each crew the compounds of one slice around the middle, as areas of duty are drawn on a map."""
    middle = [sum(axis) / len(compounds) for axis in zip(*compounds, strict=True)]
    angle = [math.atan2(y - middle[1], x - middle[0]) for x, y in compounds]
    turn = sorted(range(len(compounds)), key=lambda i: (angle[i], i))
    areas: list[set[str]] = [set() for _ in range(crew_count)]
    passed = 0
    for i in turn:
        areas[passed * crew_count // sum(counts)].add(f"c{i}")
        passed += counts[i]
    return [frozenset(area) for area in areas]


def _block(seed: int, index: int, area: frozenset[str], day: int) -> list[CrewBlock]:
    crew = f"crew-{index + 1}"
    if (day + index * 3) % 7 >= 5 or draw(seed, "event", crew, day) < 0.04:
        return []
    at = draw(seed, "shift", crew, day)
    starts, ends = HOURS["EVE" if at < 0.4 else "AM" if at < 0.7 else "PM"]
    languages = frozenset({"hokkien"}) if index % 2 == 0 else frozenset()
    on = FIRST_DAY + timedelta(days=day)
    return [CrewBlock(f"{crew}-{day}", crew, on, starts, ends, languages=languages, home_compounds=area)]


@dataclass(slots=True)
class Record:
    """This will remember what the station knows of one household during a campaign."""

    attempts: int = 0
    misses: int = 0
    last_on: date | None = None
    met: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Campaign:
    """This will play a campaign in a world and keep what the station learns; the hidden odds stay in the world."""

    world: World
    policy: Policy = USUAL_POLICY
    records: dict[str, Record] = field(default_factory=dict)
    past: list[Knock] = field(default_factory=list)
    expected: list[float] = field(default_factory=list)
    homes: dict[str, Home] = field(init=False)

    def __post_init__(self) -> None:
        self.homes = {home.door.household: home for home in self.world.homes}

    @property
    def met_count(self) -> int:
        return sum(len(record.met) for record in self.records.values())

    @property
    def met_weight(self) -> float:
        return sum(self.homes[key].residents[r] for key, record in self.records.items() for r in record.met)

    def due(self, day: date, own: Mapping[str, tuple[tuple[SlotType, object], ...]]) -> list[Door]:
        """This will give the doors with somebody not yet met, as the planner sees them on that day."""
        return [door for home in self.world.homes if (door := self._door(home, day, own)) is not None]

    def _door(self, home: Home, day: date, own: Mapping[str, tuple]) -> Door | None:
        record = self.records.get(home.door.household)
        if record is None:
            return home.door
        left = {r: w for r, w in home.residents.items() if r not in record.met}
        if not left:
            return None
        return replace(
            home.door,
            weight=sum(left.values()),
            persons_due=len(left),
            attempts=record.attempts,
            misses=record.misses,
            days_since_knock=(day - record.last_on).days if record.last_on else None,
            own_knocks=own.get(home.door.household, ()),
        )

    def walk(self, block: CrewBlock, doors: Iterable[Door]) -> int:
        """This will play one block's list until its time is over and note what happened; it gives the knocks made."""
        played = PlayedBlock(block, HiddenOdds(self.world.seed), self.policy)
        for door in doors:
            home = self.homes[door.household]
            record = self.records.get(door.household)
            left = [r for r in home.residents if record is None or r not in record.met]
            if not played.knock(door, left, home.group):
                break
            self._note(door, block, played.knocks[-1].met)
        return len(played.knocks)

    def _note(self, door: Door, block: CrewBlock, met: Sequence[str]) -> None:
        record = self.records.setdefault(door.household, Record())
        record.attempts += 1
        record.misses = 0 if met else record.misses + 1
        record.last_on = block.day
        record.met.update(met)
        self.past.append(Knock(door.household, door.compound, block.slot, bool(met), door.group))


def play(world: World, walk_day: Callable[[Campaign, date], None], policy: Policy = USUAL_POLICY) -> Campaign:
    """This will play every day of a world by one way of choosing doors."""
    campaign = Campaign(world, policy)
    for offset in range(world.days):
        walk_day(campaign, FIRST_DAY + timedelta(days=offset))
    return campaign


class ByPlan:
    """This will choose by the planner: beats balanced weekly, a plan every night, reserves taken while time is left."""

    def __init__(self) -> None:
        self.beats: dict[str, str] = {}

    def __call__(self, campaign: Campaign, day: date) -> None:
        world, learnt = campaign.world, learn(campaign.past)
        doors = campaign.due(day, learnt.own_knocks)
        coming = world.blocks_between(day, 7)
        today = world.blocks_on(day)
        if (day - FIRST_DAY).days % 7 == 0:
            self.beats = balance_beats(doors, [*today, *coming], campaign.policy)
        plan = plan_night(day, doors, today, learnt.knowledge, coming=coming, beats=self.beats, policy=campaign.policy)
        by_key = {door.household: door for door in doors}
        for block in plan.blocks:
            campaign.walk(block.block, [by_key[line.household] for line in block.placed + block.reserve])


class InRosterOrder:
    """This will choose as a captain with a spreadsheet: each crew goes on where it stopped, same beats, same rules."""

    def __init__(self) -> None:
        self.beats: dict[str, str] = {}
        self.at: dict[str, int] = {}

    def __call__(self, campaign: Campaign, day: date) -> None:
        world = campaign.world
        own = learn(campaign.past).own_knocks
        doors = campaign.due(day, own)
        today = world.blocks_on(day)
        if (day - FIRST_DAY).days % 7 == 0:
            self.beats = balance_beats(doors, [*today, *world.blocks_between(day, 7)], campaign.policy)
        place = {home.door.household: i for i, home in enumerate(world.homes)}
        for block in today:
            start = self.at.get(block.crew, 0)
            mine = [
                door
                for door in doors
                if self.beats.get(door.household) == block.crew
                and why_not_today(door, campaign.policy) is None
                and why_not_in(door, block) is None
            ]
            mine.sort(key=lambda door: (place[door.household] < start, place[door.household]))
            knocks = campaign.walk(block, mine)
            if knocks:
                self.at[block.crew] = place[mine[knocks - 1].household] + 1
