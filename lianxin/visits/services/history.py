"""Reading records: what happened behind one door, and the list of a day, corrected ones struck through but kept."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lianxin.accounts.models import Station, User
from lianxin.campaigns.models import Target
from lianxin.campaigns.rules.wording import words_for
from lianxin.core.clock import local_day
from lianxin.core.masking import mask_name
from lianxin.registry.models import Household
from lianxin.visits.choices import Outcome
from lianxin.visits.models import Visit, VisitPerson, VisitTask
from lianxin.visits.rules.tasks import RULES, why_sentence
from lianxin.visits.services.correcting import correction_refusal
from lianxin.visits.services.knocking import describe_knocking


def with_people(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """All a described visit shows, in a fixed number of queries."""
    return visits.select_related(
        "household__compound", "crew", "recorded_by", "supersedes__recorded_by", "superseded_by"
    ).prefetch_related("people__resident", "supersedes__people__resident")


def valid_visits(station: Station) -> QuerySet[Visit]:
    """The records that hold, newest first."""
    visits: QuerySet[Visit] = Visit.objects.of(station).valid()
    return with_people(visits).order_by("-at", "-id")


def describe_visit(visit: Visit, *, reader: User, now: datetime) -> dict[str, Any]:
    return {
        "id": visit.id,
        "household_id": visit.household_id,
        "door": visit.household.door,
        "compound_name": visit.household.compound.name,
        "at": visit.at,
        "channel": visit.channel,
        "channel_label": visit.get_channel_display(),
        "crew_id": visit.crew_id,
        "crew_name": visit.crew.name if visit.crew else "",
        "plan_line_id": visit.plan_line_id,
        "people": _people(visit.people.all()),
        "note": visit.note,
        "next_reminder_on": visit.next_reminder_on,
        "is_late": visit.is_late,
        "recorded_by_name": visit.recorded_by.name,
        "recorded_at": visit.recorded_at,
        "correction": _correction(visit),
        "allowed_actions": _allowed(visit, reader, now),
    }


def describe_history(*, household: Household, reader: User, now: datetime) -> dict[str, Any]:
    """A door's whole story, newest first: visits with their corrections, and when its people were listed and why."""
    station = household.station
    visits = list(valid_visits(station).filter(household=household))
    chain = _chain(station, household)
    described = [describe_visit(visit, reader=reader, now=now) for visit in visits]
    for one in described:
        if one["correction"] is not None:
            one["correction"]["before"] = _before(one["id"], chain)
    return {
        "household": _household(household, now=now),
        "visits": described,
        "listings": _listings(household, reader),
    }


def _allowed(visit: Visit, reader: User, now: datetime) -> list[str]:
    is_superseded = hasattr(visit, "superseded_by")
    return [] if is_superseded or correction_refusal(visit, reader=reader, now=now) else ["correct"]


def _people(people: Iterable[VisitPerson]) -> list[dict[str, Any]]:
    return [
        {
            "resident_id": person.resident_id,
            "name": mask_name(person.resident.name),
            "outcome": person.outcome,
            "outcome_label": Outcome(person.outcome).label,
            "was_present": person.was_present,
            "question_answered": person.question_answered,
        }
        for person in sorted(people, key=lambda person: str(person.resident_id))
    ]


def _correction(visit: Visit) -> dict[str, Any] | None:
    if visit.supersedes is None:
        return None
    return {
        "by_name": visit.recorded_by.name,
        "at": visit.recorded_at,
        "reason": visit.correction_reason,
        "effect": visit.correction_effect,
        "before": [_struck(visit.supersedes)],
    }


def _struck(visit: Visit) -> dict[str, Any]:
    return {
        "id": visit.id,
        "at": visit.at,
        "channel_label": visit.get_channel_display(),
        "people": _people(visit.people.all()),
        "note": visit.note,
        "recorded_by_name": visit.recorded_by.name,
        "recorded_at": visit.recorded_at,
    }


def _chain(station: Station, household: Household) -> dict[UUID, Visit]:
    visits = Visit.objects.of(station).filter(household=household).exclude(superseded_by=None)
    superseded: dict[UUID, Visit] = {visit.id: visit for visit in with_people(visits)}
    return superseded


def _before(visit_id: UUID, chain: dict[UUID, Visit]) -> list[dict[str, Any]]:
    """Every record a correction took the place of, the latest first."""
    by_successor = {visit.superseded_by.id: visit for visit in chain.values()}
    found = []
    while visit_id in by_successor:
        old = by_successor[visit_id]
        found.append(_struck(old))
        visit_id = old.id
    return found


def _household(household: Household, *, now: datetime) -> dict[str, Any]:
    tasks = VisitTask.objects.of(household.station).filter(household=household, closed_at=None)
    return {
        "id": household.id,
        "door": household.door,
        "compound": {"id": household.compound_id, "name": household.compound.name},
        "community": {"id": household.compound.community_id, "name": household.compound.community.name},
        "do_not_visit": household.do_not_visit,
        "do_not_visit_reason": household.do_not_visit_reason,
        "knocking": describe_knocking(household, day=local_day(now)),
        "tasks": [
            {
                "rule_label": RULES[task.rule_code].label,
                "why": why_sentence(task.rule_code, task.facts),
                "priority": task.priority,
            }
            for task in tasks.order_by("-priority", "rule_code")
        ],
    }


def _listings(household: Household, reader: User) -> list[dict[str, Any]]:
    targets = Target.objects.of(household.station).filter(
        resident__memberships__household=household, listed_at__isnull=False
    )
    rows = targets.select_related("target_list__campaign", "resident", "added_in__signed_by").distinct()
    return [
        {
            "at": target.listed_at,
            "resident_id": target.resident_id,
            "name": mask_name(target.resident.name) if target.resident else "",
            "list_name": words_for(reader.role, target.target_list.name),
            "campaign_name": words_for(reader.role, target.target_list.campaign.name),
            "source": target.source,
            "source_label": target.get_source_display(),
            "reason": words_for(reader.role, target.reason),
            "expires_on": target.expires_on,
            "signed_by_name": target.added_in.signed_by.name if target.added_in.signed_by else "",
            "left_at": target.delisted_at,
        }
        for target in rows.order_by("-listed_at", "id")
    ]
