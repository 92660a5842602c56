"""Reading a plan: the board of a day with its sums, lists, reasons, and what the reader may do."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lianxin.accounts.choices import Role
from lianxin.accounts.models import Station, User
from lianxin.core.clock import local_day
from lianxin.registry.scope import works_in_areas
from lianxin.visits.choices import UNPLACED_LABELS, BlockKind
from lianxin.visits.models import PlanLine, ShiftBlock, Visit, VisitPlan
from lianxin.visits.planning.estimate import expected_met
from lianxin.visits.planning.plan import Line, Standing
from lianxin.visits.rules.tasks import why_sentence
from lianxin.visits.services.adjusting import undoable_change
from lianxin.visits.services.crews import CrewOnDay, crews_on
from lianxin.visits.services.placing import block_minutes

ADJUSTING_ROLES = frozenset({Role.CAPTAIN, Role.LEAD})


def describe_day(*, station: Station, day: date, reader: User, now: datetime) -> dict[str, Any]:
    """The plan that holds for a day, or the empty board of a day without one. Crews see their own lists only."""
    plan = VisitPlan.objects.of(station).current(day)
    lines = _lines(plan)
    crews = crews_on(station, day)
    blocks = _blocks(station, day, crews, reader)
    shown = lines if not works_in_areas(reader) else [line for line in lines if line.block_id in blocks]
    visited = _visited(plan)
    undo = undoable_change(plan) if plan is not None and reader.role in ADJUSTING_ROLES else None
    return {
        "day": day,
        "number": plan.number if plan else None,
        "state": plan.state if plan else None,
        "state_label": plan.get_state_display() if plan else "还没有排",
        "made_at": plan.made_at if plan else None,
        "waiting": plan.waiting_count if plan else 0,
        **_sums(lines, crews),
        "blocks": [_block(block, crews[block.crew_id], shown, visited) for block in blocks.values()],
        "unplaced_groups": _groups([line for line in shown if line.standing == Standing.UNPLACED]),
        "allowed_actions": _allowed(plan, lines, visited, day, reader, now),
        "undo": {"change_id": undo.id, "sentence": undo.sentence} if undo else None,
    }


def summarize_day(*, station: Station, day: date) -> dict[str, Any]:
    """The sums of a day's plan alone, for the captain's first screen."""
    plan = VisitPlan.objects.of(station).current(day)
    lines = _lines(plan)
    return {"day": day, "number": plan.number if plan else None, **_sums(lines, crews_on(station, day))}


def describe_line(line: PlanLine, *, is_visited: bool) -> dict[str, Any]:
    household = line.household
    numbers = line.numbers
    return {
        "id": line.id,
        "household_id": line.household_id,
        "door": household.door,
        "compound_name": household.compound.name,
        "community_name": household.compound.community.name,
        "position": line.position,
        "standing": line.standing,
        "attempt_number": line.attempt_number,
        "starts_at": line.starts_at,
        "expected_minutes": line.expected_minutes,
        "is_pinned": line.is_pinned,
        "is_exam_family": line.is_exam_family,
        "is_visited": is_visited,
        "person_count": line.person_count,
        "why": why_sentence(line.task.rule_code, line.task.facts),
        "reason": {
            "code": line.reason_code,
            "sentence": numbers.get("sentence") or UNPLACED_LABELS.get(line.reason_code, ""),
            "p_home": numbers.get("p_home"),
            "p_best": numbers.get("p_best"),
            "weight": numbers.get("weight"),
            "value_kept": numbers.get("value_kept"),
            "gain": numbers.get("gain"),
            "alternative": numbers.get("best_alternative"),
        },
    }


def _lines(plan: VisitPlan | None) -> list[PlanLine]:
    if plan is None:
        return []
    rows = PlanLine.objects.of(plan.station).filter(plan=plan)
    return list(rows.select_related("household__compound__community", "task", "block").order_by("position", "id"))


def _blocks(station: Station, day: date, crews: dict[UUID, CrewOnDay], reader: User) -> dict[UUID, ShiftBlock]:
    rows = ShiftBlock.objects.of(station).filter(day=day, kind=BlockKind.VISITS).select_related("crew")
    blocks = {block.id: block for block in rows.order_by("starts_at", "crew__name")}
    if not works_in_areas(reader):
        return blocks
    own = {crew_id for crew_id, crew in crews.items() if reader.id in {member.id for member in crew.members}}
    return {block_id: block for block_id, block in blocks.items() if block.crew_id in own}


def _visited(plan: VisitPlan | None) -> set[UUID]:
    if plan is None:
        return set()
    visits = Visit.objects.of(plan.station).valid().filter(plan_line__plan=plan)
    return set(visits.values_list("plan_line_id", flat=True))


def _sums(lines: Sequence[PlanLine], crews: dict[UUID, CrewOnDay]) -> dict[str, Any]:
    """Due = placed + to hand over + reserve + unplaced; the estimate covers the placed ones."""
    placed, stranded = [], 0
    for line in lines:
        if line.standing == Standing.PLACED and line.block is not None:
            if crews[line.block.crew_id].can_go:
                placed.append(line)
            else:
                stranded += 1
    estimate = expected_met(
        Line(str(line.household_id), Standing.PLACED, line.numbers["weight"], line.numbers.get("p_home"))
        for line in placed
    )
    return {
        "due": len(lines),
        "placed": len(placed),
        "to_hand_over": stranded,
        "reserve": sum(line.standing == Standing.RESERVE for line in lines),
        "unplaced": sum(line.standing == Standing.UNPLACED for line in lines),
        "expected_met": round(estimate.expected, 1),
        "expected_low": estimate.low,
        "expected_high": estimate.high,
    }


def _block(block: ShiftBlock, crew: CrewOnDay, lines: Sequence[PlanLine], visited: set[UUID]) -> dict[str, Any]:
    own = [line for line in lines if line.block_id == block.id]
    placed = [line for line in own if line.standing == Standing.PLACED]
    reserve = [line for line in own if line.standing == Standing.RESERVE]
    used, total = minutes_used(block, placed), block_minutes(block)
    return {
        "id": block.id,
        "crew": {"id": crew.crew.id, "name": crew.crew.name, "members": [member.name for member in crew.members]},
        "starts_at": block.starts_at,
        "ends_at": block.ends_at,
        "minutes_used": used,
        "minutes_total": total,
        "compounds": list(dict.fromkeys(line.household.compound.name for line in placed)),
        "placed_count": len(placed),
        "reserve_count": len(reserve),
        "can_go": crew.can_go,
        "warning": block_warning(crew, used=used, total=total, placed_count=len(placed)),
        "lines": [describe_line(line, is_visited=line.id in visited) for line in (*placed, *reserve)],
    }


def minutes_used(block: ShiftBlock, placed: Sequence[PlanLine]) -> int:
    """Minutes from the start of the block to the end of its last placed door."""
    timed = [line for line in placed if line.starts_at is not None]
    if not timed:
        return 0
    last = max(timed, key=lambda line: line.position)
    assert last.starts_at is not None
    return round((last.starts_at - block.starts_at).total_seconds() / 60 + last.expected_minutes)


def block_warning(crew: CrewOnDay, *, used: int, total: int, placed_count: int) -> str:
    """What the captain should do something about; empty when all is well."""
    if not crew.can_go and placed_count:
        return f"{crew.crew.name}当天不足两人，{placed_count} 户没人去，请整份转给别的组。"
    if used > total:
        return f"{crew.crew.name}这一班 {total} 分钟，排了 {used} 分钟，多出 {used - total} 分钟，后面几户可能走不到。"
    return ""


def _groups(unplaced: Sequence[PlanLine]) -> list[dict[str, Any]]:
    by_reason: dict[str, list[PlanLine]] = defaultdict(list)
    for line in unplaced:
        by_reason[line.reason_code].append(line)
    return [
        {
            "reason_code": code,
            "reason": UNPLACED_LABELS[code],
            "count": len(lines),
            "next_chance": _next_chance(lines),
            "lines": [describe_line(line, is_visited=False) for line in lines],
        }
        for code, lines in sorted(by_reason.items(), key=lambda group: (-len(group[1]), group[0]))
    ]


def _next_chance(lines: Sequence[PlanLine]) -> str:
    days = sorted(line.next_chance_on for line in lines if line.next_chance_on is not None)
    if not days:
        return ""
    count = days.count(days[0])
    return f"最早 {days[0].month}月{days[0].day}日，{count} 户"


def _allowed(
    plan: VisitPlan | None, lines: Sequence[PlanLine], visited: set[UUID], day: date, reader: User, now: datetime
) -> list[str]:
    if day < local_day(now) or reader.role not in ADJUSTING_ROLES:
        return ["print"] if plan else []
    make = [] if visited else ["make"]
    return [*make, "move", "remove", "reorder", "hand_over", "print"] if plan and lines else make
