"""Who may see which door because a plan sends them there: that day, and not after (architecture §9)."""

from collections import defaultdict
from uuid import UUID

from lianxin.registry.scope import works_in_areas
from lianxin.registry.services.duty import grant_doors
from lianxin.visits.models import CrewMember, PlanLine, VisitPlan
from lianxin.visits.planning.plan import Standing


def renew_grants(plan: VisitPlan) -> None:
    """Open the doors of each crew's lists to its members for the plan's day, and close those no list holds any more.

    What happened stays in the plan's changes and in the log.
    """
    grant_doors(
        station=plan.station,
        day=plan.day,
        source=f"VisitPlan {plan.day.isoformat()}",
        reason="当天走访计划",
        doors=_due(plan),
    )


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
