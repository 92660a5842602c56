"""A household's wish not to be visited: kept in the registry, followed here by tasks and plans at once."""

from datetime import datetime

from django.db import transaction

from lianxin.accounts.models import User
from lianxin.audit.services import record
from lianxin.core.errors import InvalidInput
from lianxin.registry.models import Household
from lianxin.visits.services.tasks import settle_doors


class WishReasonMissing(InvalidInput):
    code = "WISH_REASON_MISSING"
    message = "请写一句:谁提出的,为什么。"


def note_do_not_visit(*, household: Household, is_on: bool, reason: str, by: User, now: datetime) -> Household:
    """Set or lift "do not visit"; while it holds no plan contains the door."""
    if not reason.strip():
        raise WishReasonMissing(fields={"reason": "请写一句理由"})
    with transaction.atomic():
        household.do_not_visit, household.do_not_visit_reason = is_on, reason.strip() if is_on else ""
        household.save(update_fields=["do_not_visit", "do_not_visit_reason"])
        record(
            by=by,
            action="visits.note_do_not_visit",
            target_kind="Household",
            target_id=household.id,
            station_id=household.station_id,
            detail={"is_on": is_on},
        )
        settle_doors(station=household.station, household_ids={household.id}, now=now)
    return household
