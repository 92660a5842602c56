"""The tables of the registry, split by noun."""

from lianxin.registry.models.duty import AreaOfDuty, ScopeGrant, StaffPost
from lianxin.registry.models.imports import BatchContent, ImportBatch, RememberedMapping
from lianxin.registry.models.organizations import Contact, Organization
from lianxin.registry.models.people import Membership, Resident, SeasonalAttribute
from lianxin.registry.models.places import Community, Compound, Household

__all__ = [
    "AreaOfDuty",
    "BatchContent",
    "Community",
    "Compound",
    "Contact",
    "Household",
    "ImportBatch",
    "Membership",
    "Organization",
    "RememberedMapping",
    "Resident",
    "ScopeGrant",
    "SeasonalAttribute",
    "StaffPost",
]
