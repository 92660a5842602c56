"""Shift blocks: the hours of crews, entered by hand and copied from week to week."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.core.clock import SHANGHAI, local_day
from lianxin.core.errors import InvalidInput, StateConflict
from lianxin.visits.choices import BlockKind
from lianxin.visits.models import Crew, PlanLine, ShiftBlock
from lianxin.visits.rules.crews import overlaps, why_not_a_block
from lianxin.visits.services.crews import crews_on

Hours = tuple[datetime, datetime]
WEEK = timedelta(days=7)


class BlockHoursRefused(InvalidInput):
    """The hours end before they begin, last too long or run past midnight."""

    code = "BLOCK_HOURS_REFUSED"
    message = "{reason}"


class BlockOverlaps(StateConflict):
    """A crew is never in two places at once."""

    code = "BLOCK_OVERLAPS"
    message = "{crew}在 {day} 这段时间已经有班了。"


class BlockInPlan(StateConflict):
    """A plan rests on these hours."""

    code = "BLOCK_IN_PLAN"
    message = "这一班已经排进了计划，不能删除。去不了的话，请把整份单子转给别的组。"


class NotAMonday(InvalidInput):
    """Weeks are copied from Monday to Monday."""

    code = "NOT_A_MONDAY"
    message = "按周复制，请填两个星期一。"


@dataclass(frozen=True)
class NewBlock:
    """Hours to be entered for a crew."""

    crew: Crew
    starts_at: datetime
    ends_at: datetime
    kind: BlockKind = BlockKind.VISITS


@dataclass(frozen=True)
class CopiedWeek:
    """What a copy wrote, and one sentence for each block it left out."""

    blocks: list[ShiftBlock]
    skipped: list[str]


def add_shift_blocks(
    *, station: Station, blocks: Sequence[NewBlock], by: User | None, now: datetime
) -> list[ShiftBlock]:
    """Enter the hours of crews, all or none; a crew is never in two places at once."""
    for block in blocks:
        if reason := why_not_a_block(block.starts_at, block.ends_at, zone=SHANGHAI):
            raise BlockHoursRefused(reason=reason, fields={"ends_at": reason})
    with transaction.atomic():
        taken = _hours_taken(station, {local_day(block.starts_at) for block in blocks})
        for block in blocks:
            if overlaps(block.starts_at, block.ends_at, taken[block.crew.id]):
                raise BlockOverlaps(crew=block.crew.name, day=local_day(block.starts_at))
            taken[block.crew.id].append((block.starts_at, block.ends_at))
        made: list[ShiftBlock] = ShiftBlock.objects.bulk_create(
            [
                ShiftBlock(
                    station=station,
                    crew=block.crew,
                    day=local_day(block.starts_at),
                    starts_at=block.starts_at,
                    ends_at=block.ends_at,
                    kind=block.kind,
                )
                for block in blocks
            ]
        )
        record(
            by=by,
            action="visits.add_shift_blocks",
            target_kind="ShiftBlock",
            target_id=made[0].id if len(made) == 1 else "",
            station_id=station.id,
            detail={"count": len(made)},
        )
    return made


def remove_shift_block(*, block: ShiftBlock, by: User, now: datetime) -> None:
    """Take hours out of the table, unless a plan already rests on them."""
    with transaction.atomic():
        if PlanLine.objects.of(block.station).filter(block=block).exists():
            raise BlockInPlan()
        record(
            by=by,
            action="visits.remove_shift_block",
            target_kind="ShiftBlock",
            target_id=block.id,
            station_id=block.station_id,
            detail={"crew": str(block.crew_id), "day": block.day.isoformat()},
        )
        block.delete()


def copy_week(*, station: Station, from_monday: date, to_monday: date, by: User, now: datetime) -> CopiedWeek:
    """Copy one week's hours onto another; what is already there stays, and the answer says what was left out."""
    if from_monday.weekday() or to_monday.weekday() or from_monday == to_monday:
        raise NotAMonday(fields={"to_monday": "请填另一个星期一"})
    shift = to_monday - from_monday
    crews = crews_on(station, to_monday)
    source = ShiftBlock.objects.of(station).filter(day__gte=from_monday, day__lt=from_monday + WEEK)
    taken = _hours_taken(station, {to_monday + timedelta(days=days) for days in range(7)})
    fresh, skipped = [], []
    for block in source.select_related("crew").order_by("day", "starts_at", "crew__name"):
        moved = NewBlock(block.crew, block.starts_at + shift, block.ends_at + shift, BlockKind(block.kind))
        said = f"{block.crew.name} {block.day + shift} {_clock(moved.starts_at)}–{_clock(moved.ends_at)}"
        if overlaps(moved.starts_at, moved.ends_at, taken[block.crew_id]):
            skipped.append(f"{said}：那天这段时间已经有班")
        elif not crews[block.crew_id].can_go:
            skipped.append(f"{said}：这一组不足两人")
        else:
            fresh.append(moved)
    blocks = add_shift_blocks(station=station, blocks=fresh, by=by, now=now) if fresh else []
    return CopiedWeek(blocks, skipped)


def _clock(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%H:%M")


def _hours_taken(station: Station, days: set[date]) -> dict[UUID, list[Hours]]:
    taken: dict[UUID, list[Hours]] = defaultdict(list)
    held = ShiftBlock.objects.of(station).filter(day__in=days)
    for crew_id, starts_at, ends_at in held.values_list("crew_id", "starts_at", "ends_at"):
        taken[crew_id].append((starts_at, ends_at))
    return taken
