"""Plans follow what happens: a door that needs nobody any more leaves tonight's list, and comes back with its task."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from lianxin.accounts.models import Station
from lianxin.visits.choices import CloseReason, PlanState
from lianxin.visits.models import PlanLine, Visit, VisitTask
from lianxin.visits.planning.plan import Reason, Standing
from lianxin.visits.services.grants import renew_grants


def let_plans_follow(*, station: Station, household_ids: Collection[UUID], today: date) -> None:
    """Take doors without open tasks off the lists of today and later; a list line with its own visit stays as it is."""
    lines = list(
        PlanLine.objects.of(station)
        .filter(household_id__in=household_ids, plan__day__gte=today, plan__state=PlanState.CURRENT)
        .select_related("plan", "plan__station")
    )
    if not lines:
        return
    closed = _closed(station, {line.household_id for line in lines})
    visited = set(Visit.objects.of(station).valid().filter(plan_line__in=lines).values_list("plan_line_id", flat=True))
    changed = [line for line in lines if line.id not in visited and _follow(line, closed.get(line.household_id))]
    PlanLine.objects.of(station).bulk_update(changed, ["standing", "reason_code", "block", "position", "is_pinned"])
    for plan in {line.plan_id: line.plan for line in changed}.values():
        renew_grants(plan)


def _follow(line: PlanLine, closed_reason: str | None) -> bool:
    """Change the line where it must change; says whether it did."""
    if closed_reason and line.standing != Standing.UNPLACED:
        line.standing, line.reason_code, line.block = Standing.UNPLACED, closed_reason, None
        line.position, line.is_pinned = 0, False
        return True
    if closed_reason is None and line.reason_code in CloseReason.values:
        line.reason_code = Reason.NO_TIME
        return True
    return False


def _closed(station: Station, household_ids: set[UUID]) -> dict[UUID, str]:
    """Doors without any open task, with the reason their last task was closed."""
    reasons: dict[UUID, str] = {}
    tasks = VisitTask.objects.of(station).filter(household_id__in=household_ids).order_by("closed_at")
    is_open: set[UUID] = set()
    for household_id, closed_at, reason in tasks.values_list("household_id", "closed_at", "closed_reason"):
        reasons[household_id] = reason
        if closed_at is None:
            is_open.add(household_id)
    return {household_id: reason for household_id, reason in reasons.items() if household_id not in is_open}
