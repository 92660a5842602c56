"""First screens of the captain and the clerk: the answer before the question."""

from datetime import datetime, timedelta
from typing import Any

from lianxin.accounts.models import Station, User
from lianxin.campaigns.models import Campaign, ListVersion
from lianxin.core.clock import local_day
from lianxin.registry.choices import BatchState
from lianxin.registry.models import Compound, ImportBatch, Organization, Resident
from lianxin.visits.models import Crew, VisitPlan
from lianxin.visits.services.adjusting import undoable_change
from lianxin.visits.services.board import ADJUSTING_ROLES, summarize_day
from lianxin.visits.services.history import describe_visit, valid_visits

REVIEW_DAYS = timedelta(days=7)
SHOWN_REVIEWS = 20
WAITING_STATES = (BatchState.UPLOADED, BatchState.NEEDS_MAPPING, BatchState.PREVIEWING, BatchState.PREVIEWED)


def describe_captain_home(*, station: Station, reader: User, now: datetime) -> dict[str, Any]:
    """Tonight's plan in sums, and the late entries of the last week to look at."""
    today = local_day(now)
    late = valid_visits(station).filter(is_late=True, recorded_at__gte=now - REVIEW_DAYS)
    plan = VisitPlan.objects.of(station).current(today)
    undo = undoable_change(plan) if plan is not None else None
    can_adjust = reader.role in ADJUSTING_ROLES
    return {
        "plan": summarize_day(station=station, day=today),
        "undo": {"change_id": undo.id, "sentence": undo.sentence} if undo else None,
        "reviews": {
            "late_count": late.count(),
            "late": [describe_visit(visit, reader=reader, now=now) for visit in late[:SHOWN_REVIEWS]],
        },
        "allowed_actions": ["make" if plan is None else "adjust"] if can_adjust else [],
    }


def describe_clerk_home(*, station: Station) -> dict[str, Any]:
    """The first-day list until it is done, imports waiting for an answer, and rows sent back."""
    batches = ImportBatch.objects.of(station)
    committed = batches.filter(state=BatchState.COMMITTED).order_by("-committed_at").values_list("counts", flat=True)
    steps = [
        ("COMPOUNDS", "导入小区", Compound.objects.of(station).count()),
        ("ORGANIZATIONS", "导入单位", Organization.objects.of(station).count()),
        ("RESIDENTS", "导入居民名单", Resident.objects.of(station).count()),
        ("CREWS", "编好走访组", Crew.objects.of(station).count()),
        ("CAMPAIGN", "建好专项行动", Campaign.objects.of(station).count()),
        ("LIST_SIGNED", "所长签下名单", ListVersion.objects.of(station).signed().count()),
        ("PLAN", "排出第一份计划", VisitPlan.objects.of(station).count()),
    ]
    return {
        "first_day": [
            {"code": code, "title": title, "count": count, "is_done": count > 0} for code, title, count in steps
        ],
        "imports_waiting": batches.filter(state__in=WAITING_STATES).count(),
        "rejected_rows": sum(sum(counts.get("rejected", {}).values()) for counts in committed[:SHOWN_REVIEWS]),
    }
