"""Campaigns and lists for tests, made as plain rows; what the services do is tested with the services."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from lianxin.accounts.models import Station, User
from lianxin.accounts.tests.factories import make_station, make_user
from lianxin.campaigns.choices import (
    CampaignState,
    Channel,
    ListKind,
    TargetSource,
    TargetStanding,
    VersionState,
)
from lianxin.campaigns.models import Campaign, ListVersion, Target, TargetList
from lianxin.campaigns.services.contacts import ContactFact
from lianxin.core.clock import SHANGHAI
from lianxin.core.ids import new_id
from lianxin.registry.models import Compound, Organization, Resident

STARTS_ON = date(2026, 5, 1)
ENDS_ON = date(2026, 7, 31)
FROZEN_AT = datetime(2026, 4, 30, 18, 0, tzinfo=SHANGHAI)
NOW = datetime(2026, 6, 20, 17, 40, tzinfo=SHANGHAI)


def somebody(login: str = "su") -> User:
    return User.objects.filter(login=login).first() or make_user(login)


def make_campaign(name: str = "莲心大走访", *, station: Station | None = None, **fields: Any) -> Campaign:
    author = somebody()
    defaults = {"state": CampaignState.OPEN, "opened_by": author, "opened_at": FROZEN_AT}
    return Campaign.objects.create(
        station=station or make_station(),
        name=name,
        starts_on=STARTS_ON,
        ends_on=ENDS_ON,
        created_by=author,
        created_at=FROZEN_AT,
        **{**defaults, **fields},
    )


def make_list(
    subjects: Iterable[Resident | Compound | Organization] = (),
    *,
    kind: ListKind = ListKind.SURFACE,
    campaign: Campaign | None = None,
    name: str = "",
) -> TargetList:
    """A list whose first version was signed before the campaign began; without subjects, a list never signed."""
    campaign = campaign or make_campaign()
    subjects = list(subjects)
    target_list = TargetList.objects.create(
        station=campaign.station,
        campaign=campaign,
        kind=kind,
        name=name or kind.label,
        created_by=campaign.created_by,
        created_at=FROZEN_AT,
    )
    if subjects:
        sign_version(target_list, subjects)
    return target_list


def sign_version(target_list: TargetList, subjects: Iterable[Any], *, at: datetime = FROZEN_AT) -> ListVersion:
    subjects = list(subjects)
    version = ListVersion.objects.create(
        station=target_list.station,
        target_list=target_list,
        number=target_list.versions.count() + 1,
        state=VersionState.SIGNED,
        reason="第一版",
        added_count=len(subjects),
        total=target_list.targets.listed().count() + len(subjects),
        made_by=target_list.created_by,
        made_at=at,
        signed_by=somebody("lu"),
        signed_at=at,
    )
    Target.objects.bulk_create(_listed(version, subject) for subject in subjects)
    return version


def _listed(version: ListVersion, subject: Resident | Compound | Organization) -> Target:
    membership = subject.memberships.first() if isinstance(subject, Resident) else None
    return Target(
        station=version.station,
        target_list=version.target_list,
        reason="按条件筛选",
        source=TargetSource.FILTER,
        standing=TargetStanding.LISTED,
        added_in=version,
        listed_at=version.signed_at,
        home=membership.household if membership else None,
        **{type(subject).__name__.lower(): subject},
    )


def contact_with(resident: Resident, *, is_met: bool = True, at: datetime | None = None, **fields: Any) -> ContactFact:
    return ContactFact(
        resident_id=resident.pk,
        at=at or NOW - timedelta(hours=2),
        channel=fields.pop("channel", Channel.DOOR),
        outcome="MET" if is_met else "NOT_HOME",
        is_met=is_met,
        source_kind="Visit",
        source_id=fields.pop("source_id", None) or new_id(),
        **fields,
    )
