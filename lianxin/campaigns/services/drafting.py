"""Making a list and preparing its next version: by filter, by hand, by nomination."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from lianxin.accounts.models import User
from lianxin.campaigns.choices import ListKind, TargetSource, TargetStanding
from lianxin.campaigns.models import Campaign, ListVersion, Target, TargetList
from lianxin.campaigns.rules.filters import read_filter
from lianxin.campaigns.services.leaving import end_withdrawal, must_be_of_people, withdrawn
from lianxin.campaigns.services.selection import home_of, select, subject_field, subject_model
from lianxin.campaigns.services.versions import log_change, must_not_be_over, open_draft, recount
from lianxin.core import clock
from lianxin.core.errors import InvalidInput, StateConflict
from lianxin.core.redaction import must_hold_no_personal_data
from lianxin.registry.models import Resident

NO_LONGER_FITS = "不再符合条件"
_CHUNK = 500


class ListNameTaken(InvalidInput):
    code = "LIST_NAME_TAKEN"
    message = "这个专项行动里已经有叫“{name}”的名单。"


class AlreadyListed(StateConflict):
    code = "ALREADY_LISTED"
    message = "已经在这份名单或它的草稿里。"


class ResidentLeftLists(StateConflict):
    code = "RESIDENT_LEFT_LISTS"
    title = "本人已退出"
    message = "本人已退出这次行动的名单，不能再列入。本人改主意时，来源选“本人要求加入”。"


def create_list(
    *, campaign: Campaign, kind: ListKind, name: str, chosen: dict[str, Any], by: User, now: datetime
) -> TargetList:
    """A new, empty list with its filter; the first draft applies it."""
    must_not_be_over(campaign)
    must_hold_no_personal_data(name=name)
    kept = read_filter(kind, chosen)
    try:
        with transaction.atomic():
            made: TargetList = TargetList.objects.create(
                station=campaign.station,
                campaign=campaign,
                kind=kind,
                name=name,
                filter=kept,
                created_by=by,
                created_at=now,
            )
            log_change(by, "campaigns.create_list", made, kind=kind)
    except IntegrityError:
        raise ListNameTaken(name=name, fields={"name": "名称重复"}) from None
    return made


def draft_version(
    *,
    target_list: TargetList,
    chosen: dict[str, Any] | None,
    add: Collection[UUID] = (),
    remove: Collection[UUID] = (),
    reason: str,
    by: User,
    now: datetime,
) -> ListVersion:
    """Prepare the next denominator; nothing counts until signed.

    Applies a filter anew, or adds and takes out single subjects; with neither, the saved filter is applied again.
    """
    must_hold_no_personal_data(reason=reason)
    if chosen is None and not add and not remove:
        chosen = target_list.filter
    kept = None if chosen is None else read_filter(target_list.kind, chosen)
    with transaction.atomic():
        draft = open_draft(target_list, reason=reason, by=by, now=now)
        draft.reason = reason
        if kept is not None:
            draft.target_list.filter = target_list.filter = kept
            draft.target_list.save(update_fields=["filter"])
            _apply_filter(draft)
        _add_by_hand(draft, add, reason=reason, by=by)
        _remove_by_hand(draft, remove, reason=reason)
        recount(draft)
        log_change(by, "campaigns.draft_version", target_list, added=draft.added_count, removed=draft.removed_count)
    return draft


def nominate(
    *,
    target_list: TargetList,
    resident: Resident,
    source: TargetSource,
    reason: str,
    expires_on: date,
    by: User,
    now: datetime,
) -> Target:
    """Put a resident forward by name; counts when LEAD signs, and falls out by itself after its last day."""
    must_be_of_people(target_list)
    must_hold_no_personal_data(reason=reason)
    if source == TargetSource.FILTER:
        raise InvalidInput(fields={"source": "提名要写明是谁提的"})
    if expires_on < clock.local_day(now):
        raise InvalidInput(fields={"expires_on": "有效期不能早于今天"})
    with transaction.atomic():
        draft = open_draft(target_list, reason="提名", by=by, now=now)
        if source == TargetSource.OWN_WISH:
            end_withdrawal(target_list.campaign, resident, by=by, now=now)
        elif resident.pk in withdrawn(target_list.campaign):
            raise ResidentLeftLists()
        if _standing(target_list).filter(resident=resident).exists():
            raise AlreadyListed()
        target: Target = Target.objects.create(
            station=target_list.station,
            target_list=target_list,
            resident=resident,
            home_id=home_of(resident),
            reason=reason,
            source=source,
            nominated_by=by,
            expires_on=expires_on,
            added_in=draft,
        )
        recount(draft)
        log_change(by, "campaigns.nominate", target_list, target=str(target.pk), source=source)
    return target


def _apply_filter(draft: ListVersion) -> None:
    """Add whoever fits and is not there, take out whoever came by filter and fits no more."""
    target_list = draft.target_list
    field = subject_field(target_list.kind)
    draft.removed.filter(removal_reason=NO_LONGER_FITS).update(removed_in=None, removal_reason="")
    selection = select(target_list)
    left = withdrawn(target_list.campaign) if target_list.kind == ListKind.SURFACE else frozenset()
    _keep_fitting(draft, selection.homes, field)
    draft.added.filter(source=TargetSource.FILTER).update(reason=selection.reason)
    standing = _standing(target_list)
    present = frozenset(standing.values_list(f"{field}_id", flat=True))
    listed = frozenset(standing.listed().values_list(f"{field}_id", flat=True))
    Target.objects.bulk_create(
        (
            Target(
                station=draft.station,
                target_list=target_list,
                home_id=home,
                reason=selection.reason,
                source=TargetSource.FILTER,
                added_in=draft,
                **{f"{field}_id": subject},
            )
            for subject, home in selection.homes.items()
            if subject not in present and subject not in left
        ),
        batch_size=_CHUNK,
    )
    by_filter = standing.listed().filter(source=TargetSource.FILTER, removed_in__isnull=True)
    gone = [pk for pk, subject in by_filter.values_list("pk", f"{field}_id") if subject not in selection.homes]
    for some in _chunks(gone):
        standing.filter(pk__in=some).update(removed_in=draft, removal_reason=NO_LONGER_FITS)
    draft.explanation = [*selection.explanation, *_outcome(selection.homes, listed, left, gone)]


def _keep_fitting(draft: ListVersion, homes: dict[UUID, UUID | None], field: str) -> None:
    """Of an earlier try of the same draft, take away only what fits no more: writing thousands anew takes seconds."""
    drafted = draft.added.filter(source=TargetSource.FILTER).values_list("pk", f"{field}_id", "home_id")
    for some in _chunks([pk for pk, subject, home in drafted if subject not in homes or homes[subject] != home]):
        draft.added.filter(pk__in=some).delete()


def _outcome(
    homes: dict[UUID, UUID | None], listed: frozenset[UUID], left: frozenset[UUID], gone: list[UUID]
) -> list[dict[str, Any]]:
    fitting = homes.keys()
    lines = (
        ("WITHDRAWN", "其中本人已退出，不再列入", len((fitting & left) - listed)),
        ("PRESENT", "其中已在名单", len(fitting & listed)),
        ("ADDED", "新列入", len(fitting - listed - left)),
        ("REMOVED", "原在名单，不再符合条件", len(gone)),
    )
    return [{"code": code, "label": label, "count": count, "unknown": 0} for code, label, count in lines]


def _add_by_hand(draft: ListVersion, add: Collection[UUID], *, reason: str, by: User) -> None:
    target_list = draft.target_list
    field = subject_field(target_list.kind)
    subjects = list(subject_model(target_list.kind).objects.of(draft.station).filter(pk__in=add))  # type: ignore[attr-defined]
    if len(subjects) < len(set(add)):
        raise InvalidInput(fields={"add": "有的对象没有找到"})
    if target_list.kind == ListKind.SURFACE and withdrawn(target_list.campaign) & set(add):
        raise ResidentLeftLists()
    if _standing(target_list).filter(**{f"{field}__in": add}).exists():
        raise AlreadyListed()
    for subject in subjects:
        Target.objects.create(
            station=draft.station,
            target_list=target_list,
            home_id=home_of(subject) if isinstance(subject, Resident) else None,
            reason=reason,
            source=TargetSource.HAND,
            nominated_by=by,
            added_in=draft,
            **{field: subject},
        )


def _remove_by_hand(draft: ListVersion, remove: Collection[UUID], *, reason: str) -> None:
    targets = _standing(draft.target_list).filter(**{f"{subject_field(draft.target_list.kind)}__in": remove})
    if targets.count() < len(set(remove)):
        raise InvalidInput(fields={"remove": "有的对象不在名单里"})
    targets.filter(standing=TargetStanding.PROPOSED).delete()
    targets.listed().update(removed_in=draft, removal_reason=reason)


def _standing(target_list: TargetList) -> Any:
    return target_list.targets.filter(standing__in=(TargetStanding.PROPOSED, TargetStanding.LISTED))


def _chunks(ids: list[UUID]) -> Iterable[list[UUID]]:
    return (ids[first : first + _CHUNK] for first in range(0, len(ids), _CHUNK))
