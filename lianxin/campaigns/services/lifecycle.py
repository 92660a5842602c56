"""A campaign's life: prepared, opened on a signed list, closed."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from lianxin.accounts.models import User
from lianxin.audit.services import record
from lianxin.campaigns.choices import CampaignState, VersionState
from lianxin.campaigns.models import Campaign, ListVersion
from lianxin.core.errors import InvalidInput, StateConflict
from lianxin.core.redaction import must_hold_no_personal_data


class CampaignNameTaken(InvalidInput):
    code = "CAMPAIGN_NAME_TAKEN"
    message = "已经有叫“{name}”的专项行动。"


class ListNotSigned(StateConflict):
    code = "LIST_NOT_SIGNED"
    title = "名单还没签"
    message = "“{name}”还没有所长签过的名单，不能启动。先把名单报所长签。"


class CampaignNotInState(StateConflict):
    code = "CAMPAIGN_NOT_IN_STATE"
    message = "“{name}”现在是“{state}”，不能这样做。"


def create_campaign(
    *, name: str, starts_on: date, ends_on: date, goals: str = "", line_percent: int = 80, by: User, now: datetime
) -> Campaign:
    """Prepare a campaign; `line_percent` is the share of a unit's staff that has to attend for the unit to be done."""
    must_hold_no_personal_data(name=name, goals=goals)
    if ends_on < starts_on:
        raise InvalidInput(fields={"ends_on": "结束日期不能早于开始日期"})
    try:
        with transaction.atomic():
            campaign: Campaign = Campaign.objects.create(
                station=by.station,
                name=name,
                starts_on=starts_on,
                ends_on=ends_on,
                goals=goals,
                line_percent=line_percent,
                created_by=by,
                created_at=now,
            )
            _log(by, "campaigns.create_campaign", campaign)
    except IntegrityError:
        raise CampaignNameTaken(name=name, fields={"name": "名称重复"}) from None
    return campaign


def open_campaign(*, campaign: Campaign, by: User, now: datetime) -> Campaign:
    """Begin the work; at least one list must have been signed, so that there is a denominator."""
    signed = ListVersion.objects.of(campaign.station).filter(target_list__campaign=campaign)
    if not signed.filter(state=VersionState.SIGNED).exists():
        raise ListNotSigned(name=campaign.name)
    return _move(campaign, CampaignState.DRAFT, CampaignState.OPEN, "opened", by=by, now=now)


def close_campaign(*, campaign: Campaign, by: User, now: datetime) -> Campaign:
    """End the work; its lists no longer change, its figures stay readable."""
    return _move(campaign, CampaignState.OPEN, CampaignState.CLOSED, "closed", by=by, now=now)


def _move(
    campaign: Campaign, before: CampaignState, after: CampaignState, mark: str, *, by: User, now: datetime
) -> Campaign:
    with transaction.atomic():
        waiting = Campaign.objects.of(campaign.station).filter(pk=campaign.pk, state=before)
        moved = waiting.update(state=after, **{f"{mark}_by": by, f"{mark}_at": now})
        campaign.refresh_from_db()
        if not moved:
            raise CampaignNotInState(name=campaign.name, state=CampaignState(campaign.state).label)
        _log(by, f"campaigns.{mark}_campaign", campaign)
    return campaign


def _log(by: User, action: str, campaign: Campaign) -> None:
    record(by=by, action=action, target_kind="Campaign", target_id=campaign.pk, station_id=campaign.station_id)
