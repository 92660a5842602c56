"""Finds a row inside the caller's station and area; what lies outside is answered like what does not exist."""

from datetime import datetime
from typing import Any
from uuid import UUID

from lianxin.accounts.models import Station, User
from lianxin.campaigns.models import Campaign, PosterUp, Session, Target, TargetList
from lianxin.campaigns.services.members import visible_targets
from lianxin.core import clock
from lianxin.core.errors import NotFound
from lianxin.registry.models import Resident


def station_of(user: User) -> Station:
    """The station whose campaigns somebody works on; a bureau account has none."""
    if user.station is None:
        raise NotFound()
    return user.station


def find_campaign(reader: User, campaign_id: UUID) -> Campaign:
    return _one(Campaign.objects.of(station_of(reader)).select_related("station"), campaign_id)


def find_list(reader: User, list_id: UUID) -> TargetList:
    return _one(TargetList.objects.of(station_of(reader)).select_related("campaign__station", "station"), list_id)


def find_target(reader: User, target_id: UUID, *, now: datetime) -> Target:
    visible = visible_targets(reader, on=clock.local_day(now))
    return _one(visible.select_related("target_list__campaign", "added_in", "station"), target_id)


def find_resident(reader: User, resident_id: UUID, *, now: datetime) -> Resident:
    return _one(Resident.objects.of(station_of(reader)).visible_to(reader, on=clock.local_day(now)), resident_id)


def find_session(reader: User, session_id: UUID) -> Session:
    return _one(Session.objects.of(station_of(reader)).select_related("campaign__station"), session_id)


def find_poster(reader: User, poster_id: UUID) -> PosterUp:
    return _one(PosterUp.objects.of(station_of(reader)).select_related("campaign__station"), poster_id)


def _one(rows: Any, pk: UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound()
    return found
