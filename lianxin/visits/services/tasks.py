"""Tasks: made by rules with ids that follow from what they are about, so making them twice makes none (R9)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lianxin.accounts.models import Station
from lianxin.core.clock import local_day
from lianxin.core.ids import derived_id
from lianxin.visits.choices import CloseReason
from lianxin.visits.models import VisitTask
from lianxin.visits.planning.inputs import Policy
from lianxin.visits.rules.tasks import Wanted, close_reason, wanted_tasks
from lianxin.visits.services.doors import Surface, open_campaign, read_surface
from lianxin.visits.services.following import let_plans_follow

CONTACT_CAP = Policy().contact_cap


@dataclass(frozen=True)
class TasksMade:
    """How many tasks a run made, opened again and closed."""

    made: int = 0
    reopened: int = 0
    closed: int = 0


def make_tasks(*, surface: Surface, day: date, now: datetime) -> TasksMade:
    """Bring the tasks of the whole campaign in line with the rules for a day; a second run finds nothing to do."""
    return _reconcile(surface, day=day, now=now, only=None)


def settle_doors(*, station: Station, household_ids: Collection[UUID], now: datetime) -> TasksMade:
    """After something happened at these doors, close what is done, reopen what is not, and let the plans follow."""
    campaign = open_campaign(station)
    if campaign is None:
        return TasksMade()
    today = local_day(now)
    surface = read_surface(campaign=campaign, today=today, only=household_ids)
    outcome = _reconcile(surface, day=today, now=now, only=household_ids)
    let_plans_follow(station=station, household_ids=household_ids, today=today)
    return outcome


def _reconcile(surface: Surface, *, day: date, now: datetime, only: Collection[UUID] | None) -> TasksMade:
    station = surface.campaign.station
    wanted = _wanted(surface, day)
    tasks = VisitTask.objects.of(station).filter(campaign=surface.campaign)
    if only is not None:
        tasks = tasks.filter(household_id__in=only)
    held = {
        row[0]: row[1:]
        for row in tasks.values_list("id", "household_id", "rule_code", "priority", "window_to", "closed_at")
    }
    fresh = [task_id for task_id in wanted if task_id not in held]
    VisitTask.objects.bulk_create(
        (_task(surface, task_id, *wanted[task_id], now=now) for task_id in fresh), ignore_conflicts=True
    )
    reopened = [task_id for task_id in wanted if task_id in held and held[task_id][4] is not None]
    by_priority: dict[int, list[UUID]] = defaultdict(list)
    for task_id, (_, task) in wanted.items():
        if task_id in held and held[task_id][2] != task.priority:
            by_priority[task.priority].append(task_id)
    by_reason: dict[str, list[UUID]] = defaultdict(list)
    for task_id, (household_id, rule_code, _, window_to, closed_at) in held.items():
        if closed_at is None and task_id not in wanted:
            by_reason[_close_reason(surface, household_id, rule_code, window_to, day)].append(task_id)
    tasks.filter(id__in=reopened).update(closed_at=None, closed_reason="") if reopened else None
    for priority, ids in by_priority.items():
        tasks.filter(id__in=ids).update(priority=priority)
    for reason, ids in by_reason.items():
        tasks.filter(id__in=ids).update(closed_at=now, closed_reason=reason)
    return TasksMade(len(fresh), len(reopened), sum(map(len, by_reason.values())))


def _wanted(surface: Surface, day: date) -> dict[UUID, tuple[UUID, Wanted]]:
    campaign = surface.campaign
    return {
        derived_id(campaign.station_id, task.rule.code, campaign.id, door.household_id, task.cycle): (
            door.household_id,
            task,
        )
        for door in surface.doors.values()
        for task in wanted_tasks(
            door, starts_on=campaign.starts_on, ends_on=campaign.ends_on, today=day, contact_cap=CONTACT_CAP
        )
    }


def _task(surface: Surface, task_id: UUID, household_id: UUID, wanted: Wanted, *, now: datetime) -> VisitTask:
    return VisitTask(
        id=task_id,
        station=surface.campaign.station,
        campaign=surface.campaign,
        household_id=household_id,
        rule_code=wanted.rule.code,
        rule_version=wanted.rule.version,
        facts=dict(wanted.facts),
        priority=wanted.priority,
        window_from=wanted.window_from,
        window_to=wanted.window_to,
        made_at=now,
    )


def _close_reason(surface: Surface, household_id: UUID, rule_code: str, window_to: date, day: date) -> CloseReason:
    return CloseReason(
        close_reason(
            rule_code,
            surface.facts_of(household_id),
            today=day,
            window_to=window_to,
            was_reached=household_id in surface.listed,
            contact_cap=CONTACT_CAP,
        )
    )
