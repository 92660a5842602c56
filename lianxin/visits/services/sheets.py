"""The paper of one crew for one block: its doors in order, with whole names only for the crew itself, that day."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lianxin.accounts.models import User
from lianxin.audit.services import record
from lianxin.core.clock import local_day
from lianxin.core.masking import mask_name
from lianxin.registry.models import Membership
from lianxin.visits.models import PlanLine, SheetReveal, ShiftBlock, VisitPlan
from lianxin.visits.planning.plan import Standing
from lianxin.visits.rules.tasks import why_sentence
from lianxin.visits.services.crews import CrewOnDay, crews_on


def describe_sheet(*, block: ShiftBlock, reader: User, now: datetime) -> dict[str, Any]:
    """One block's list for print. Whole names go to its crew on its day, logged once per plan; never IDs or phones."""
    station = block.station
    crew = crews_on(station, block.day)[block.crew_id]
    plan = VisitPlan.objects.of(station).current(block.day)
    is_whole = plan is not None and shows_whole_names(crew, block, reader=reader, now=now)
    lines = _lines(plan, block)
    people = _people(lines)
    if is_whole and plan is not None:
        _log_once(plan, reader, count=len(lines), now=now)
    return {
        "block_id": block.id,
        "day": block.day,
        "plan_number": plan.number if plan else None,
        "crew_name": crew.crew.name,
        "members": [member.name for member in crew.members],
        "starts_at": block.starts_at,
        "ends_at": block.ends_at,
        "names_are_whole": is_whole,
        "source": f"{station.name} 走访计划 {block.day.isoformat()} 第 {plan.number if plan else '—'} 版",
        "lines": [
            {
                "id": line.id,
                "household_id": line.household_id,
                "standing": line.standing,
                "position": line.position,
                "compound_name": line.household.compound.name,
                "door": line.household.door,
                "starts_at": line.starts_at,
                "attempt_number": line.attempt_number,
                "is_exam_family": line.is_exam_family,
                "why": why_sentence(line.task.rule_code, line.task.facts),
                "people": [
                    {"resident_id": resident_id, "name": name if is_whole else mask_name(name)}
                    for resident_id, name in people[line.household_id]
                ],
            }
            for line in lines
        ],
    }


def shows_whole_names(crew: CrewOnDay, block: ShiftBlock, *, reader: User, now: datetime) -> bool:
    """Whether the reader walks this block today."""
    return block.day == local_day(now) and reader.id in {member.id for member in crew.members}


def _lines(plan: VisitPlan | None, block: ShiftBlock) -> list[PlanLine]:
    if plan is None:
        return []
    rows = PlanLine.objects.of(plan.station).filter(plan=plan, block=block)
    lines = rows.select_related("household__compound", "task")
    return sorted(lines, key=lambda line: (line.standing != Standing.PLACED, line.position))


def _people(lines: list[PlanLine]) -> dict[UUID, list[tuple[UUID, str]]]:
    people: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    if lines:
        rows = (
            Membership.objects.of(lines[0].station)
            .current()
            .filter(household_id__in=[line.household_id for line in lines], resident__merged_into=None)
        )
        for row in rows.select_related("resident").order_by("resident_id"):
            people[row.household_id].append((row.resident_id, row.resident.name))
    return people


def _log_once(plan: VisitPlan, reader: User, *, count: int, now: datetime) -> None:
    with transaction.atomic():
        _, is_first = SheetReveal.objects.of(plan.station).get_or_create(
            station=plan.station, plan=plan, user=reader, defaults={"at": now}
        )
        if is_first:
            record(
                by=reader,
                action="visits.reveal_plan",
                target_kind="VisitPlan",
                target_id=plan.id,
                station_id=plan.station_id,
                detail={"doors": count},
                purpose="当天走访",
            )
