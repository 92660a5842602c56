"""Tasks: made by rules with ids that follow from what they are about, so making them twice makes none (R9)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from lianxin.accounts.models import Station
from lianxin.core.clock import local_day
from lianxin.core.ids import derived_id
from lianxin.visits.choices import CloseReason
from lianxin.visits.models import VisitTask
from lianxin.visits.planning.inputs import Policy, PresenceGroup
from lianxin.visits.rules.tasks import Wanted, close_reason, wanted_tasks
from lianxin.visits.services.doors import Surface, listed_doors, open_campaign, presence_groups, read_surface
from lianxin.visits.services.following import let_plans_follow

CONTACT_CAP = Policy().contact_cap
CHUNK = 1000


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
    wanted = _wanted(surface, day)
    tasks = VisitTask.objects.of(surface.campaign.station).filter(campaign=surface.campaign)
    opened = tasks.filter(closed_at=None) if only is None else tasks.filter(closed_at=None, household_id__in=only)
    rows = opened.values_list("id", "household_id", "rule_code", "priority", "window_to")
    held = {task_id: _Held(door, code, priority, window_to) for task_id, door, code, priority, window_to in rows}
    missing = [task_id for task_id in wanted if task_id not in held]
    reopened = _reopen(tasks, missing)
    fresh = {task_id: wanted[task_id] for task_id in missing if task_id not in reopened}
    _make(surface, fresh, day=day, now=now)
    _weigh(tasks, held, wanted)
    over = {task_id: task for task_id, task in held.items() if task_id not in wanted}
    _close(surface, tasks, over, day=day, now=now)
    return TasksMade(len(fresh), len(reopened), len(over))


class _Held(NamedTuple):
    household_id: UUID
    rule_code: str
    priority: int
    window_to: date


def _reopen(tasks: Any, task_ids: Sequence[UUID]) -> set[UUID]:
    """Open again the tasks that were closed and are wanted once more, after a correction or a lifted wish."""
    reopened: set[UUID] = set()
    for first in range(0, len(task_ids), CHUNK):
        closed = tasks.filter(id__in=task_ids[first : first + CHUNK])
        if known := set(closed.values_list("id", flat=True)):
            closed.update(closed_at=None, closed_reason="")
            reopened |= known
    return reopened


def _make(surface: Surface, fresh: Mapping[UUID, tuple[UUID, Wanted]], *, day: date, now: datetime) -> None:
    if not fresh:
        return
    station = surface.campaign.station
    groups = presence_groups(station, {household_id for household_id, _ in fresh.values()}, day)
    VisitTask.objects.bulk_create(
        (
            VisitTask(
                id=task_id,
                station=station,
                campaign=surface.campaign,
                household_id=household_id,
                rule_code=task.rule.code,
                rule_version=task.rule.version,
                facts=dict(task.facts),
                presence_group=groups.get(household_id, PresenceGroup.UNKNOWN),
                priority=task.priority,
                window_from=task.window_from,
                window_to=task.window_to,
                made_at=now,
            )
            for task_id, (household_id, task) in fresh.items()
        ),
        ignore_conflicts=True,
        batch_size=CHUNK,
    )


def _weigh(tasks: Any, held: Mapping[UUID, _Held], wanted: Mapping[UUID, tuple[UUID, Wanted]]) -> None:
    """Let the priority follow who is still to be met; the facts that fired the rule stay."""
    by_priority: dict[int, list[UUID]] = defaultdict(list)
    for task_id, task in held.items():
        if task_id in wanted and wanted[task_id][1].priority != task.priority:
            by_priority[wanted[task_id][1].priority].append(task_id)
    for priority, ids in by_priority.items():
        tasks.filter(id__in=ids).update(priority=priority)


def _close(surface: Surface, tasks: Any, over: Mapping[UUID, _Held], *, day: date, now: datetime) -> None:
    if not over:
        return
    listed = listed_doors(surface.campaign, {task.household_id for task in over.values()})
    by_reason: dict[str, list[UUID]] = defaultdict(list)
    for task_id, task in over.items():
        reason = close_reason(
            task.rule_code,
            surface.facts_of(task.household_id),
            today=day,
            window_to=task.window_to,
            was_reached=task.household_id in listed,
            contact_cap=CONTACT_CAP,
        )
        by_reason[reason].append(task_id)
    for reason, ids in by_reason.items():
        tasks.filter(id__in=ids).update(closed_at=now, closed_reason=CloseReason(reason))


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
