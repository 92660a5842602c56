"""The captain adjusts a plan: moves, removes, reorders, hands a list over; each with a reason, each undoable (R10)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lianxin.accounts.models import User
from lianxin.audit.services import record
from lianxin.core.clock import local_day
from lianxin.core.errors import InvalidInput, NotFound, StateConflict
from lianxin.core.redaction import must_hold_no_personal_data
from lianxin.visits.choices import REMOVED_BY_CAPTAIN, UNPLACED_LABELS, BlockKind, ChangeKind, PlanState
from lianxin.visits.models import PlanChange, PlanLine, ShiftBlock, Visit, VisitPlan, VisitTask
from lianxin.visits.planning.plan import Reason, Standing
from lianxin.visits.planning.timetable import is_quiet
from lianxin.visits.services.crews import crews_on
from lianxin.visits.services.grants import renew_grants
from lianxin.visits.services.placing import block_minutes, retime

_MOVABLE = (
    "block",
    "position",
    "standing",
    "reason_code",
    "is_pinned",
    "starts_at",
    "expected_minutes",
    "numbers",
)
HARD_REASONS = frozenset({Reason.TOO_SOON, Reason.RESTING, Reason.CAP_REACHED})


class ReasonMissing(InvalidInput):
    """A change of a plan says why, or is not made."""

    code = "REASON_MISSING"
    message = "请写一句理由。"


class PlanNotCurrent(StateConflict):
    """The plan was replaced by a newer version, or its day is over."""

    code = "PLAN_NOT_CURRENT"
    message = "这一版计划已经被新的取代或已经过了日子，请刷新后在现行的计划上改。"


class LineVisited(StateConflict):
    """What happened at a door fixes its place in the plan."""

    code = "LINE_VISITED"
    message = "这一户今天已经记了走访，不能再改它的安排。"


class HardRuleForbids(StateConflict):
    """Do not visit, nothing left to do there, and the rests bind the captain too."""

    code = "HARD_RULE_FORBIDS"
    message = "不能排：{reason}。这条规矩计划和队长都不能越过。"


class BlockCannotTake(StateConflict):
    """The block lies on another day, in quiet hours, or its crew is short of people."""

    code = "BLOCK_CANNOT_TAKE"
    message = "{reason}"


class LinesDiffer(InvalidInput):
    """The order given is not one of exactly this block's doors."""

    code = "LINES_DIFFER"
    message = "排序要正好包含这一班的每一户，请刷新后再排。"


class CannotUndo(StateConflict):
    """Something later rests on the change."""

    code = "CANNOT_UNDO"
    message = "{reason}"


def move_line(
    *, line: PlanLine, to_block: ShiftBlock, position: int | None = None, reason: str, by: User, now: datetime
) -> PlanChange:
    """Put a door on a block's list at a place, else at the end; it stays pinned there when the plan is made again."""
    with transaction.atomic():
        board = _open(line.plan, reason=reason, now=now)
        moved = board.lines[line.id]
        board.refuse_if_forbidden(moved)
        board.refuse_block(to_block)
        target = [other for other in board.placed(to_block.id) if other.id != moved.id]
        moved.block, moved.standing, moved.reason_code, moved.is_pinned = to_block, Standing.PLACED, "", True
        place = len(target) if position is None else max(0, min(position - 1, len(target)))
        board.order([*target[:place], moved, *target[place:]])
        said = f"{place_of(moved)} 移到{to_block.crew.name}"
        return board.close(ChangeKind.MOVE, said, reason=reason, by=by, now=now)


def remove_line(*, line: PlanLine, reason: str, by: User, now: datetime) -> PlanChange:
    """Let nobody go to a door today; it stays in the plan as left over, with the captain's decision as reason."""
    with transaction.atomic():
        board = _open(line.plan, reason=reason, now=now)
        removed = board.lines[line.id]
        board.refuse_if_visited(removed)
        removed.block, removed.position, removed.is_pinned = None, 0, False
        removed.standing, removed.reason_code, removed.starts_at = Standing.UNPLACED, REMOVED_BY_CAPTAIN, None
        return board.close(ChangeKind.REMOVE, f"{place_of(removed)} 今天不去", reason=reason, by=by, now=now)


def reorder_block(
    *, plan: VisitPlan, block: ShiftBlock, line_ids: Sequence[UUID], reason: str, by: User, now: datetime
) -> PlanChange:
    """Walk a block's doors in another order."""
    with transaction.atomic():
        board = _open(plan, reason=reason, now=now)
        placed = {line.id: line for line in board.placed(block.id)}
        if len(line_ids) != len(placed) or set(line_ids) != placed.keys():
            raise LinesDiffer(fields={"line_ids": "和这一班的户对不上"})
        board.order([placed[line_id] for line_id in line_ids])
        return board.close(ChangeKind.REORDER, f"{block.crew.name}调整顺序", reason=reason, by=by, now=now)


def hand_over(
    *, plan: VisitPlan, from_block: ShiftBlock, to_block: ShiftBlock, reason: str, by: User, now: datetime
) -> PlanChange:
    """Give a block's whole remaining list, reserves too, to another crew's block; visited doors stay."""
    with transaction.atomic():
        board = _open(plan, reason=reason, now=now)
        board.refuse_block(to_block)
        if from_block.id == to_block.id:
            raise BlockCannotTake(reason="请选另一个组。", fields={"to_block_id": "请选另一个组"})
        for standing in (Standing.PLACED, Standing.RESERVE):
            stays = board.of_block(to_block.id, standing)
            comes = [line for line in board.of_block(from_block.id, standing) if line.id not in board.visited]
            for line in comes:
                line.block, line.is_pinned = to_block, standing == Standing.PLACED
            board.order([*stays, *comes])
        said = f"{from_block.crew.name}整份转给{to_block.crew.name}"
        return board.close(ChangeKind.HAND_OVER, said, reason=reason, by=by, now=now)


def undo_change(*, change: PlanChange, by: User, now: datetime) -> PlanChange:
    """Put the lines back as they were before the last change, unless something since rests on it."""
    with transaction.atomic():
        plan = change.plan
        if plan.state != PlanState.CURRENT or plan.day < local_day(now):
            raise PlanNotCurrent()
        board = _Board(plan)
        if reason := board.why_no_undo(change):
            raise CannotUndo(reason=reason)
        board.restore(change.payload["before"])
        board.write()
        change.undone_by, change.undone_at = by, now
        change.save(update_fields=["undone_by", "undone_at"])
        record(
            by=by,
            action="visits.undo_plan_change",
            target_kind="PlanChange",
            target_id=change.id,
            station_id=plan.station_id,
        )
    return change


def undoable_change(plan: VisitPlan) -> PlanChange | None:
    """The last change that still stands, if it can be undone."""
    last: PlanChange | None = _standing_changes(plan).first()
    return last if last is not None and not _Board(plan, is_locked=False).why_no_undo(last) else None


def place_of(line: PlanLine) -> str:
    """The door in words for the record of changes; an unread door's text stays sealed."""
    household = line.household
    return f"{household.compound.name} {household.door if household.is_door_read else '门牌待核'}"


def _standing_changes(plan: VisitPlan) -> Any:
    return PlanChange.objects.of(plan.station).filter(plan=plan, undone_at=None).order_by("-at", "-id")


def _open(plan: VisitPlan, *, reason: str, now: datetime) -> "_Board":
    if not reason.strip():
        raise ReasonMissing(fields={"reason": "请写一句理由"})
    must_hold_no_personal_data(reason=reason)
    if plan.state != PlanState.CURRENT or plan.day < local_day(now):
        raise PlanNotCurrent()
    return _Board(plan)


class _Board:
    """All lines of a plan in hand, so that a change is written as the difference between before and after.

    Who only reads takes them unlocked: a page is read outside a transaction, where PostgreSQL locks nothing.
    """

    def __init__(self, plan: VisitPlan, *, is_locked: bool = True) -> None:
        self.plan = plan
        rows = PlanLine.objects.of(plan.station).filter(plan=plan)
        if is_locked:
            rows = rows.select_for_update(of=("self",))
        self.lines = {row.id: row for row in rows.select_related("household__compound", "block__crew")}
        self.visited = set(
            Visit.objects.of(plan.station).valid().filter(plan_line__plan=plan).values_list("plan_line_id", flat=True)
        )
        self.before = self._snapshot()

    def of_block(self, block_id: UUID, standing: Standing) -> list[PlanLine]:
        held = [line for line in self.lines.values() if line.block_id == block_id and line.standing == standing]
        return sorted(held, key=lambda line: (line.position, line.id))

    def placed(self, block_id: UUID) -> list[PlanLine]:
        return self.of_block(block_id, Standing.PLACED)

    def order(self, lines: Iterable[PlanLine]) -> None:
        for position, line in enumerate(lines, start=1):
            line.position = position

    def refuse_if_visited(self, line: PlanLine) -> None:
        if line.id in self.visited:
            raise LineVisited()

    def refuse_if_forbidden(self, line: PlanLine) -> None:
        """Hard rules win over the captain too."""
        self.refuse_if_visited(line)
        if line.household.do_not_visit:
            raise HardRuleForbids(reason="这一户要求不上门")
        if line.reason_code in HARD_REASONS:
            raise HardRuleForbids(reason=UNPLACED_LABELS[line.reason_code])
        if not VisitTask.objects.of(self.plan.station).filter(household=line.household, closed_at=None).exists():
            raise HardRuleForbids(reason="这一户的任务已经了结，不用再去")

    def refuse_block(self, block: ShiftBlock) -> None:
        if block.station_id != self.plan.station_id:
            raise NotFound()
        if block.day != self.plan.day or block.kind != BlockKind.VISITS:
            raise BlockCannotTake(reason="只能排进当天的走访班次。")
        if not block_minutes(block):
            raise BlockCannotTake(reason="这一班全在安静时段(12:30–14:00,20:30 以后),不能敲门。")
        if not crews_on(self.plan.station, block.day)[block.crew_id].can_go:
            raise BlockCannotTake(reason=f"{block.crew.name}当天不足两人，不能出门。")

    def close(self, kind: ChangeKind, said: str, *, reason: str, by: User, now: datetime) -> PlanChange:
        """Write the changed lines and what changed; the log has it too."""
        if waiting := self._keep_quiet_hours():
            said = f"{said},{waiting} 户排到安静时段，转为备选"
        self.write()
        after = self._snapshot()
        changed = [key for key, state in after.items() if state != self.before[key]]
        change: PlanChange = PlanChange.objects.create(
            station=self.plan.station,
            plan=self.plan,
            kind=kind,
            sentence=said,
            payload={
                "before": {key: self.before[key] for key in changed},
                "after": {key: after[key] for key in changed},
            },
            reason=reason.strip(),
            by=by,
            at=now,
        )
        record(
            by=by,
            action=f"visits.plan_{kind.lower()}",
            target_kind="VisitPlan",
            target_id=self.plan.id,
            station_id=self.plan.station_id,
            detail={"change": str(change.id), "lines": len(changed)},
        )
        return change

    def _keep_quiet_hours(self) -> int:
        """Doors that an overfull list pushes into the quiet hours wait as reserve; quiet hours win over the captain."""
        pushed = []
        for block in self._changed_blocks():
            placed = self.placed(block.id)
            by_household = {str(line.household_id): line for line in placed}
            late = [by_household[stop.door.household] for stop in retime(block, placed) if is_quiet(stop.starts_minute)]
            late = [line for line in late if line.id not in self.visited]
            for line in late:
                line.standing, line.is_pinned, line.starts_at = Standing.RESERVE, False, None
            reserve = [line for line in self.of_block(block.id, Standing.RESERVE) if line not in late]
            self.order([*late, *reserve])
            pushed += late
        return len(pushed)

    def write(self) -> None:
        """Number and time the lists that changed, save their lines, and let the grants follow."""
        changed = self._changed()
        blocks = self._changed_blocks()
        for block in blocks:
            for standing in (Standing.PLACED, Standing.RESERVE):
                self.order(self.of_block(block.id, standing))
            retime(block, self.placed(block.id))
        touched = {block.id for block in blocks}
        lines = [line for line in self.lines.values() if str(line.id) in changed or line.block_id in touched]
        PlanLine.objects.of(self.plan.station).bulk_update(lines, _MOVABLE)
        renew_grants(self.plan)

    def _changed(self) -> set[str]:
        return {key for key, state in self._snapshot().items() if state != self.before[key]}

    def _changed_blocks(self) -> list[ShiftBlock]:
        """The blocks that a changed line left or came to and that still hold lines."""
        after = self._snapshot()
        touched = {block_id for key in self._changed() for block_id in (self.before[key][0], after[key][0])} - {None}
        return list(
            {line.block_id: line.block for line in self.lines.values() if str(line.block_id) in touched}.values()
        )

    def why_no_undo(self, change: PlanChange) -> str:
        """Say what rests on the change; empty when it can be undone."""
        if change.undone_at is not None:
            return "这一步已经撤销过了。"
        last = _standing_changes(self.plan).first()
        if last is None or last.id != change.id:
            return "之后又改过，请先撤销后面的一步。"
        before, after = change.payload["before"], change.payload["after"]
        now = self._snapshot()
        if any(now.get(key) != state for key, state in after.items()):
            return "改过之后这些户有了新情况，不能撤销。"
        moved = {key for key, state in after.items() if state[:1] + state[2:3] != before[key][:1] + before[key][2:3]}
        if moved & {str(line_id) for line_id in self.visited}:
            return "改过之后已经记了走访，不能撤销。"
        return ""

    def restore(self, states: dict[str, list[Any]]) -> None:
        blocks = {str(block.id): block for block in ShiftBlock.objects.of(self.plan.station).filter(day=self.plan.day)}
        for key, (block_id, position, standing, reason_code, is_pinned) in states.items():
            line = self.lines[UUID(key)]
            line.block = blocks[block_id] if block_id else None
            line.position, line.standing, line.reason_code, line.is_pinned = position, standing, reason_code, is_pinned

    def _snapshot(self) -> dict[str, list[Any]]:
        return {
            str(line.id): [
                str(line.block_id) if line.block_id else None,
                line.position,
                line.standing,
                line.reason_code,
                line.is_pinned,
            ]
            for line in self.lines.values()
        }
