"""The figures of a list and of a campaign as screens show them, with what the reader may do."""

from collections import Counter
from datetime import datetime
from typing import Any

from lianxin.accounts.models import Station, User
from lianxin.campaigns.choices import CampaignState, ListKind, TargetState, VersionCause, VersionState
from lianxin.campaigns.models import Campaign, ListVersion, TargetList
from lianxin.campaigns.rules.actions import campaign_actions, list_actions
from lianxin.campaigns.rules.states import day_number, sums_of
from lianxin.campaigns.rules.wording import kind_label, words_for
from lianxin.campaigns.services.coverage import Coverage, Member, end_of_yesterday, week_ago
from lianxin.core import clock


def running_campaign(station: Station) -> Campaign | None:
    """The campaign a home page is about: the one in progress, otherwise the one being prepared."""
    alive = Campaign.objects.of(station).exclude(state=CampaignState.CLOSED)
    by_state = {campaign.state: campaign for campaign in alive.order_by("starts_on")}
    return by_state.get(CampaignState.OPEN) or by_state.get(CampaignState.DRAFT)


def describe_campaign_row(campaign: Campaign, *, reader: User, now: datetime) -> dict[str, Any]:
    return {
        "id": campaign.pk,
        "name": words_for(reader.role, campaign.name),
        "state": campaign.state,
        "state_label": campaign.get_state_display(),
        "starts_on": campaign.starts_on,
        "ends_on": campaign.ends_on,
        "day_number": day_number(starts_on=campaign.starts_on, ends_on=campaign.ends_on, today=clock.local_day(now)),
        "day_count": (campaign.ends_on - campaign.starts_on).days + 1,
    }


def describe_campaign(campaign: Campaign, *, reader: User, now: datetime) -> dict[str, Any]:
    """A campaign with all its lists, point before line before surface."""
    lists = describe_lists(campaign, lists_of(campaign), reader=reader, now=now)
    return {
        **describe_campaign_row(campaign, reader=reader, now=now),
        "goals": words_for(reader.role, campaign.goals),
        "line_percent": campaign.line_percent,
        "lists": lists,
        "allowed_actions": campaign_actions(
            role=reader.role, state=campaign.state, has_signed_list=any(one["version"] for one in lists)
        ),
    }


def lists_of(campaign: Campaign) -> list[TargetList]:
    order = list(ListKind.values)
    lists = TargetList.objects.of(campaign.station).filter(campaign=campaign).select_related("campaign")
    return sorted(lists, key=lambda one: (order.index(one.kind), one.created_at))


def describe_lists(campaign: Campaign, lists: list[TargetList], *, reader: User, now: datetime) -> list[dict[str, Any]]:
    """Several lists of one campaign, their figures read together."""
    coverage = Coverage(campaign, lists)
    versions: dict[Any, dict[str, ListVersion]] = {}
    shown = ListVersion.objects.of(campaign.station).filter(target_list__in=lists)
    for version in shown.exclude(state=VersionState.REFUSED).order_by("number"):
        key = "signed" if version.state == VersionState.SIGNED else "open"
        versions.setdefault(version.target_list_id, {})[key] = version
    return [_describe(one, coverage, versions.get(one.pk, {}), reader=reader, now=now) for one in lists]


def _describe(
    target_list: TargetList, coverage: Coverage, versions: dict[str, ListVersion], *, reader: User, now: datetime
) -> dict[str, Any]:
    signed, waiting = versions.get("signed"), versions.get("open")
    return {
        "id": target_list.pk,
        "campaign_id": target_list.campaign_id,
        "kind": target_list.kind,
        "kind_label": kind_label(target_list.kind, reader.role),
        "name": words_for(reader.role, target_list.name),
        "filter": target_list.filter,
        "version": _describe_signed(signed, reader) if signed else None,
        "draft": describe_draft(waiting, reader=reader) if waiting else None,
        **(_figures(target_list, coverage, now) if signed else _NO_FIGURES),
        "retained": None,
        "allowed_actions": list_actions(
            role=reader.role,
            kind=target_list.kind,
            campaign_state=coverage.campaign.state,
            open_version=waiting.state if waiting else None,
            has_changes=bool(waiting and (waiting.added_count or waiting.removed_count)),
        ),
    }


def _describe_signed(version: ListVersion, reader: User) -> dict[str, Any]:
    return {
        "number": version.number,
        "total": version.total,
        "signed_at": version.signed_at,
        "cause": version.cause,
        "cause_label": VersionCause(version.cause).label,
        "reason": words_for(reader.role, version.reason),
    }


def describe_draft(version: ListVersion, *, reader: User) -> dict[str, Any]:
    """The next version while it is prepared or waits, with what every clause of the filter left."""
    return {
        "id": version.pk,
        "added": version.added_count,
        "removed": version.removed_count,
        "total": version.total,
        "state": version.state,
        "state_label": version.get_state_display(),
        "reason": words_for(reader.role, version.reason),
        "explanation": version.explanation,
    }


_NO_FIGURES: dict[str, Any] = {
    "sums": None,
    "changes": None,
    "late_count": 0,
    "phone_count": 0,
    "last_7_days": 0,
    "missing": [],
    "staff_attending": None,
    "staff_total": None,
}


def _figures(target_list: TargetList, coverage: Coverage, now: datetime) -> dict[str, Any]:
    """Sums now and since yesterday, and what stands beside them: late entries, phone talks, missing pieces, staff."""
    members = list(coverage.members(target_list, now))
    sums = sums_of(state for _, state in members)
    figures: dict[str, Any] = {
        **_NO_FIGURES,
        "sums": sums,
        "changes": sums.since(coverage.sums(target_list, end_of_yesterday(now))),
        "last_7_days": newly_reached(target_list, coverage, members, now),
    }
    if target_list.kind == ListKind.SURFACE:
        tried = [(coverage.people.find(member.subject_id, now), state) for member, state in members]
        known = [(one, state == TargetState.REACHED) for one, state in tried if one]
        figures["late_count"] = sum(is_reached and not one.is_met_in_time for one, is_reached in known)
        figures["phone_count"] = sum(not is_reached and bool(one.is_phoned) for one, is_reached in known)
        return figures
    verdicts = [(member, state, coverage.verdict(target_list, member, now)) for member, state in members]
    begun = [piece for _, state, verdict in verdicts if state == TargetState.ATTEMPTED for piece in verdict.missing]
    if target_list.kind == ListKind.POINT:
        figures["missing"] = [{"label": label, "count": count} for label, count in Counter(begun).most_common()]
        return figures
    figures["staff_total"] = sum(member.staff_total or 0 for member, _ in members)
    figures["staff_attending"] = sum(
        coverage.places.staff_reached(member.subject_id, now, staff_total=member.staff_total) for member, _ in members
    )
    return figures


def newly_reached(target_list: TargetList, coverage: Coverage, members: list[tuple[Member, str]], now: datetime) -> int:
    """How many are reached now that were not before the last seven days."""
    before = week_ago(now)
    return sum(
        state == TargetState.REACHED and coverage.state(target_list, member, before) != TargetState.REACHED
        for member, state in members
    )
