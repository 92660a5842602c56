"""Who sees what: the whole station, areas of duty plus grants of the day, or nothing."""

from datetime import date
from typing import Any

from lianxin.accounts.choices import Role
from lianxin.accounts.models import ScopeMissing, Station, User
from lianxin.registry.models.duty import AreaOfDuty, ScopeGrant

STATION_WIDE_ROLES = frozenset({Role.LEAD, Role.CAPTAIN, Role.CLERK, Role.HALL, Role.REVIEWER, Role.DUTY})
AREA_ROLES = frozenset({Role.OFFICER, Role.AUXILIARY})


def sees_whole_station(user: User) -> bool:
    return user.role in STATION_WIDE_ROLES


def works_in_areas(user: User) -> bool:
    return user.role in AREA_ROLES


def station_of(user: User) -> Station:
    """The station of somebody who works in one; asking for anybody else is a fault of the program."""
    if user.station is None:
        raise ScopeMissing(f"{user.role} belongs to no station")
    return user.station


def communities_of(user: User, on: date) -> Any:
    """Ids of the communities the user is responsible for that day, as a subquery."""
    return AreaOfDuty.objects.of(station_of(user)).valid(on=on).filter(user=user).values("community")


def granted_households(user: User, on: date) -> Any:
    """Ids of the households opened to the user that day, as a subquery."""
    return ScopeGrant.objects.of(station_of(user)).valid(on=on).filter(user=user).values("household")
