"""Who sees which part of the area; the querysets' `.visible_to(user, on=…)` decides by these."""

from lianxin.registry.models.scoping import (
    communities_of,
    granted_households,
    sees_whole_station,
    station_of,
    works_in_areas,
)

__all__ = ["communities_of", "granted_households", "sees_whole_station", "station_of", "works_in_areas"]
