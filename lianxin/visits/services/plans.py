"""Making a day's plan: tasks brought up to date, doors due chosen, lists filled, every due door accounted for (R10)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.core.clock import local_day
from lianxin.core.errors import StateConflict
from lianxin.core.ids import derived_id
from lianxin.visits.choices import REMOVED_BY_CAPTAIN, PlanState
from lianxin.visits.models import PlanLine, ShiftBlock, Visit, VisitPlan
from lianxin.visits.planning.explain import explain, explain_unplaced
from lianxin.visits.planning.inputs import CrewBlock, Door
from lianxin.visits.planning.night import plan_night
from lianxin.visits.planning.plan import BlockPlan, Line, NightPlan, Reason, Standing
from lianxin.visits.planning.presence import Presence
from lianxin.visits.planning.timetable import expected_minutes
from lianxin.visits.services.doors import open_campaign, read_surface
from lianxin.visits.services.gathering import Night, gather_night
from lianxin.visits.services.grants import renew_grants
from lianxin.visits.services.placing import POLICY, at_minute
from lianxin.visits.services.tasks import make_tasks


class NoOpenCampaign(StateConflict):
    """There is nobody to visit before a campaign is open."""

    code = "NO_OPEN_CAMPAIGN"
    message = "还没有进行中的专项行动，排不出计划。请先启动专项行动。"


class PlanDayOver(StateConflict):
    """Plans are made for today and later."""

    code = "PLAN_DAY_OVER"
    message = "{day} 已经过去了，不能再排。"


class PlanStarted(StateConflict):
    """A plan on which visits were recorded is adjusted, not made again."""

    code = "PLAN_STARTED"
    message = "这一天的计划已经走了 {count} 户，不能整份重排；请逐条调整。"


class DueDoorLost(RuntimeError):
    """Placed, reserve and left over do not add up to the doors due: a fault of the program that must stay loud."""


@dataclass(frozen=True)
class PlanMade:
    """The plan that holds, whether it is new, and what was kept of the captain's changes, in a sentence."""

    plan: VisitPlan
    is_new: bool
    sentence: str


def make_plan(*, station: Station, day: date, by: User | None, now: datetime) -> PlanMade:
    """Make the plan of a day. The same question gives the plan already made; a new version keeps the captain's pins."""
    if day < local_day(now):
        raise PlanDayOver(day=day.isoformat())
    campaign = open_campaign(station)
    if campaign is None:
        raise NoOpenCampaign()
    with transaction.atomic():
        Station.objects.select_for_update().get(pk=station.pk)  # Two captains at once: one after the other.
        held = VisitPlan.objects.of(station).current(day)
        if held is not None and (count := Visit.objects.of(station).valid().filter(plan_line__plan=held).count()):
            raise PlanStarted(count=count)
        surface = read_surface(campaign=campaign, today=day)
        make_tasks(surface=surface, day=day, now=now)
        night = gather_night(surface=surface, day=day, held=held)
        fingerprint = night.fingerprint()
        if held is not None and held.input_hash == fingerprint:
            _note(held, by=by, is_new=False)
            return PlanMade(held, False, "情况没有变化，还是原来这一版。")
        plan = _next_version(station, day, held, fingerprint, night.waiting_count, by=by, now=now)
        _write_lines(plan, night)
        renew_grants(plan)
        _note(plan, by=by, is_new=True)
    return PlanMade(plan, True, _kept_sentence(night))


def _next_version(
    station: Station,
    day: date,
    held: VisitPlan | None,
    fingerprint: str,
    waiting_count: int,
    *,
    by: User | None,
    now: datetime,
) -> VisitPlan:
    if held is not None:
        held.state = PlanState.REPLACED
        held.save(update_fields=["state"])
    number = held.number + 1 if held is not None else 1
    plan: VisitPlan = VisitPlan.objects.create(
        id=derived_id("VisitPlan", station.id, day.isoformat(), number),
        station=station,
        day=day,
        number=number,
        input_hash=fingerprint,
        waiting_count=waiting_count,
        made_by=by,
        made_at=now,
    )
    return plan


def _note(plan: VisitPlan, *, by: User | None, is_new: bool) -> None:
    record(
        by=by,
        action="visits.make_plan",
        target_kind="VisitPlan",
        target_id=plan.id,
        station_id=plan.station_id,
        detail={"day": plan.day.isoformat(), "number": plan.number, "is_new": is_new},
    )


def _write_lines(plan: VisitPlan, night: Night) -> None:
    planned = plan_night(
        night.day, night.doors, night.blocks, night.knowledge, coming=night.coming, beats=night.beats, policy=POLICY
    )
    planned = _keep_pinned(planned, night)
    writer = _Writer(plan, night)
    lines = [writer.line(line) for line in planned.lines]
    lines += [writer.removed(door) for door in night.removed]
    due = {door.household for door in (*night.doors, *night.removed)}
    if len(lines) != len(due) or {str(line.household_id) for line in lines} != due:
        raise DueDoorLost(plan.day)
    PlanLine.objects.bulk_create(lines, batch_size=200)


def _keep_pinned(planned: NightPlan, night: Night) -> NightPlan:
    """A door the captain pinned stays on its list even where the minutes do not reach; the board then warns."""
    doors = {door.household: door for door in night.doors}
    blocks = {block.key: block for block in night.blocks}
    presence = Presence(night.knowledge)
    kept: list[Line] = []
    filled = {block.block.key: block for block in planned.blocks}
    for line in planned.unplaced:
        door = doors[line.household]
        block = blocks.get(door.pinned_block or "")
        if block is None or line.reason != Reason.NO_TIME:
            kept.append(line)
            continue
        filled[block.key] = _append(filled[block.key], door, block, presence)
    return replace(planned, blocks=tuple(filled.values()), unplaced=tuple(kept))


def _append(filled: BlockPlan, door: Door, block: CrewBlock, presence: Presence) -> BlockPlan:
    p_home = presence.p_home(door, block.slot)
    minutes = expected_minutes(p_home, door, POLICY)
    line = Line(
        household=door.household,
        standing=Standing.PLACED,
        weight=door.weight,
        p_home=p_home,
        expected_minutes=minutes,
        block=block.key,
        position=len(filled.placed) + 1,
        starts_minute=block.starts_minute + filled.minutes_used,
        is_pinned=True,
    )
    return replace(filled, placed=(*filled.placed, line), minutes_used=filled.minutes_used + minutes)


class _Writer:
    """Turns the planner's lines into rows, with the numbers that explain them."""

    def __init__(self, plan: VisitPlan, night: Night) -> None:
        self.plan = plan
        self.night = night
        self.presence = Presence(night.knowledge)
        self.doors = {door.household: door for door in (*night.doors, *night.removed)}
        self.blocks = {block.key: block for block in night.blocks}
        rows = ShiftBlock.objects.of(plan.station).filter(id__in=[UUID(key) for key in self.blocks])
        self.rows = {str(row.id): row for row in rows}
        self.coming: dict[str, list[CrewBlock]] = {}
        for block in night.coming:
            self.coming.setdefault(block.crew, []).append(block)
        self.slots = sorted({block.slot for block in night.blocks})

    def line(self, line: Line) -> PlanLine:
        door = self.doors[line.household]
        row = self._row(door)
        row.standing = line.standing
        if line.block is None:
            row.reason_code = line.reason or Reason.NO_TIME
            row.numbers["sentence"] = explain_unplaced(line)
            row.next_chance_on = line.next_chance.day if line.next_chance else None
            return row
        row.block = self.rows[line.block]
        row.position, row.is_pinned = line.position, line.is_pinned
        row.expected_minutes = round(line.expected_minutes, 2)
        row.starts_at = at_minute(row.block, line.starts_minute) if line.starts_minute is not None else None
        block = self.blocks[line.block]
        is_reserve = line.standing == Standing.RESERVE
        why = explain(door, block, self.presence, self.coming.get(block.crew, ()), POLICY, is_reserve=is_reserve)
        row.numbers |= {**why.numbers(), "sentence": why.sentence}
        return row

    def removed(self, door: Door) -> PlanLine:
        row = self._row(door)
        row.standing, row.reason_code = Standing.UNPLACED, REMOVED_BY_CAPTAIN
        return row

    def _row(self, door: Door) -> PlanLine:
        return PlanLine(
            id=derived_id("PlanLine", self.plan.id, door.household),
            station=self.plan.station,
            plan=self.plan,
            task_id=self.night.task_ids[door.household],
            household_id=UUID(door.household),
            attempt_number=self.night.knock_counts[door.household] + 1,
            person_count=door.persons_due,
            is_exam_family=door.is_exam_family,
            numbers={
                "weight": door.weight,
                "chances": {slot.value: round(self.presence.p_home(door, slot), 4) for slot in self.slots},
            },
        )


def _kept_sentence(night: Night) -> str:
    blocks = {block.key for block in night.blocks}
    pinned = sum(door.pinned_block in blocks for door in night.doors if door.pinned_block)
    kept: Sequence[str] = [
        *([f"队长钉住的 {pinned} 户留在原来的班次"] if pinned else []),
        *([f"队长决定不去的 {len(night.removed)} 户仍不去"] if night.removed else []),
    ]
    return f"计划已排好。{';'.join(kept)}{',其余次序按新情况重排。' if kept else ''}"
