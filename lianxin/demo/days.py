"""A day of the demo: the plan is made, the crews walk it in a hidden world, and what happened is recorded.

Everything is written by the services a station uses. The seeded world only decides who is at home and what they say.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from lianxin.core.clock import SHANGHAI
from lianxin.core.ids import derived_id
from lianxin.demo.story import Story
from lianxin.visits.planning.inputs import Door, PresenceGroup
from lianxin.visits.planning.simulator import HiddenOdds, PlayedBlock, draw
from lianxin.visits.rules.recording import PersonOutcome
from lianxin.visits.services.correcting import correct_visit
from lianxin.visits.services.crews import crews_on
from lianxin.visits.services.placing import crew_block, plane
from lianxin.visits.services.plans import make_plan
from lianxin.visits.services.recording import NewVisit, RowAnswer, record_visits
from lianxin.visits.services.shifts import NewBlock, add_shift_blocks

_DUTY_DAYS, _CYCLE_DAYS = 5, 7
_HOURS = (
    (0.45, time(18, 0), time(20, 30)),
    (0.72, time(9, 30), time(12, 0)),
    (1.01, time(15, 0), time(17, 30)),
)
_PLANNED_AT, _WRITTEN_AT, _CAUGHT_UP_AT = time(7, 30), time(21, 30), time(8, 40)
_LATE_SHARE, _WRONG_SHARE = 0.025, 0.004
# Whoever opens the door does not always talk; the rest of a hundred is a talk.
_AT_THE_DOOR = ((0.03, "REFUSED"), (0.05, "CALL_LATER"), (0.055, "LANGUAGE_HELP"), (0.06, "MOVED"))
_NOTES = ("", "", "", "", "看过楼道海报", "说会转告家里老人", "问了退款电话怎么辨认", "家里人都在，一起听的")


@dataclass(frozen=True)
class DayPlayed:
    """What a day came to."""

    day: date
    knocks: int
    talks: int


def at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, SHANGHAI)


def enter_shifts(story: Story, days: Iterable[date]) -> None:
    """Enter the crews' hours for some days: five days on, two off, evenings most often."""
    blocks = []
    for day in days:
        for number, crew in enumerate(story.crews):
            if (day.toordinal() + number * 3) % _CYCLE_DAYS < _DUTY_DAYS:
                lot = draw(story.seed, "hours", number, day)
                _, starts, ends = next(hours for hours in _HOURS if lot < hours[0])
                blocks.append(NewBlock(crew, at(day, starts), at(day, ends)))
    add_shift_blocks(station=story.station, blocks=blocks, by=story.captain, now=story.began_at)


def plan_day(story: Story, day: date) -> Any:
    """Tonight's plan, made in the morning of the day by the captain."""
    return make_plan(station=story.station, day=day, by=story.captain, now=at(day, _PLANNED_AT)).plan


def play_day(story: Story, day: date) -> DayPlayed:
    """Plan a day, walk it, record it the same night; late papers and corrections follow the next morning."""
    plan = plan_day(story, day)
    visits = list(_walk(story, plan))
    late = [visit for visit in visits if draw(story.seed, "late", visit.id) < _LATE_SHARE]
    on_time = [visit for visit in visits if visit not in late]
    answers = record_visits(station=story.station, visits=on_time, by=story.clerk, now=at(day, _WRITTEN_AT))
    next_morning = at(day + timedelta(days=1), _CAUGHT_UP_AT)
    answers += record_visits(station=story.station, visits=late, by=story.clerk, now=next_morning)
    _correct_some(story, visits, answers, now=next_morning)
    return _sum(day, visits)


def play_afternoon(story: Story, day: date, *, until: time) -> DayPlayed:
    """Plan the last day and walk only the blocks that are over by `until`; the evening's doors are still to come."""
    plan = plan_day(story, day)
    visits = [visit for visit in _walk(story, plan, until=at(day, until)) if visit.at < at(day, until)]
    record_visits(station=story.station, visits=visits, by=story.clerk, now=at(day, until))
    return _sum(day, visits)


def _sum(day: date, visits: Sequence[NewVisit]) -> DayPlayed:
    talks = sum(person.question_answered for visit in visits for person in visit.people)
    return DayPlayed(day, knocks=len(visits), talks=talks)


def _walk(story: Story, plan: Any, *, until: datetime | None = None) -> Iterator[NewVisit]:
    """Each crew goes down its list, reserves included, while there is time."""
    day = plan.day
    crews = crews_on(story.station, day)
    for block, lines in _lists(plan):
        if until is not None and block.ends_at > until:
            continue
        played = PlayedBlock(crew_block(block), HiddenOdds(story.seed))
        writer = crews[block.crew_id].members[0]
        for line in lines:
            people = [
                str(membership.resident_id) for membership in line.household.memberships.all() if not membership.to_on
            ]
            if not played.knock(_door(line), people, PresenceGroup.UNKNOWN):
                break
            knock = played.knocks[-1]
            outcomes = tuple(_outcome(story.seed, day, person, person in knock.met) for person in people)
            yield NewVisit(
                id=derived_id("demo visit", line.household_id, day.isoformat()),
                household_id=line.household_id,
                at=at(day, time(0)) + timedelta(minutes=round(knock.at_minute)),
                channel="DOOR",
                people=outcomes,
                crew_id=block.crew_id,
                plan_line_id=line.id,
                note=_note(story.seed, line.household_id, outcomes),
                next_reminder_on=_comes_back_on(day, outcomes),
                recorded_by=writer,
            )


def _lists(plan: Any) -> Iterator[tuple[Any, list[Any]]]:
    lines = plan.lines.filter(block__isnull=False).select_related("household__compound", "block__crew")
    by_block: dict[Any, list[Any]] = defaultdict(list)
    blocks = {}
    for line in lines.prefetch_related("household__memberships").order_by("standing", "position", "id"):
        blocks[line.block_id] = line.block
        by_block[line.block_id].append(line)
    for block_id, of_block in by_block.items():
        yield blocks[block_id], of_block


def _door(line: Any) -> Door:
    household = line.household
    x, y = plane(household.compound.latitude, household.compound.longitude)
    return Door(
        household=str(household.id),
        compound=str(household.compound_id),
        building=household.building,
        unit=household.unit,
        room=household.room,
        x_m=x,
        y_m=y,
        weight=1.0,
    )


def _outcome(seed: int, day: date, resident_id: str, is_home: bool) -> PersonOutcome:
    if not is_home:
        return PersonOutcome(UUID(resident_id), "NOT_HOME")
    lot = draw(seed, "answer", resident_id, day)
    for share, outcome in _AT_THE_DOOR:
        if lot < share:
            return PersonOutcome(UUID(resident_id), outcome, was_present=True)
    return PersonOutcome(UUID(resident_id), "MET", was_present=True, question_answered=True)


def _note(seed: int, household_id: object, outcomes: Sequence[PersonOutcome]) -> str:
    if not any(person.question_answered for person in outcomes):
        return ""
    return _NOTES[int(draw(seed, "note", household_id) * len(_NOTES))]


def _comes_back_on(day: date, outcomes: Sequence[PersonOutcome]) -> date | None:
    return day + timedelta(days=4) if any(person.outcome == "CALL_LATER" for person in outcomes) else None


def _correct_some(story: Story, visits: Sequence[NewVisit], answers: Sequence[RowAnswer], *, now: datetime) -> None:
    """A few slips of the finger are put right the next morning, with a reason."""
    told = {visit.id: visit for visit in visits}
    for answer in answers:
        visit = answer.visit
        if visit is None or draw(story.seed, "wrong", visit.id) >= _WRONG_SHARE:
            continue
        people = [
            PersonOutcome(person.resident_id, "MET", was_present=True, question_answered=True)
            for person in told[visit.id].people
        ]
        if people == list(told[visit.id].people):
            continue
        correct_visit(
            visit=visit,
            people=people,
            note=told[visit.id].note,
            next_reminder_on=None,
            reason="当晚纸质登记有签名，已核对原件。",
            by=story.captain,
            now=now,
        )
