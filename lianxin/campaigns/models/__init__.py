"""Tables of the campaigns room: what was decided (lists) and what happened (facts)."""

from lianxin.campaigns.models.facts import (
    PosterUp,
    Session,
    SupersededSource,
    TargetContact,
    UnreachableRequest,
)
from lianxin.campaigns.models.lists import Campaign, ListVersion, Target, TargetList, Withdrawal

__all__ = [
    "Campaign",
    "ListVersion",
    "PosterUp",
    "Session",
    "SupersededSource",
    "Target",
    "TargetContact",
    "TargetList",
    "UnreachableRequest",
    "Withdrawal",
]
