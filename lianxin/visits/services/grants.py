"""Who may see which door because a plan sends them there: that day, and not after (architecture §9)."""

from collections import defaultdict
from uuid import UUID

from lianxin.registry.models import ScopeGrant
from lianxin.registry.scope import works_in_areas
from lianxin.visits.models import CrewMember, PlanLine, VisitPlan
from lianxin.visits.planning.plan import Standing


def renew_grants(plan: VisitPlan) -> None:
    """Open the doors of each crew's lists to its members for the plan's day, and close those no list holds any more.

    A grant closed this way is removed: its day is not over, so letting it run out would leave the door open.
    What happened stays in the plan's changes and in the log.
    """
    source = f"VisitPlan {plan.day.isoformat()}"
    held = {
        (user_id, household_id): grant_id
        for grant_id, user_id, household_id in ScopeGrant.objects.of(plan.station)
        .filter(source=source)
        .values_list("id", "user_id", "household_id")
    }
    due = _due(plan)
    ScopeGrant.objects.bulk_create(
        [
            ScopeGrant(
                station=plan.station,
                user_id=user_id,
                household_id=household_id,
                from_on=plan.day,
                to_on=plan.day,
                reason="当天走访计划",
                source=source,
            )
            for user_id, household_id in sorted(due - held.keys())
        ],
        ignore_conflicts=True,
    )
    if gone := held.keys() - due:
        ScopeGrant.objects.of(plan.station).filter(id__in=[held[key] for key in gone]).delete()


def _due(plan: VisitPlan) -> set[tuple[UUID, UUID]]:
    members: dict[UUID, list[UUID]] = defaultdict(list)
    for place in CrewMember.objects.of(plan.station).on(plan.day).select_related("user"):
        if works_in_areas(place.user):
            members[place.crew_id].append(place.user_id)
    lines = PlanLine.objects.of(plan.station).filter(plan=plan).exclude(standing=Standing.UNPLACED)
    return {
        (user_id, household_id)
        for household_id, crew_id in lines.values_list("household_id", "block__crew_id")
        for user_id in members[crew_id]
    }
