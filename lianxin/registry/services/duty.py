"""Areas of duty and grants for single households."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.core.clock import local_day
from lianxin.core.errors import InvalidInput, NotFound, StateConflict
from lianxin.registry.models import AreaOfDuty, Community, ScopeGrant


class SpanRefused(InvalidInput):
    code = "SPAN_REFUSED"
    message = "止日不能早于起日。"


class NoStationPost(StateConflict):
    code = "NO_STATION_POST"
    message = "这个账号不属于派出所，不能分责任区。"


def assign_areas(
    *,
    user: User,
    community_ids: Sequence[UUID],
    from_on: date,
    to_on: date | None = None,
    by: User | None,
    now: datetime,
) -> list[AreaOfDuty]:
    """Make these communities somebody's areas from a day on; areas no longer named end the day before."""
    if user.station is None:
        raise NoStationPost()
    if to_on is not None and to_on < from_on:
        raise SpanRefused(fields={"to_on": "早于起日"})
    known = set(Community.objects.of(user.station).filter(pk__in=community_ids).values_list("pk", flat=True))
    if known != set(community_ids):
        raise NotFound()
    with transaction.atomic():
        held = [
            area
            for area in AreaOfDuty.objects.of(user.station).filter(user=user).select_for_update()
            if area.to_on is None or area.to_on >= from_on
        ]
        for area in held:
            _end(area, from_on)
        areas = [
            AreaOfDuty(station=user.station, user=user, community_id=pk, from_on=from_on, to_on=to_on)
            for pk in dict.fromkeys(community_ids)
        ]
        AreaOfDuty.objects.bulk_create(areas)
        record(
            by=by,
            action="registry.assign_areas",
            target_kind="User",
            target_id=user.id,
            station_id=user.station_id,
            detail={"communities": len(areas), "from_on": from_on.isoformat()},
        )
    return areas


def grant_doors(*, station: Station, day: date, source: str, reason: str, doors: Collection[tuple[UUID, UUID]]) -> None:
    """Open exactly these doors for a day, as (user, household); what the same source opened and no longer names closes.

    A grant closed this way is removed: its day is not over, so letting it run out would leave the door open.
    It stands in the log as part of the act that asks for it.
    """
    grants = ScopeGrant.objects.of(station).filter(source=source)
    held = {(user, household): pk for pk, user, household in grants.values_list("id", "user_id", "household_id")}
    due = set(doors)
    ScopeGrant.objects.bulk_create(
        [
            ScopeGrant(
                station=station,
                user_id=user_id,
                household_id=household_id,
                from_on=day,
                to_on=day,
                reason=reason,
                source=source,
            )
            for user_id, household_id in sorted(due - held.keys())
        ],
        ignore_conflicts=True,
    )
    if gone := held.keys() - due:
        grants.filter(id__in=[held[key] for key in gone]).delete()


def current_areas(user: User, now: datetime) -> list[AreaOfDuty]:
    if user.station is None:
        return []
    areas = AreaOfDuty.objects.of(user.station).valid(on=local_day(now)).filter(user=user)
    return list(areas.select_related("community").order_by("community__name"))


def _end(area: AreaOfDuty, from_on: date) -> None:
    """An area that had not begun by then never was."""
    if area.from_on >= from_on:
        area.delete()
        return
    area.to_on = from_on - timedelta(days=1)
    area.save(update_fields=["to_on"])
