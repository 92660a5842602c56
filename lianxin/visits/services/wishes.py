"""A household's wish not to be visited: kept in the registry, followed here by tasks and plans at once."""

from datetime import datetime

from django.db import transaction

from lianxin.accounts.choices import Role
from lianxin.accounts.models import User
from lianxin.core.errors import InvalidInput, WrongRole
from lianxin.registry.models import Household
from lianxin.registry.services.places import set_do_not_visit
from lianxin.visits.services.tasks import settle_doors


class WishReasonMissing(InvalidInput):
    """Who asked not to be visited, and why, is part of the mark."""

    code = "WISH_REASON_MISSING"
    message = "请写一句：谁提出的，为什么。"


def note_do_not_visit(*, household: Household, is_on: bool, reason: str, by: User, now: datetime) -> Household:
    """Set or lift "do not visit"; while it holds no plan contains the door, tonight's included.

    Anybody at the door may set it; an auxiliary does not lift it alone.
    """
    if not is_on and by.role == Role.AUXILIARY:
        raise WrongRole()
    if not reason.strip():
        raise WishReasonMissing(fields={"reason": "请写一句理由"})
    with transaction.atomic():
        set_do_not_visit(household=household, is_on=is_on, reason=reason, by=by, now=now)
        settle_doors(station=household.station, household_ids={household.id}, now=now)
    return household
