"""The targets of a list one by one, names masked, and why somebody is on it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Length

from lianxin.accounts.models import User
from lianxin.campaigns.choices import ListKind, TargetState
from lianxin.campaigns.models import Target, TargetContact, TargetList
from lianxin.campaigns.rules.actions import target_actions
from lianxin.campaigns.rules.places import place_state
from lianxin.campaigns.rules.wording import plain_words, words_for
from lianxin.campaigns.services.coverage import Coverage
from lianxin.core import clock
from lianxin.core.masking import mask_name
from lianxin.core.paging import PageParams
from lianxin.registry.models import Compound, Organization, Resident

_RELATED = (
    "target_list__campaign",
    "added_in",
    "nominated_by",
    "resident",
    "compound__community",
    "organization__community",
    "home__compound__community",
)
# Doors in the order of the staircase: 2-102 before 10-102.
_BY_PLACE_AND_DOOR = (
    "home__compound__name",
    Length("home__building"),
    "home__building",
    Length("home__unit"),
    "home__unit",
    Length("home__room"),
    "home__room",
    "compound__name",
    "organization__name",
    "pk",
)


def visible_targets(reader: User, *, on: date) -> QuerySet[Target]:
    """Targets whose person or place lies in the reader's area."""
    station = reader.station
    assert station is not None  # Only posts of a station reach this room.
    residents = Resident.objects.of(station).visible_to(reader, on=on).values("pk")
    compounds = Compound.objects.of(station).visible_to(reader, on=on).values("pk")
    organizations = Organization.objects.of(station).visible_to(reader, on=on).values("pk")
    targets: QuerySet[Target] = Target.objects.of(station).filter(
        Q(resident__in=residents) | Q(compound__in=compounds) | Q(organization__in=organizations)
    )
    return targets


def page_of_targets(
    target_list: TargetList,
    params: PageParams,
    *,
    state: str | None,
    compound_id: UUID | None,
    community_id: UUID | None,
    building: str | None,
    reader: User,
    now: datetime,
) -> dict[str, Any]:
    """Those in the denominator now, by place and door, of one state where asked for."""
    coverage = Coverage(target_list.campaign, [target_list])
    states = {member.target_id: stands for member, stands in coverage.members(target_list, now)}
    targets = visible_targets(reader, on=clock.local_day(now)).filter(target_list=target_list).listed()  # type: ignore[attr-defined]
    if compound_id:
        targets = targets.filter(Q(home__compound=compound_id) | Q(compound=compound_id))
    if community_id:
        targets = targets.filter(
            Q(home__compound__community=community_id)
            | Q(compound__community=community_id)
            | Q(organization__community=community_id)
        )
    if building is not None:
        targets = targets.filter(home__building=building)
    ordered = targets.order_by(*_BY_PLACE_AND_DOOR).values_list("pk", flat=True)
    chosen = [pk for pk in ordered if not state or states[pk] == state]
    first = (params.page - 1) * params.size
    return {
        "items": _describe(target_list, chosen[first : first + params.size], states, reader=reader),
        "total": len(chosen),
        "page": params.page,
        "size": params.size,
    }


def _describe(
    target_list: TargetList, ids: list[UUID], states: dict[UUID, str], *, reader: User
) -> list[dict[str, Any]]:
    found = Target.objects.of(target_list.station).filter(pk__in=ids).select_related(*_RELATED)
    targets = {target.pk: target for target in found}
    last = _last_contacts(target_list, [target.subject_id for target in targets.values()])
    return [describe_target(targets[pk], states[pk], last.get(targets[pk].subject_id), reader=reader) for pk in ids]


def describe_target(target: Target, state: str, last_contact_at: datetime | None, *, reader: User) -> dict[str, Any]:
    kind = target.target_list.kind
    name, place = _name_and_place(target)
    is_person = kind == ListKind.SURFACE
    return {
        "id": target.pk,
        "name": name,
        "place": place,
        "resident_id": target.resident_id,
        "household_id": target.home_id,
        "compound_id": target.home.compound_id if target.home else target.compound_id,
        "organization_id": target.organization_id,
        "state": state,
        "state_label": TargetState(state).label if is_person else place_state(state).label,
        "reason": words_for(reader.role, target.reason),
        "source": target.source,
        "source_label": target.get_source_display(),
        "nominated_by_name": target.nominated_by.name if target.nominated_by else None,
        "expires_on": target.expires_on,
        "last_contact_at": last_contact_at,
        "allowed_actions": target_actions(
            role=reader.role, kind=kind, state=state, campaign_state=target.target_list.campaign.state
        ),
    }


def explain_target(target: Target) -> dict[str, Any]:
    """Why somebody is on a list, in sentences that can be read to that person, and how to leave it."""
    campaign = target.target_list.campaign
    version = target.added_in
    listed_on = clock.local_day(target.listed_at) if target.listed_at else None
    sentences = [
        f"在“{plain_words(campaign.name)}”的名单里，来源是{target.get_source_display()}。",
        f"理由：{plain_words(target.reason)}。",
    ]
    if listed_on:
        sentences.append(f"名单第 {version.number} 版，{listed_on:%Y年%-m月%-d日}由所长签批后列入。")
    if target.expires_on:
        sentences.append(f"有效期到 {target.expires_on:%Y年%-m月%-d日}，到期自动移出。")
    if target.resident_id:
        sentences.append("本人想退出，当天就办，不用说明理由。")
    return {"target_id": target.pk, "list_id": target.target_list_id, "sentences": sentences}


def _name_and_place(target: Target) -> tuple[str, str]:
    if target.resident:
        home = target.home
        return mask_name(target.resident.name), f"{home.compound.name} {home.door}" if home else "没有登记门牌"
    if target.compound:
        return target.compound.name, target.compound.community.name
    assert target.organization is not None
    community = target.organization.community
    return target.organization.name, community.name if community else target.organization.address


def _last_contacts(target_list: TargetList, subject_ids: list[UUID]) -> dict[UUID, datetime]:
    campaign = target_list.campaign
    contacts = TargetContact.objects.of(target_list.station).of_days(campaign.starts_on, campaign.ends_on).standing()
    latest = contacts.filter(subject_id__in=subject_ids).order_by().values("subject_id").annotate(last=Max("at"))
    return dict(latest.values_list("subject_id", "last"))
