"""What the hard rules say about the next knock at one door."""

from datetime import date
from typing import Any

from lianxin.campaigns.choices import Channel
from lianxin.registry.models import Household
from lianxin.visits.models import Visit
from lianxin.visits.rules.knocking import KnockRules, next_knock
from lianxin.visits.services.doors import open_campaign
from lianxin.visits.services.placing import POLICY

KNOCK_RULES = KnockRules(
    cap=POLICY.contact_cap,
    days_between=POLICY.days_between_knocks,
    misses_before_rest=POLICY.misses_before_rest,
    rest_days=POLICY.rest_days,
)


def describe_knocking(household: Household, *, day: date) -> dict[str, Any]:
    """May somebody knock today, and when next otherwise."""
    visits = Visit.objects.of(household.station).valid().filter(household=household)
    campaign = open_campaign(household.station)
    knocks = visits.filter(channel=Channel.DOOR)
    if campaign is not None:
        knocks = knocks.filter(day__gte=campaign.starts_on)
    answer = next_knock(
        list(knocks.order_by("at").values_list("day", "is_found")),
        do_not_visit=household.do_not_visit,
        promised_on=visits.filter(next_reminder_on__gte=day)
        .order_by("next_reminder_on")
        .values_list("next_reminder_on", flat=True)
        .first(),
        today=day,
        rules=KNOCK_RULES,
    )
    return {"is_allowed": answer.is_allowed, "from_on": answer.from_on, "sentence": answer.sentence}
