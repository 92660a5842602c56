"""The only place where coverage is computed: each target's state at a moment, and the sums of a list."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from uuid import UUID

from lianxin.campaigns.choices import ListKind, RequestState
from lianxin.campaigns.models import Campaign, ListVersion, Target, TargetList, UnreachableRequest
from lianxin.campaigns.rules.places import PlaceVerdict, place_known
from lianxin.campaigns.rules.states import Known, Sums, is_known_by, state_of, sums_of
from lianxin.campaigns.services.evidence import People, Places
from lianxin.core import clock


@dataclass(frozen=True, slots=True)
class Member:
    """One target of a list with the place it is counted at."""

    target_id: UUID
    subject_id: UUID
    listed_at: datetime
    delisted_at: datetime | None
    compound_id: UUID | None
    building: str
    community_id: UUID | None
    staff_total: int | None

    def is_listed(self, at: datetime) -> bool:
        return self.listed_at <= at and (self.delisted_at is None or at < self.delisted_at)


@dataclass(frozen=True, slots=True)
class Request:
    """When it was asked to count a target as out of reach, and the answer."""

    requested_at: datetime
    decided_at: datetime | None
    is_approved: bool


class Coverage:
    """The lists of one campaign, read together in a few queries, answering for any moment.

    `residents` narrows the reading to some people, for what a single record moved.
    """

    def __init__(
        self, campaign: Campaign, lists: Iterable[TargetList], *, residents: Collection[UUID] | None = None
    ) -> None:
        self.campaign = campaign
        self._residents = residents
        self._lists = {target_list.pk: target_list for target_list in lists}
        self._members = self._read_members()
        self._requests = self._read_requests()

    @cached_property
    def people(self) -> People:
        return People(self.campaign, residents=self._residents)

    @cached_property
    def places(self) -> Places:
        return Places(self.campaign)

    def members(self, target_list: TargetList, at: datetime) -> Iterator[tuple[Member, str]]:
        """Everyone in the denominator at the moment, with the state held to be true then."""
        for member in self._members[target_list.pk]:
            if member.is_listed(at):
                yield member, self.state(target_list, member, at)

    def state(self, target_list: TargetList, member: Member, at: datetime) -> str:
        is_requested, is_approved = self._unreachable(member.target_id, at)
        if target_list.kind == ListKind.SURFACE:
            tried = self.people.find(member.subject_id, at)
            return state_of(Known(bool(tried and tried.is_met), tried is not None, is_requested, is_approved))
        verdict = self.verdict(target_list, member, at)
        return state_of(place_known(verdict, is_requested=is_requested, is_approved=is_approved))

    def verdict(self, target_list: TargetList, member: Member, at: datetime) -> PlaceVerdict:
        if target_list.kind == ListKind.POINT:
            return self.places.point(member.subject_id, at)
        return self.places.line(member.subject_id, at, staff_total=member.staff_total)

    def sums(self, target_list: TargetList, at: datetime) -> Sums:
        return sums_of(state for _, state in self.members(target_list, at))

    def _unreachable(self, target_id: UUID, at: datetime) -> tuple[bool, bool]:
        is_requested = is_approved = False
        for request in self._requests.get(target_id, ()):
            if is_known_by(request.decided_at, at):
                is_approved |= request.is_approved
            else:
                is_requested |= request.requested_at <= at
        return is_requested, is_approved

    def _read_members(self) -> dict[UUID, list[Member]]:
        """The moments are read once per version and not once per target, which is most of the reading time."""
        members: dict[UUID, list[Member]] = {pk: [] for pk in self._lists}
        versions = ListVersion.objects.of(self.campaign.station).signed().filter(target_list__in=members)
        signed = {pk: (list_id, at) for pk, list_id, at in versions.values_list("pk", "target_list_id", "signed_at")}
        targets = Target.objects.of(self.campaign.station).filter(target_list__in=members, listed_at__isnull=False)
        if self._residents is not None:
            targets = targets.filter(resident_id__in=self.people.only or ())
        for (
            pk,
            added,
            removed,
            resident,
            compound,
            organization,
            home,
            building,
            area,
            staff,
        ) in targets.order_by().values_list(
            "pk",
            "added_in_id",
            "removed_in_id",
            "resident_id",
            "compound_id",
            "organization_id",
            "home__compound_id",
            "home__building",
            "organization__community_id",
            "organization__staff_total",
        ):
            subject = resident or compound or organization
            list_id, since = signed[added]
            # A removal that waits for LEAD names a version that is not signed yet.
            until = signed[removed][1] if removed in signed else None
            assert subject and since  # The database demands one subject, and a time of every signed version.
            members[list_id].append(Member(pk, subject, since, until, home or compound, building or "", area, staff))
        return members

    def _read_requests(self) -> dict[UUID, list[Request]]:
        requests: dict[UUID, list[Request]] = {}
        rows = UnreachableRequest.objects.of(self.campaign.station).filter(target__target_list__in=self._lists)
        for target_id, state, requested_at, decided_at in rows.values_list(
            "target_id", "state", "requested_at", "decided_at"
        ):
            is_approved = state == RequestState.APPROVED
            requests.setdefault(target_id, []).append(Request(requested_at, decided_at, is_approved))
        return requests


def coverage(target_list: TargetList, *, at: datetime) -> Sums:
    """Where one list stood at a moment."""
    return Coverage(target_list.campaign, [target_list]).sums(target_list, at)


def end_of_yesterday(now: datetime) -> datetime:
    """昨天 24:00 in Shanghai; the last instant that still belongs to yesterday."""
    return _midnight(now) - timedelta(microseconds=1)


def week_ago(now: datetime) -> datetime:
    """The last instant before the seven days that end today."""
    return _midnight(now) - timedelta(days=6, microseconds=1)


def _midnight(now: datetime) -> datetime:
    return datetime.combine(clock.local_day(now), time(), clock.SHANGHAI)
