"""Crews: who walks together, from which day to which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.core.clock import local_day
from lianxin.core.errors import InvalidInput, NotFound
from lianxin.visits.choices import CrewKind, PlanState
from lianxin.visits.models import Crew, CrewMember, VisitPlan
from lianxin.visits.rules.crews import may_go, why_not_a_crew
from lianxin.visits.services.grants import renew_grants


class CrewNameTaken(InvalidInput):
    """Crews of a station have names of their own."""

    code = "CREW_NAME_TAKEN"
    message = "已经有一个组叫“{name}”了，请换一个名称。"


class CrewMembersRefused(InvalidInput):
    """Too few, too many, of the wrong post, or in another crew already."""

    code = "CREW_MEMBERS_REFUSED"
    message = "{reason}"


@dataclass(frozen=True)
class CrewOnDay:
    """A crew as it stands on one day."""

    crew: Crew
    members: tuple[User, ...]

    @property
    def can_go(self) -> bool:
        return may_go(len(self.members))


def add_crew(
    *,
    station: Station,
    name: str,
    kind: CrewKind,
    members: Sequence[User],
    languages: Sequence[str] = (),
    from_on: date | None = None,
    by: User | None,
    now: datetime,
) -> Crew:
    """Put people together as a crew from a day on (today unless told)."""
    starts_on = from_on or local_day(now)
    try:
        with transaction.atomic():
            crew: Crew = Crew.objects.create(station=station, name=name, kind=kind, languages=list(languages))
            _check_members(crew, members, on=starts_on)
            _join(crew, members, from_on=starts_on)
            record(
                by=by,
                action="visits.add_crew",
                target_kind="Crew",
                target_id=crew.id,
                station_id=station.id,
                detail={"members": [str(member.id) for member in members]},
            )
    except IntegrityError:
        raise CrewNameTaken(name=name, fields={"name": "名称重复"}) from None
    return crew


def edit_crew(
    *,
    crew: Crew,
    name: str,
    kind: CrewKind,
    members: Sequence[User],
    languages: Sequence[str],
    by: User,
    now: datetime,
) -> Crew:
    """Rename a crew or change who walks in it, from today on."""
    today = local_day(now)
    crew.name, crew.kind, crew.languages = name, kind, list(languages)
    try:
        with transaction.atomic():
            crew.save(update_fields=["name", "kind", "languages"])
            _check_members(crew, members, on=today)
            places = CrewMember.objects.of(crew.station).filter(crew=crew).on(today)
            held = {place.user_id: place for place in places}
            _leave([held[user_id] for user_id in held.keys() - {member.id for member in members}], today=today)
            _join(crew, [member for member in members if member.id not in held], from_on=today)
            _let_grants_follow(crew, today=today)
            record(
                by=by,
                action="visits.edit_crew",
                target_kind="Crew",
                target_id=crew.id,
                station_id=crew.station_id,
                detail={"members": [str(member.id) for member in members]},
            )
    except IntegrityError:
        raise CrewNameTaken(name=name, fields={"name": "名称重复"}) from None
    return crew


def take_off_crew(*, crew: Crew, user: User, by: User, now: datetime) -> None:
    """Somebody reports sick: the crew is without them from today; with one left, its doors wait to be handed over."""
    today = local_day(now)
    with transaction.atomic():
        held = list(CrewMember.objects.of(crew.station).filter(crew=crew, user=user).on(today))
        if not held:
            raise NotFound()
        _leave(held, today=today)
        _let_grants_follow(crew, today=today)
        record(
            by=by,
            action="visits.take_off_crew",
            target_kind="Crew",
            target_id=crew.id,
            station_id=crew.station_id,
            detail={"member": str(user.id)},
        )


def crews_on(station: Station, day: date) -> dict[UUID, CrewOnDay]:
    """All crews of a station with the members of that day, by crew id: two queries."""
    members: dict[UUID, list[User]] = {}
    for place in CrewMember.objects.of(station).on(day).select_related("user").order_by("user__role", "user__name"):
        members.setdefault(place.crew_id, []).append(place.user)
    crews = Crew.objects.of(station).order_by("name")
    return {crew.id: CrewOnDay(crew, tuple(members.get(crew.id, ()))) for crew in crews}


def is_in_crew(*, user: User, crew: Crew, on: date) -> bool:
    return bool(CrewMember.objects.of(crew.station).filter(crew=crew, user=user).on(on).exists())


def find_members(*, station: Station, member_ids: Sequence[UUID]) -> list[User]:
    """The active accounts of the station with these ids, in the order given."""
    found = {user.id: user for user in User.objects.filter(station=station, is_active=True, id__in=member_ids)}
    if len(found) != len(set(member_ids)):
        raise CrewMembersRefused(reason="有的组员找不到或已停用。", fields={"member_ids": "请重新选择组员"})
    return [found[member_id] for member_id in dict.fromkeys(member_ids)]


def _check_members(crew: Crew, members: Sequence[User], *, on: date) -> None:
    reason = why_not_a_crew(crew.kind, [member.role for member in members])
    if any(member.station_id != crew.station_id for member in members):
        reason = "组员要是本所的人。"
    elsewhere = (
        CrewMember.objects.of(crew.station)
        .filter(Q(to_on=None) | Q(to_on__gte=on), user__in=members)
        .exclude(crew=crew)
        .select_related("user", "crew")
        .first()
    )
    if elsewhere is not None:
        reason = f"{elsewhere.user.name}已经在{elsewhere.crew.name}了，请先从那一组里去掉。"
    if reason:
        raise CrewMembersRefused(reason=reason, fields={"member_ids": reason})


def _join(crew: Crew, members: Sequence[User], *, from_on: date) -> None:
    CrewMember.objects.bulk_create(
        CrewMember(station=crew.station, crew=crew, user=member, from_on=from_on) for member in members
    )


def _let_grants_follow(crew: Crew, *, today: date) -> None:
    """Whoever joins sees the doors of today's and later lists, whoever leaves does not."""
    plans = VisitPlan.objects.of(crew.station).filter(state=PlanState.CURRENT, day__gte=today)
    for plan in plans.select_related("station"):
        renew_grants(plan)


def _leave(places: Sequence[CrewMember], *, today: date) -> None:
    """End memberships before today; one that only began today never held and goes."""
    for place in places:
        if place.from_on >= today:
            place.delete()
        else:
            place.to_on = today - timedelta(days=1)
            place.save(update_fields=["to_on"])
