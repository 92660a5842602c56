"""Leaving a list: by the resident's own wish, by a nomination's last day, or as a second registration."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lianxin.accounts.models import Station, User
from lianxin.campaigns.choices import CampaignState, ListKind, TargetStanding, VersionCause
from lianxin.campaigns.models import Campaign, ListVersion, Target, TargetList, Withdrawal
from lianxin.campaigns.rules.states import kept_person
from lianxin.campaigns.services.versions import locked_list, log_change, take_out
from lianxin.core import clock
from lianxin.core.errors import StateConflict
from lianxin.registry.models import Resident


class NotOnList(StateConflict):
    code = "NOT_ON_LIST"
    message = "不在这次行动的任何一份名单里，不用退出。"


class NotAListOfPeople(StateConflict):
    code = "NOT_A_LIST_OF_PEOPLE"
    message = "只有居民名单可以提名或退出。"


def leave_lists(
    *, target_list: TargetList, resident: Resident, reason: str, by: User, now: datetime
) -> list[ListVersion]:
    """Take a resident off every list of the campaign at once; the own wish waits for nobody and binds later drafts."""
    must_be_of_people(target_list)
    campaign = target_list.campaign
    with transaction.atomic():
        registrations = _registrations(resident)
        concerned = list(
            Target.objects.of(campaign.station)
            .filter(
                target_list__campaign=campaign,
                resident__in=registrations,
                standing__in=(TargetStanding.PROPOSED, TargetStanding.LISTED),
            )
            .select_related("target_list")
        )
        if not concerned:
            raise NotOnList()
        _note_withdrawal(campaign, registrations, reason=reason, by=by, now=now)
        lists = {target.target_list_id: target.target_list for target in concerned}
        versions = [
            take_out(
                each,
                [target.pk for target in concerned if target.target_list_id == pk],
                cause=VersionCause.LEFT,
                reason=VersionCause.LEFT.label,
                by=by,
                now=now,
            )
            for pk, each in lists.items()
        ]
        log_change(by, "campaigns.leave_lists", target_list, lists=len(lists))
    return [version for version in versions if version]


def expire_targets(*, station: Station, by: User | None, now: datetime) -> list[ListVersion]:
    """Take out nominations whose last day is over, and second registrations of a person already listed."""
    made: list[ListVersion] = []
    today = clock.local_day(now)
    running = TargetList.objects.of(station).filter(campaign__state=CampaignState.OPEN).select_related("campaign")
    for target_list in running:
        with transaction.atomic():
            held = locked_list(target_list)
            expired = list(held.targets.expired(on=today).values_list("pk", flat=True))
            doubled = _second_registrations(held) - set(expired)
            for cause, gone in ((VersionCause.EXPIRED, expired), (VersionCause.MERGED, doubled)):
                version = take_out(held, gone, cause=cause, reason=cause.label, by=by, now=now) if gone else None
                made += [version] if version else []
            if expired or doubled:
                log_change(by, "campaigns.expire_targets", target_list, expired=len(expired), doubled=len(doubled))
    return made


def expire_everywhere(now: datetime) -> None:
    """The daily work of the worker: every station's lists lose what is over."""
    for station in Station.objects.all():
        expire_targets(station=station, by=None, now=now)


def withdrawn(campaign: Campaign) -> frozenset[UUID]:
    standing = Withdrawal.objects.of(campaign.station).filter(campaign=campaign, ended_at__isnull=True)
    return frozenset(standing.values_list("resident_id", flat=True))


def end_withdrawal(campaign: Campaign, resident: Resident, *, by: User, now: datetime) -> None:
    Withdrawal.objects.of(campaign.station).filter(
        campaign=campaign, resident__in=_registrations(resident), ended_at__isnull=True
    ).update(ended_by=by, ended_at=now)


def must_be_of_people(target_list: TargetList) -> None:
    if target_list.kind != ListKind.SURFACE:
        raise NotAListOfPeople()


def _note_withdrawal(campaign: Campaign, registrations: list[UUID], *, reason: str, by: User, now: datetime) -> None:
    already = withdrawn(campaign)
    Withdrawal.objects.bulk_create(
        Withdrawal(
            station=campaign.station, campaign=campaign, resident_id=pk, reason=reason, noted_by=by, noted_at=now
        )
        for pk in registrations
        if pk not in already
    )


def _registrations(resident: Resident) -> list[UUID]:
    """Every registration that is this person, before and after merges."""
    merged = dict(
        Resident.objects.of(resident.station).filter(merged_into__isnull=False).values_list("pk", "merged_into_id")
    )
    person = kept_person(resident.pk, merged)
    return [person, *(pk for pk in merged if kept_person(pk, merged) == person)]


def _second_registrations(target_list: TargetList) -> set[UUID]:
    """Targets whose person was merged into somebody who is on the list too."""
    merged = dict(
        Resident.objects.of(target_list.station).filter(merged_into__isnull=False).values_list("pk", "merged_into_id")
    )
    listed = dict(target_list.targets.listed().values_list("resident_id", "pk")) if merged else {}
    return {pk for resident, pk in listed.items() if resident in merged and kept_person(resident, merged) in listed}
